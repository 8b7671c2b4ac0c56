import { Badge, Button, Field, Input, Link, Text } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import type { LinePartsFragment, MatchPartsFragment } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { isMessageKey } from '../../i18n/translate.ts';
import { compare } from '../common/decimals.ts';
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
  const [open, setOpen] = useState<'match' | 'book' | 'comment' | null>(null);
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
      {line.comment ? (
        <Text size={200} style={{ overflowWrap: 'anywhere' }}>
          {t('comment.says', { comment: line.comment })}
        </Text>
      ) : null}
      <ErrorNotice error={commands.error} />
      {line.status === 'MATCHED' && mayMatch && open === null ? (
        <div className={styles.wrap}>
          <Button size="small" disabled={commands.running} onClick={() => void commands.undo()}>
            {t(line.booking ? 'book.undo' : 'match.undo')}
          </Button>
          <CommentButton line={line} onOpen={() => setOpen('comment')} />
        </div>
      ) : null}
      {waiting && line.suggestedBooking ? (
        <SuggestedBooking booking={line.suggestedBooking} commands={commands} mayMatch={mayMatch} />
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
      {mayMatch && open === 'comment' ? (
        <Comment line={line} commands={commands} onClose={() => setOpen(null)} />
      ) : null}
      {waiting && mayMatch && open === null ? (
        <div className={styles.wrap}>
          {incoming ? (
            <Button size="small" appearance="subtle" onClick={() => setOpen('match')}>
              {t('match.byHand')}
            </Button>
          ) : null}
          <Button size="small" appearance="subtle" onClick={() => setOpen('book')}>
            {t('book.open')}
          </Button>
          <CommentButton line={line} onOpen={() => setOpen('comment')} />
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
            <Choice
              commands={commands}
              suggestionId={candidate.id}
              about={candidate.bills.map((bill) => bill.number).join(', ') || candidate.customer.name}
              onConfirm={() =>
                void commands.match({
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
function SuggestedBooking({ booking, commands, mayMatch }: SuggestedProps) {
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

function CommentButton({ line, onOpen }: { line: LinePartsFragment; onOpen: () => void }) {
  const { t } = useI18n();
  return (
    <Button size="small" appearance="subtle" onClick={onOpen}>
      {t(line.comment ? 'comment.change' : 'comment.open')}
    </Button>
  );
}

interface CommentProps {
  line: LinePartsFragment;
  commands: LineCommands;
  onClose: () => void;
}

/** A remark about a line, whatever is decided of it. */
function Comment({ line, commands, onClose }: CommentProps) {
  const { t } = useI18n();
  const styles = useStyles();
  const [text, setText] = useState(line.comment);
  return (
    <form
      className={styles.tight}
      onSubmit={(event) => {
        event.preventDefault();
        void commands.comment(text).then(onClose);
      }}
    >
      <Field label={t('comment.label')}>
        <Input value={text} maxLength={500} onChange={(_event, data) => setText(data.value)} />
      </Field>
      <div className={styles.row}>
        <Button type="submit" size="small" appearance="primary" disabled={commands.running}>
          {t('comment.save')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** What a line is that pays no bill. */
function BookingText({ booking }: { booking: NonNullable<LinePartsFragment['booking']> }) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  const target = booking.account ?? booking.channelAccount;
  return (
    <div className={styles.grow}>
      <Text size={200} block>
        {t(`book.${booking.kind}`)}
        {target ? ` · ${target}` : ''}
        {booking.trades > 0 ? ` · ${t('book.trades', { count: booking.trades })}` : ''}
      </Text>
      {booking.ruleName ? (
        <Text className={styles.quiet} block>
          {t('match.byRule', { name: booking.ruleName })}
        </Text>
      ) : locale === 'en' ? (
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
        {match.ruleName && locale !== 'en' ? ` · ${t('match.byRule', { name: match.ruleName })}` : ''}
        {compare(match.difference, '0') === 0
          ? ''
          : ` · ${t('match.difference', { amount: formatAmount(match.difference) })}`}
      </Text>
    </div>
  );
}
