import { Badge, Text } from '@fluentui/react-components';
import type { RunPartsFragment } from '../../generated/operations.ts';
import { formatAmount, formatCount, formatMonth } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Figures } from '../common/figures.tsx';
import { Empty, ErrorNotice, Loading, Notice } from '../common/notices.tsx';
import { Progress } from '../common/progress.tsx';
import { useStyles } from '../common/styles.ts';
import { ExceptionList } from './exception-list.tsx';
import { RunCommands } from './run-commands.tsx';
import { canCancel, hasLines, isMoving, statusColour } from './run-steps.ts';
import { TotalsTable } from './totals-table.tsx';
import { useRun } from './use-run.ts';
import { useRunCommands } from './use-run-commands.ts';

interface Props {
  id: string;
  mayBill: boolean;
  onChanged: () => void;
}

/** One run from preview to posted. */
export function RunView({ id, mayBill, onChanged }: Props) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  const { run, loading, error, follow } = useRun(id);
  const commands = useRunCommands(run, follow, onChanged);
  if (error !== null) return <ErrorNotice error={error} onRetry={follow} />;
  if (!run) return loading ? <Loading /> : <Empty title={t('billing.gone')} />;
  return (
    <section className={styles.card} aria-label={run.number} aria-busy={isMoving(run.status)}>
      <div className={styles.spread}>
        <h2 className={styles.heading}>
          {formatMonth(run.periodStart, locale)} · {run.scopeCode ?? t(`scope.${run.scopeKind}`)}
        </h2>
        <Badge appearance="tint" color={statusColour(run.status)}>
          {t(`run.${run.status}`)}
        </Badge>
      </div>
      <Text className={styles.quiet}>{t('billing.issued', { number: run.number, date: run.issueDate })}</Text>
      {isMoving(run.status) ? <Moving run={run} onCancel={mayBill ? commands.cancel.run : undefined} /> : null}
      <ErrorNotice error={commands.cancel.error} />
      {hasLines(run.status) ? <Totals run={run} /> : null}
      {run.status === 'CANCELLED' ? <Text>{t('billing.cancelled')}</Text> : null}
      {run.status === 'POSTED' ? (
        <Notice intent="success">{t('billing.posted', { count: run.postedCount })}</Notice>
      ) : null}
      {run.status === 'STOPPED' || run.status === 'PAUSED' ? (
        <Notice intent="warning">{t('billing.stopped', { posted: run.postedCount, all: run.customerCount })}</Notice>
      ) : null}
      <RunCommands run={run} mayBill={mayBill} mayCancel={canCancel(run.status)} commands={commands} />
      {hasLines(run.status) ? <Details run={run} /> : null}
    </section>
  );
}

function Moving({ run, onCancel }: { run: RunPartsFragment; onCancel: (() => Promise<void>) | undefined }) {
  const { t } = useI18n();
  const posting = run.status === 'POSTING';
  return (
    <Progress
      title={t(posting ? 'billing.posting' : 'billing.previewing')}
      done={posting ? run.postedCount : run.lineCount}
      total={posting ? run.customerCount : 0}
      onCancel={onCancel ? () => void onCancel() : undefined}
    />
  );
}

function Totals({ run }: { run: RunPartsFragment }) {
  const { t } = useI18n();
  if (run.lineCount === 0 && run.exceptionCount === 0) {
    return <Empty title={t('billing.nothing')}>{t('billing.nothingHint')}</Empty>;
  }
  return (
    <Figures
      items={[
        { label: t('billing.total', { currency: run.currency }), value: formatAmount(run.total) },
        { label: t('billing.previous'), value: formatAmount(run.previousTotal) },
        { label: t('billing.customers'), value: formatCount(run.customerCount) },
        { label: t('billing.lines'), value: formatCount(run.lineCount) },
        { label: t('billing.exceptions'), value: formatCount(run.exceptionCount), danger: run.exceptionCount > 0 },
      ]}
    />
  );
}

function Details({ run }: { run: RunPartsFragment }) {
  return (
    <>
      {run.totals.length > 0 ? <TotalsTable totals={run.totals} /> : null}
      {run.exceptionCount > 0 ? <ExceptionList exceptions={run.exceptions} count={run.exceptionCount} /> : null}
    </>
  );
}
