/** Reports: the collection rate and what it is made of. */
import { Button, Field, Text } from '@fluentui/react-components';
import { TableRegular } from '@fluentui/react-icons/svg/table';
import { lazy, Suspense, useState } from 'react';
import type { WorksheetFunctions } from '../../functions/worksheet.ts';
import { CommunitiesDocument, KpisDocument, type Role } from '../../generated/operations.ts';
import { formatMonth, formatRate } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ClosingPart } from '../closing/closing-part.tsx';
import { MonthSelect } from '../common/month-select.tsx';
import { addMonths, monthsBack } from '../common/months.ts';
import { NarrowSelect } from '../common/narrow-select.tsx';
import { Empty, ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession, useViewer } from '../session/session.tsx';
import { errorText } from '../shell/errors.ts';
import { useActivities } from '../shell/use-activities.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { AnalysisPart } from './analysis-part.tsx';
import { FeeItemTable } from './fee-item-table.tsx';
import { type KpiRow, sums } from './figures.ts';
import { FunctionHelp } from './function-help.tsx';
import { RateHeadline } from './rate-headline.tsx';

/** Those who may read the ledger. */
const SEE_BOOKS: readonly Role[] = ['FINANCE_VIEWER', 'FINANCE', 'APPROVER', 'ADMIN', 'AUDITOR'];

const MonthCharts = lazy(() => import('./month-charts.tsx'));

export default function ReportsPane({ functions }: { functions: WorksheetFunctions | null }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { operator, tenant } = useViewer();
  const { serverRevision } = useWorkspace();
  const thisMonth = tenant.today.slice(0, 7);
  const [from, setFrom] = useState(addMonths(thisMonth, -11));
  const [to, setTo] = useState(thisMonth);
  const [community, setCommunity] = useState('');
  const [fromMonth, toMonth] = from <= to ? [from, to] : [to, from];
  const scope = { fromMonth, toMonth, ...(community ? { community } : {}) };
  const kpis = useQuery(
    async (signal) => {
      const ask = (by: 'MONTH' | 'FEE_ITEM') => api.request(KpisDocument, { input: { ...scope, by } }, signal);
      const [months, items] = await Promise.all([ask('MONTH'), ask('FEE_ITEM')]);
      return { months: months.kpis, items: items.kpis };
    },
    [api, fromMonth, toMonth, community, serverRevision],
  );
  const months = monthsBack(tenant.today, 36, 2);
  return (
    <div className={styles.stack}>
      <AnalysisPart />
      <div className={styles.row} role="group" aria-label={t('reports.range')}>
        <Field label={t('reports.from')} className={styles.grow}>
          <MonthSelect months={months} value={from} onChange={setFrom} />
        </Field>
        <Field label={t('reports.to')} className={styles.grow}>
          <MonthSelect months={months} value={to} onChange={setTo} />
        </Field>
      </div>
      <CommunityFilter value={community} onChange={setCommunity} />
      <ErrorNotice error={kpis.error} onRetry={kpis.reload} />
      {kpis.loading && !kpis.data ? <Loading /> : null}
      {kpis.data ? (
        <Content
          months={kpis.data.months}
          items={kpis.data.items}
          busy={kpis.loading}
          filter={{ fromMonth, toMonth }}
        />
      ) : null}
      {operator.roles.some((role) => SEE_BOOKS.includes(role)) ? <ClosingPart /> : null}
      {functions ? <FunctionHelp functions={functions} /> : null}
    </div>
  );
}

function CommunityFilter({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const { t } = useI18n();
  const { api } = useSession();
  const communities = useQuery((signal) => api.request(CommunitiesDocument, {}, signal), [api]);
  const places = communities.data?.premises.nodes ?? [];
  if (places.length === 0) return null;
  return (
    <Field label={t('scope.COMMUNITY')}>
      <NarrowSelect value={value} onChange={(_event, data) => onChange(data.value)}>
        <option value="">{t('reports.allCommunities')}</option>
        {places.map((place) => (
          <option key={place.id} value={place.code}>
            {place.name}
          </option>
        ))}
      </NarrowSelect>
    </Field>
  );
}

interface ContentProps {
  months: readonly KpiRow[];
  items: readonly KpiRow[];
  busy: boolean;
  filter: { fromMonth: string; toMonth: string };
}

function Content({ months, items, busy, filter }: ContentProps) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  const total = sums(months);
  const latest = months.findLast((row) => row.collectionRate !== null);
  if (!latest) return <Empty title={t('reports.empty')}>{t('reports.emptyHint')}</Empty>;
  return (
    <div className={styles.stack} aria-busy={busy}>
      <section className={styles.card} aria-label={t('reports.rate')}>
        <RateHeadline total={total} currency={latest.currency} />
        <Text className={styles.quiet}>
          {t('reports.latest', { month: formatMonth(latest.month, locale), rate: formatRate(latest.collectionRate) })}
        </Text>
      </section>
      <Suspense fallback={<Loading />}>
        <MonthCharts months={months} />
      </Suspense>
      <section className={styles.card} aria-label={t('reports.byFeeItem')}>
        <h2 className={styles.heading}>{t('reports.byFeeItem')}</h2>
        <FeeItemTable items={items} />
      </section>
      <OpenSheet filter={filter} />
    </div>
  );
}

function OpenSheet({ filter }: { filter: { fromMonth: string; toMonth: string } }) {
  const i18n = useI18n();
  const { open } = useWorkspace();
  const activities = useActivities();
  const action = useAction(() =>
    activities.run(i18n.t('reports.openSheet'), (long) => open('KPIS', { ...long, filter }), {
      summary: (report) => i18n.t('sheets.opened', { count: report.rows }),
      explain: (error) => errorText(error, i18n).text,
    }),
  );
  return (
    <>
      <ErrorNotice error={action.error} />
      <div>
        <Button icon={<TableRegular />} disabled={action.running} onClick={() => void action.run()}>
          {i18n.t('reports.openSheet')}
        </Button>
      </div>
    </>
  );
}
