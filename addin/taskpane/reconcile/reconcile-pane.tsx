/** Reconcile: a file in, its lines matched, the rest decided by hand. */
import { Button, Tab, TabList, Text } from '@fluentui/react-components';
import { TableRegular } from '@fluentui/react-icons/svg/table';
import { useCallback, useState } from 'react';
import {
  type ImportStatementMutation,
  MatchAgainDocument,
  type StatementLineStatus,
} from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useSession, useViewer } from '../session/session.tsx';
import { errorText } from '../shell/errors.ts';
import { useActivities } from '../shell/use-activities.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { ImportResult } from './import-result.tsx';
import { LineList } from './line-list.tsx';
import { ProfileList } from './profiles/profile-list.tsx';
import { RulesPart } from './rules/rules-part.tsx';
import { StatementDrop } from './statement-drop.tsx';
import { StatementList } from './statement-list.tsx';

type Show = 'waiting' | 'matched' | 'rules';

const STATES: Record<Exclude<Show, 'rules'>, StatementLineStatus[]> = {
  waiting: ['SUGGESTED', 'UNMATCHED'],
  matched: ['MATCHED'],
};

export default function ReconcilePane() {
  const i18n = useI18n();
  const { t } = i18n;
  const styles = useStyles();
  const { api } = useSession();
  const { operator } = useViewer();
  const activities = useActivities();
  const { open, refreshOpen, serverChanged, serverRevision } = useWorkspace();
  const [result, setResult] = useState<ImportStatementMutation['importStatement'] | null>(null);
  const [statement, setStatement] = useState<string | null>(null);
  const [show, setShow] = useState<Show>('waiting');
  const [matchedAgain, setMatchedAgain] = useState<number | null>(null);
  const mayMatch = operator.roles.includes('FINANCE');

  /** Money moved: figures, and the sheets that show them, follow. */
  const changed = useCallback(() => {
    serverChanged();
    void refreshOpen([
      'BILLS',
      'CHARGES',
      'PAYMENTS',
      'ALLOCATIONS',
      'STATEMENT_LINES',
      'PAYER_ACCOUNTS',
      'UNIDENTIFIED_RECEIPTS',
      'CHANNEL_SETTLEMENT',
      'BANK_RECONCILIATION',
      'KPIS',
    ]);
  }, [serverChanged, refreshOpen]);
  const openSheet = useAction(() =>
    activities.run(
      t('reconcile.openSheet'),
      (long) => open('STATEMENT_LINES', { ...long, ...(statement ? { filter: { statementId: statement } } : {}) }),
      {
        summary: (report) => t('sheets.opened', { count: report.rows }),
        explain: (error) => errorText(error, i18n).text,
      },
    ),
  );
  const again = useAction(() =>
    activities.run(
      t('reconcile.again'),
      async () => {
        const answer = await api.request(MatchAgainDocument, {
          input: { key: crypto.randomUUID(), statementId: statement },
        });
        changed();
        setMatchedAgain(answer.matchAgain.matched);
        return answer.matchAgain.matched;
      },
      {
        summary: (count) => t('reconcile.againDone', { count }),
        explain: (error) => errorText(error, i18n).text,
      },
    ),
  );
  return (
    <div className={styles.stack}>
      {mayMatch ? (
        <StatementDrop
          onImported={(answer) => {
            setResult(answer);
            setStatement(answer.statements[0]?.id ?? null);
            setShow('waiting');
            changed();
          }}
        />
      ) : (
        <Text className={styles.quiet}>{i18n.code('access.needs_role_finance')}</Text>
      )}
      {result ? <ImportResult result={result} onDismiss={() => setResult(null)} /> : null}
      {mayMatch ? <ProfileList revision={serverRevision} /> : null}
      <StatementList chosen={statement} onChoose={setStatement} revision={serverRevision} />
      <section className={styles.tight} aria-label={t('reconcile.lines')}>
        <TabList size="small" selectedValue={show} onTabSelect={(_event, data) => setShow(data.value as Show)}>
          <Tab value="waiting">{t('reconcile.waiting')}</Tab>
          <Tab value="matched">{t('reconcile.matched')}</Tab>
          <Tab value="rules">{t('rules.tab')}</Tab>
        </TabList>
        <ErrorNotice error={openSheet.error ?? again.error} />
        {show === 'rules' ? (
          <RulesPart revision={serverRevision} />
        ) : (
          <>
            <div className={styles.wrap}>
              {mayMatch && show === 'waiting' ? (
                <Button size="small" disabled={again.running} onClick={() => void again.run()}>
                  {t('reconcile.again')}
                </Button>
              ) : null}
              <Button
                size="small"
                appearance="subtle"
                icon={<TableRegular />}
                disabled={openSheet.running}
                onClick={() => void openSheet.run()}
              >
                {t('reconcile.openSheet')}
              </Button>
              <Text className={styles.quiet} role="status">
                {matchedAgain === null || again.running ? '' : t('reconcile.againDone', { count: matchedAgain })}
              </Text>
            </div>
            <LineList
              key={`${show}-${statement ?? ''}`}
              filter={{ status: STATES[show], ...(statement ? { statementId: statement } : {}) }}
              revision={serverRevision}
              mayMatch={mayMatch}
              onChanged={changed}
            />
          </>
        )}
      </section>
    </div>
  );
}
