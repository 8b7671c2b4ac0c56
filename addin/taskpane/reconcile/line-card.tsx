import { Badge, Button, Checkbox, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { LinePartsFragment } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { BookAs } from './book-as.tsx';
import { Candidates, SuggestedBooking } from './candidates.tsx';
import { Comment, CommentButton } from './line-comment.tsx';
import { BookingText, MatchText } from './line-texts.tsx';
import { ManualMatch } from './manual-match.tsx';
import { useLineCommands } from './use-line-commands.ts';

interface Props {
  line: LinePartsFragment;
  mayMatch: boolean;
  onChanged: () => void;
  /** Whether it is among the lines that are matched together. */
  chosen?: boolean;
  onChoose?: (chosen: boolean) => void;
}

const COLOURS = { MATCHED: 'success', SUGGESTED: 'warning', UNMATCHED: 'informative', IGNORED: 'subtle' } as const;

/** One movement: who paid what, and which bills it may pay. */
export function LineCard({ line, mayMatch, onChanged, chosen = false, onChoose }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const commands = useLineCommands(line, onChanged);
  const [open, setOpen] = useState<'match' | 'book' | 'comment' | null>(null);
  const waiting = line.status === 'UNMATCHED' || line.status === 'SUGGESTED';
  const incoming = line.direction === 'IN';
  return (
    <article className={styles.card} aria-label={`${line.payerName} ${formatAmount(line.amount)}`}>
      <div className={styles.spread}>
        <div className={styles.row}>
          {waiting && incoming && mayMatch && onChoose ? (
            <Checkbox
              checked={chosen}
              style={{ margin: '-6px 0 -6px -8px' }}
              aria-label={t('together.choose', {
                payer: line.payerName || t('line.noPayer'),
                amount: formatAmount(line.amount),
              })}
              onChange={(_event, data) => onChoose(data.checked === true)}
            />
          ) : null}
          <Text weight="semibold" className={styles.shorten} title={line.payerName}>
            {line.payerName || t('line.noPayer')}
          </Text>
        </div>
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
          {line.match && line.match.together.length > 0 ? (
            <Button size="small" disabled={commands.running} onClick={() => void commands.undo(true)}>
              {t('together.undo', { count: line.match.together.length + 1 })}
            </Button>
          ) : null}
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
