import { Button, Text } from '@fluentui/react-components';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice, Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useViewer } from '../session/session.tsx';
import type { FollowedParts } from './use-run.ts';
import type { RunCommandSet } from './use-run-commands.ts';

/** What a second person said of a preview, and the way to say it. */
export function RunApproval({ run, commands: { approve } }: { run: FollowedParts; commands: RunCommandSet }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { operator } = useViewer();
  if (run.approved) return <Notice intent="success">{t('billing.approvedBy', { name: run.approvedBy ?? '' })}</Notice>;
  if (run.status !== 'PREVIEWED' || run.lineCount === 0) return null;
  const isOwn = run.createdBy === operator.id;
  const mayApprove = operator.roles.includes('APPROVER') && !isOwn;
  if (!mayApprove) {
    return run.needsApproval ? (
      <Notice intent="info">{t(isOwn ? 'billing.waitsForOther' : 'billing.waitsForApproval')}</Notice>
    ) : null;
  }
  return (
    <>
      <ErrorNotice error={approve.error} />
      <div className={styles.wrap}>
        <Button appearance="primary" disabled={approve.running} onClick={() => void approve.run()}>
          {t('billing.approve')}
        </Button>
        <Text className={styles.quiet}>{t('billing.approveHint')}</Text>
      </div>
    </>
  );
}
