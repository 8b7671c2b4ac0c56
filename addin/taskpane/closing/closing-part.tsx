/** Months of the books: what is to be looked at, closing, opening again, and their vouchers. */
import { Badge, Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { AccountingPeriodsDocument, type AccountingPeriodsQuery } from '../../generated/operations.ts';
import { formatCount, formatMonth } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Empty, ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { MonthView } from './month-view.tsx';

type Period = AccountingPeriodsQuery['accountingPeriods'][number];

/** So many months are shown; older ones are closed and forgotten. */
const SHOWN = 13;

export function ClosingPart() {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { serverRevision } = useWorkspace();
  const [chosen, setChosen] = useState<string | null>(null);
  const [changes, setChanges] = useState(0);
  const found = useQuery(
    (signal) => api.request(AccountingPeriodsDocument, {}, signal),
    [api, changes, serverRevision],
  );
  const periods = (found.data?.accountingPeriods ?? []).slice(0, SHOWN);
  return (
    <section className={styles.tight} aria-label={t('closing.title')}>
      <h2 className={styles.heading}>{t('closing.title')}</h2>
      <ErrorNotice error={found.error} onRetry={found.reload} />
      {found.loading && !found.data ? <Loading /> : null}
      {found.data && periods.length === 0 ? <Empty title={t('closing.none')}>{t('closing.noneHint')}</Empty> : null}
      <ul className={styles.list}>
        {periods.map((period) => (
          <li key={period.month} className={styles.tight}>
            <PeriodRow
              period={period}
              open={chosen === period.month}
              onToggle={() => setChosen((month) => (month === period.month ? null : period.month))}
            />
            {chosen === period.month ? (
              <MonthView
                month={period.month}
                isClosed={period.status === 'CLOSED'}
                onChanged={() => setChanges((n) => n + 1)}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function PeriodRow({ period, open, onToggle }: { period: Period; open: boolean; onToggle: () => void }) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  const isClosed = period.status === 'CLOSED';
  return (
    <Button appearance="subtle" aria-expanded={open} style={{ justifyContent: 'stretch' }} onClick={onToggle}>
      <span className={styles.spread} style={{ width: '100%' }}>
        <Text size={200} className={styles.shorten}>
          {formatMonth(period.month, locale)} ·{' '}
          <span className={styles.quiet}>
            {isClosed && period.closedBy
              ? period.closedBy
              : t('closing.entries', { count: formatCount(period.entryCount) })}
          </span>
        </Text>
        <Badge appearance="tint" color={isClosed ? 'success' : 'brand'}>
          {t(isClosed ? 'closing.CLOSED' : 'closing.OPEN')}
        </Badge>
      </span>
    </Button>
  );
}
