import { Button, Text } from '@fluentui/react-components';
import { useI18n } from '../../i18n/i18n.tsx';
import type { BoundSheet } from '../../workbook/port.ts';
import { ApiError } from '../api.ts';
import { ErrorNotice, Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import type { Flow } from './flow.ts';
import { ProblemList } from './problem-list.tsx';
import { publishSummary } from './summaries.ts';
import type { SheetCommands } from './use-sheet-commands.ts';

interface Props {
  flow: Flow & { step: 'published' };
  sheet: BoundSheet;
  commands: SheetCommands;
}

/** What became of the rows, and what to do about those that are not published. */
export function PublishResult({ flow, sheet, commands }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const styles = useStyles();
  const { report, verb } = flow;
  const open = report.refused + report.invalid + report.conflicts + report.waiting > 0;
  const problems = report.issues.filter((issue) => issue.code !== 'sheet.conflict');
  return (
    <div className={styles.stack}>
      {isOutage(report.interruption) ? null : <ErrorNotice error={report.interruption} />}
      <Notice intent={open ? 'warning' : 'success'} onDismiss={commands.dismiss}>
        {publishSummary(report, verb, i18n)}
        {report.cancelled ? ` ${t('result.cancelled')}` : ''}
      </Notice>
      {report.missing > 0 && verb === 'check' ? (
        <Text className={styles.quiet}>{t('result.missing', { count: report.missing })}</Text>
      ) : null}
      {report.waiting > 0 && verb === 'publish' ? (
        <div className={styles.tight}>
          <Text className={styles.quiet}>{t('result.waitingHint')}</Text>
          <div>
            <Button size="small" appearance="primary" onClick={() => void commands.publish('publish')}>
              {t('result.continue')}
            </Button>
          </div>
        </div>
      ) : null}
      {problems.length > 0 ? <ProblemList sheet={sheet} problems={problems} /> : null}
    </div>
  );
}

/** The pane says by itself while the server cannot be reached. */
function isOutage(error: unknown): boolean {
  return error instanceof ApiError && error.kind === 'network';
}
