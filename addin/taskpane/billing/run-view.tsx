import { Badge, Button, Text } from '@fluentui/react-components';
import { formatAmount, formatCount, formatMonth } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Figures } from '../common/figures.tsx';
import { Empty, ErrorNotice, Loading, Notice } from '../common/notices.tsx';
import { Progress } from '../common/progress.tsx';
import { useStyles } from '../common/styles.ts';
import { ExceptionList } from './exception-list.tsx';
import { RunApproval } from './run-approval.tsx';
import { RunCommands } from './run-commands.tsx';
import { Comparison, WarningList } from './run-comparison.tsx';
import { canCancel, hasLines, isMoving, statusColour } from './run-steps.ts';
import { TotalsTable } from './totals-table.tsx';
import { type FollowedParts, useRun } from './use-run.ts';
import { type RunCommandSet, useRunCommands } from './use-run-commands.ts';

interface Props {
  id: string;
  mayBill: boolean;
  onChanged: () => void;
}

/** One run from preview to posted. */
export function RunView({ id, mayBill, onChanged }: Props) {
  const { t, code, locale } = useI18n();
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
      {isMoving(run.status) ? <Moving run={run} commands={mayBill ? commands : null} /> : null}
      <ErrorNotice error={commands.cancel.error ?? commands.pause.error} />
      {hasLines(run.status) ? <Totals run={run} /> : null}
      {run.status === 'CANCELLED' ? <Text>{t('billing.cancelled')}</Text> : null}
      {run.failure ? <Notice intent="warning">{code(run.failure, t('billing.failed'))}</Notice> : null}
      {run.status === 'POSTED' ? (
        <Notice intent="success">{t('billing.posted', { count: run.postedCount })}</Notice>
      ) : null}
      {run.status === 'STOPPED' || run.status === 'PAUSED' ? (
        <Notice intent="warning">{t('billing.stopped', { posted: run.postedCount, all: run.customerCount })}</Notice>
      ) : null}
      <RunApproval run={run} commands={commands} />
      <RunCommands run={run} mayBill={mayBill} mayCancel={canCancel(run.status)} commands={commands} />
      {hasLines(run.status) ? <Details run={run} /> : null}
    </section>
  );
}

/** How far it is, how long it still takes, and the ways to make it wait or end. */
function Moving({ run, commands }: { run: FollowedParts; commands: RunCommandSet | null }) {
  const { t } = useI18n();
  const styles = useStyles();
  const posting = run.status === 'POSTING';
  return (
    <>
      <Progress
        title={t(posting ? 'billing.posting' : 'billing.previewing')}
        done={posting ? run.postedCount : run.lineCount}
        total={posting ? Math.max(run.customerCount, run.postedCount) : 0}
        onCancel={commands ? () => void commands.cancel.run() : undefined}
      />
      {posting ? (
        <div className={styles.spread}>
          <Text className={styles.quiet}>
            {run.secondsLeft === null ? '' : t('billing.secondsLeft', { count: run.secondsLeft })}
          </Text>
          {commands ? (
            <Button size="small" disabled={commands.pause.running} onClick={() => void commands.pause.run()}>
              {t('billing.pause')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function Totals({ run }: { run: FollowedParts }) {
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

function Details({ run }: { run: FollowedParts }) {
  return (
    <>
      {run.totals.length > 0 ? <TotalsTable totals={run.totals} /> : null}
      {run.comparison && run.lineCount > 0 ? <Comparison comparison={run.comparison} /> : null}
      <WarningList warnings={run.warnings ?? []} />
      {run.exceptionCount > 0 ? <ExceptionList exceptions={run.exceptions} count={run.exceptionCount} /> : null}
    </>
  );
}
