import { Button, Text } from '@fluentui/react-components';
import { TableRegular } from '@fluentui/react-icons/svg/table';
import { CustomerAccountDocument } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { compare } from '../common/decimals.ts';
import { Figures } from '../common/figures.tsx';
import { ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { RowLink } from './row-link.tsx';
import { StatementPart } from './statement-part.tsx';
import type { RowJump, RowPlace } from './use-row-jump.ts';

interface Props {
  customer: { code: string; name: string; currency: string };
  jump: RowJump;
}

/** What tells a customer's sheets from others'. */
const suffixOf = (code: string) => code.replace(/[^A-Za-z0-9_]/g, (sign) => `_${sign.codePointAt(0)?.toString(16)}_`);

/** How the sheet of one customer's bills is opened: beside the one of all bills. */
function billsOf(code: string): NonNullable<RowPlace['open']> {
  return { filter: { customer: code }, suffix: suffixOf(code), subtitle: code };
}

/** What a customer owes, and the open bills. */
export function CustomerAccount({ customer: { code, currency }, jump }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { open, serverRevision } = useWorkspace();
  const found = useQuery(
    (signal) => api.request(CustomerAccountDocument, { code }, signal),
    [api, code, serverRevision],
  );
  const inSheet = useAction(() => open('BILLS', billsOf(code)));
  if (found.error !== null) return <ErrorNotice error={found.error} onRetry={found.reload} />;
  if (!found.data) return <Loading />;
  const balance = found.data.customers.nodes[0]?.balance;
  const { nodes, pageInfo } = found.data.bills;
  return (
    <>
      {balance ? (
        <Figures
          items={[
            { label: t('customer.open', { currency }), value: formatAmount(balance.open) },
            {
              label: t('customer.overdue'),
              value: formatAmount(balance.overdue),
              danger: compare(balance.overdue, '0') > 0,
            },
            { label: t('customer.unallocated'), value: formatAmount(balance.unallocated) },
          ]}
        />
      ) : null}
      <section className={styles.tight} aria-label={t('customer.bills')}>
        <h3 className={styles.heading}>{t('customer.bills')}</h3>
        {nodes.length === 0 ? <Text className={styles.quiet}>{t('customer.noBills')}</Text> : null}
        <ul className={styles.list}>
          {nodes.map((bill) => (
            <li key={bill.id}>
              <RowLink jump={jump} place={{ dataset: 'BILLS', id: bill.id, column: 'number', open: billsOf(code) }}>
                <span className={styles.spread}>
                  <Text size={200} className={styles.shorten}>
                    {bill.number} <span className={styles.quiet}>{t('customer.due', { date: bill.dueDate })}</span>
                  </Text>
                  <Text size={200} className={styles.figure}>
                    {formatAmount(bill.open)}
                  </Text>
                </span>
              </RowLink>
            </li>
          ))}
        </ul>
        {pageInfo.hasNextPage ? (
          <Text className={styles.quiet}>{t('customer.moreBills', { count: nodes.length })}</Text>
        ) : null}
        <ErrorNotice error={inSheet.error} />
        <div>
          <Button size="small" icon={<TableRegular />} disabled={inSheet.running} onClick={() => void inSheet.run()}>
            {t('customer.allBills')}
          </Button>
        </div>
      </section>
      <StatementPart code={code} suffix={suffixOf(code)} />
    </>
  );
}
