import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { formatAmount, formatCount, formatMonth } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Confirm } from '../common/confirm.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { canPost, hasLines, isMoving } from './run-steps.ts';
import type { FollowedParts } from './use-run.ts';
import type { RunCommandSet } from './use-run-commands.ts';

interface Props {
  run: FollowedParts;
  mayBill: boolean;
  mayCancel: boolean;
  commands: RunCommandSet;
}

/** The verbs of a run, and the question before it is posted. */
export function RunCommands({ run, mayBill, mayCancel, commands }: Props) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  const [asking, setAsking] = useState(false);
  const { post, cancel, showLines, showComparison, showExceptions, showBills, reverse } = commands;
  const error =
    post.error ?? reverse.error ?? showLines.error ?? showComparison.error ?? showExceptions.error ?? showBills.error;
  if (isMoving(run.status)) return <ErrorNotice error={error} />;
  return (
    <>
      <ErrorNotice error={error} />
      <div className={styles.wrap}>
        {mayBill && canPost(run) ? (
          <Button
            appearance="primary"
            disabled={post.running || (run.needsApproval && run.status === 'PREVIEWED')}
            onClick={() => setAsking(true)}
          >
            {t(run.status === 'PREVIEWED' ? 'billing.post' : 'billing.resume')}
          </Button>
        ) : null}
        {hasLines(run.status) ? (
          <Button disabled={showLines.running} onClick={() => void showLines.run()}>
            {t('billing.showLines')}
          </Button>
        ) : null}
        {hasLines(run.status) && run.lineCount > 0 ? (
          <Button disabled={showComparison.running} onClick={() => void showComparison.run()}>
            {t('billing.showComparison')}
          </Button>
        ) : null}
        {hasLines(run.status) && run.exceptionCount > 0 ? (
          <Button disabled={showExceptions.running} onClick={() => void showExceptions.run()}>
            {t('billing.showExceptions')}
          </Button>
        ) : null}
        {run.postedCount > 0 ? (
          <Button disabled={showBills.running} onClick={() => void showBills.run()}>
            {t('billing.showBills')}
          </Button>
        ) : null}
        {mayBill && (run.status === 'POSTED' || run.status === 'STOPPED') ? (
          <ReverseRun run={run} commands={commands} />
        ) : null}
        {mayBill && mayCancel ? (
          <Button appearance="subtle" disabled={cancel.running} onClick={() => void cancel.run()}>
            {t('billing.cancel')}
          </Button>
        ) : null}
      </div>
      <Confirm
        open={asking}
        title={t('billing.confirmTitle', { month: formatMonth(run.periodStart, locale) })}
        verb={t('billing.post')}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void post.run();
        }}
      >
        <Text as="p" block>
          {t('billing.confirmText', {
            bills: formatCount(run.customerCount),
            total: formatAmount(run.total),
            currency: run.currency,
          })}
        </Text>
        {run.exceptionCount > 0 ? (
          <Text as="p" block>
            {t('billing.confirmExceptions', { count: run.exceptionCount })}
          </Text>
        ) : null}
      </Confirm>
    </>
  );
}

/** Voids all bills of a run; asked for twice, because many people would hear of it. */
function ReverseRun({ run, commands }: { run: FollowedParts; commands: RunCommandSet }) {
  const { t } = useI18n();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const { reverse } = commands;
  return (
    <>
      <Button appearance="subtle" disabled={reverse.running} onClick={() => setAsking(true)}>
        {t('billing.reverse')}
      </Button>
      <Confirm
        open={asking}
        title={t('billing.reverseTitle', { number: run.number })}
        verb={t('billing.reverse')}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          if (reason.trim() === '') return;
          setAsking(false);
          void reverse.run(reason);
        }}
      >
        <Text as="p" block>
          {t('billing.reverseText', { count: run.postedCount })}
        </Text>
        <Field label={t('billing.reverseReason')} required>
          <Input value={reason} onChange={(_event, data) => setReason(data.value)} />
        </Field>
      </Confirm>
    </>
  );
}
