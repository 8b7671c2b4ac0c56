import { Badge, Button, Link, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { LinePartsFragment, MatchPartsFragment } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { isMessageKey } from '../../i18n/translate.ts';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { BookAs } from './book-as.tsx';
import { ManualMatch } from './manual-match.tsx';
import { type LineCommands, useLineCommands } from './use-line-commands.ts';

interface Props {
  line: LinePartsFragment;
  mayMatch: boolean;
  onChanged: () => void;
}

const COLOURS = { MATCHED: 'success', SUGGESTED: 'warning', UNMATCHED: 'informative', IGNORED: 'subtle' } as const;

/** Candidates shown before somebody asks for all. */
const SHOWN = 3;

/** One movement: who paid what, and which bills it may pay. */
export function LineCard({ line, mayMatch, onChanged }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const commands = useLineCommands(line, onChanged);
  const [open, setOpen] = useState<'match' | 'book' | null>(null);
  const waiting = line.status === 'UNMATCHED' || line.status === 'SUGGESTED';
  const incoming = line.direction === 'IN';
  return (
    <article className={styles.card} aria-label={`${line.payerName} ${formatAmount(line.amount)}`}>
      <div className={styles.spread}>
        <Text weight="semibold" className={styles.shorten} title={line.payerName}>
          {line.payerName || t('line.noPayer')}
        </Text>
        <Text weight="semibold" className={styles.figure}>
          {incoming ? '' : '−'}
          {formatAmount(line.amount)}
        </Text>
      </div>
      <div className={styles.spread} style={{ alignItems: 'flex-start' }}>
        <Text className={styles.quiet} style={{ overflowWrap: 'anywhere' }}>
          {[line.bookedOn, line.reference, line.text].filter(Boolean).join(' · ')}
        </Text>
        <Badge appearance="tint" size="small" color={COLOURS[line.status]} style={{ flexShrink: 0 }}>
          {t(`line.${line.status}`)}
        </Badge>
      </div>
      {line.match ? <MatchText match={line.match} /> : null}
      {line.booking ? <BookingText booking={line.booking} /> : null}
      <ErrorNotice error={commands.error} />
      {line.status === 'MATCHED' && mayMatch ? (
        <div>
          <Button size="small" disabled={commands.running} onClick={() => void commands.undo()}>
            {t(line.booking ? 'book.undo' : 'match.undo')}
          </Button>
        </div>
      ) : null}
      {waiting && line.candidates.length > 0 ? (
        <Candidates line={line} commands={commands} mayMatch={mayMatch} />
      ) : null}
      {waiting && mayMatch && open === 'match' ? (
        <ManualMatch line={line} commands={commands} onClose={() => setOpen(null)} />
      ) : null}
      {waiting && mayMatch && open === 'book' ? (
        <BookAs line={line} commands={commands} onClose={() => setOpen(null)} />
      ) : null}
      {waiting && mayMatch && open === null ? (
        <div className={styles.row}>
          {incoming ? (
            <Button size="small" appearance="subtle" onClick={() => setOpen('match')}>
              {t('match.byHand')}
            </Button>
          ) : null}
          <Button size="small" appearance="subtle" onClick={() => setOpen('book')}>
            {t('book.open')}
          </Button>
        </div>
      ) : null}
    </article>
  );
}

function Candidates({
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
            <Button
              size="small"
              appearance="primary"
              disabled={commands.running}
              onClick={() =>
                void commands.match({
                  bills: candidate.bills.map((bill) => bill.number),
                  customer: candidate.bills.length === 0 ? candidate.customer.code : null,
                })
              }
            >
              {t('match.confirm')}
            </Button>
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

/** What a line is that pays no bill. */
function BookingText({ booking }: { booking: NonNullable<LinePartsFragment['booking']> }) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  return (
    <div className={styles.grow}>
      <Text size={200} block>
        {t(`book.${booking.kind}`)}
        {booking.trades > 0 ? ` · ${t('book.trades', { count: booking.trades })}` : ''}
      </Text>
      {locale === 'en' ? (
        <Text className={styles.quiet} block>
          {booking.reason}
        </Text>
      ) : null}
    </div>
  );
}

/** Which bills, whose, found by which rule and how surely. */
function MatchText({ match }: { match: MatchPartsFragment }) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  const key = `rule.${match.rule}`;
  const rule = isMessageKey(key) ? t(key) : match.rule;
  return (
    <div className={styles.grow}>
      <Text size={200} block>
        {match.bills.map((bill) => bill.number).join(', ') || t('match.noBill')} · {match.customer.name}
      </Text>
      <Text className={styles.quiet} block title={match.reason}>
        {locale === 'en' && match.reason ? match.reason : rule}
        {match.rule === 'manual' ? '' : ` · ${t('match.score', { score: match.score })}`}
      </Text>
    </div>
  );
}
