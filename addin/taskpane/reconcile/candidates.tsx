/** What a line may be: bills that it may pay, alone or together with others, or what a rule would book it as. */
import { Button, Link } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import type { LinePartsFragment } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStyles } from '../common/styles.ts';
import { BookingText, MatchText } from './line-texts.tsx';
import type { LineCommands } from './use-line-commands.ts';

/** Candidates shown before somebody asks for all. */
const SHOWN = 3;

export function Candidates({
  line,
  commands,
  mayMatch,
}: {
  line: LinePartsFragment;
  commands: LineCommands;
  mayMatch: boolean;
}) {
  const { t } = useI18n();
  const styles = useStyles();
  const [all, setAll] = useState(false);
  const hidden = all ? 0 : line.candidates.length - SHOWN;
  return (
    <ul className={styles.list} style={{ rowGap: 6 }} aria-label={t('match.candidates')}>
      {line.candidates.slice(0, all ? undefined : SHOWN).map((candidate) => (
        <li key={candidate.id} className={styles.spread} style={{ alignItems: 'flex-start' }}>
          <MatchText match={candidate} />
          {mayMatch ? (
            <Choice
              commands={commands}
              suggestionId={candidate.id}
              about={candidate.bills.map((bill) => bill.number).join(', ') || candidate.customer.name}
              onConfirm={() =>
                void commands.match({
                  lineIds: [line.id, ...candidate.together.map(({ id }) => id)],
                  bills: candidate.bills.map((bill) => bill.number),
                  customer: candidate.bills.length === 0 ? candidate.customer.code : null,
                  candidate: candidate.id,
                })
              }
            />
          ) : null}
        </li>
      ))}
      {hidden > 0 ? (
        <li>
          <Link as="button" style={{ fontSize: 12 }} onClick={() => setAll(true)}>
            {t('match.moreCandidates', { count: hidden })}
          </Link>
        </li>
      ) : null}
    </ul>
  );
}

/** Confirms a suggestion, or says that it is wrong. */
function Choice(props: { commands: LineCommands; suggestionId: string; about: string; onConfirm: () => void }) {
  const { commands, suggestionId, about, onConfirm } = props;
  const { t } = useI18n();
  return (
    <div style={{ display: 'flex', flexShrink: 0 }}>
      <Button size="small" appearance="primary" disabled={commands.running} onClick={onConfirm}>
        {t('match.confirm')}
      </Button>
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={t('match.reject', { bills: about })}
        title={t('match.reject', { bills: about })}
        disabled={commands.running}
        onClick={() => void commands.reject(suggestionId)}
      />
    </div>
  );
}

interface SuggestedProps {
  booking: NonNullable<LinePartsFragment['booking']>;
  commands: LineCommands;
  mayMatch: boolean;
}

/** What a rule would book the line as. */
export function SuggestedBooking({ booking, commands, mayMatch }: SuggestedProps) {
  const { t } = useI18n();
  const styles = useStyles();
  const { kind, account, channelAccount } = booking;
  return (
    <div className={styles.spread} style={{ alignItems: 'flex-start' }}>
      <BookingText booking={booking} />
      {mayMatch ? (
        <Choice
          commands={commands}
          suggestionId={booking.id}
          about={t(`book.${kind}`)}
          onConfirm={() => void commands.book({ kind, account, channelAccount })}
        />
      ) : null}
    </div>
  );
}
