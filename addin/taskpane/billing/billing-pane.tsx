/** Billing run: choose, preview, look, post. */
import { Button, Text } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useRef, useState } from 'react';
import { BillingRunsDocument, type Role, type RunHeadFragment } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { addMonths } from '../common/months.ts';
import { ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useQuery } from '../common/use-query.ts';
import { CorrectionsPart } from '../corrections/corrections-part.tsx';
import { SchedulesPart } from '../schedules/schedules-part.tsx';
import { useSession, useViewer } from '../session/session.tsx';
import { useCommand } from '../shell/use-command.tsx';
import { NewRun } from './new-run.tsx';
import { RunList } from './run-list.tsx';
import { RunView } from './run-view.tsx';

const SEE_SCHEDULES: readonly Role[] = ['FINANCE', 'ADMIN', 'AUDITOR'];

/** The month after the last one that was billed for everybody, but none that lies ahead; else this month. */
function nextMonth(runs: readonly RunHeadFragment[], today: string): string {
  const thisMonth = today.slice(0, 7);
  const last = runs
    .filter((run) => run.status === 'POSTED' && run.scopeKind === 'ALL')
    .map((run) => run.periodStart.slice(0, 7))
    .toSorted()
    .at(-1);
  const next = last ? addMonths(last, 1) : thisMonth;
  return next < thisMonth ? next : thisMonth;
}

export default function BillingPane() {
  const { t, code } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { operator, tenant } = useViewer();
  const [chosen, setChosen] = useState<string | null>(null);
  const [changes, setChanges] = useState(0);
  const runs = useQuery((signal) => api.request(BillingRunsDocument, {}, signal), [api, changes]);
  const past = useRef<HTMLElement>(null);
  useCommand('runs', () => past.current?.scrollIntoView({ block: 'nearest' }));
  const mayBill = operator.roles.includes('FINANCE');
  return (
    <div className={styles.stack}>
      {chosen ? (
        <>
          <div>
            <Button size="small" icon={<AddRegular />} onClick={() => setChosen(null)}>
              {t('billing.another')}
            </Button>
          </div>
          <RunView key={chosen} id={chosen} mayBill={mayBill} onChanged={() => setChanges((n) => n + 1)} />
        </>
      ) : mayBill ? (
        <NewRun
          key={runs.data ? 'known' : 'asking'}
          month={nextMonth(runs.data?.billingRuns ?? [], tenant.today)}
          onStarted={(id) => {
            setChosen(id);
            setChanges((n) => n + 1);
          }}
        />
      ) : (
        <Text className={styles.quiet}>{code('access.needs_role_finance')}</Text>
      )}
      <section ref={past} className={styles.tight} aria-label={t('billing.past')}>
        <h2 className={styles.heading}>{t('billing.past')}</h2>
        <ErrorNotice error={runs.error} onRetry={runs.reload} />
        {runs.loading && !runs.data ? <Loading /> : null}
        {runs.data ? <RunList runs={runs.data.billingRuns} chosen={chosen} onChoose={setChosen} /> : null}
      </section>
      <CorrectionsPart />
      {operator.roles.some((role) => SEE_SCHEDULES.includes(role)) ? <SchedulesPart /> : null}
    </div>
  );
}
