import { Button, Text } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import type { DatasetName } from '../../datasets/types.ts';
import { CustomerToShowDocument, type CustomerToShowQuery } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Empty, ErrorNotice, Loading, Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession, useViewer } from '../session/session.tsx';
import { CustomerAccount } from './customer-account.tsx';
import { RowLink } from './row-link.tsx';
import { type RowJump, useRowJump } from './use-row-jump.ts';

/** What the viewer may see of a dataset. */
function useAccess() {
  const { datasets } = useViewer();
  const of = (dataset: DatasetName) => datasets.find((one) => one.dataset === dataset);
  return {
    reads: (dataset: DatasetName) => of(dataset)?.readable !== false,
    sees: (dataset: DatasetName, column: string) => of(dataset)?.hiddenColumns.includes(column) !== true,
  };
}

/** One customer: who that is, the account, the open bills and the premises, each with a way to its row. */
export function CustomerCard({ code, onAnother }: { code: string; onAnother: () => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const access = useAccess();
  const jump = useRowJump();
  const phone = access.sees('CUSTOMERS', 'phone');
  const found = useQuery((signal) => api.request(CustomerToShowDocument, { code, phone }, signal), [api, code, phone]);
  const customer = found.data?.customers.nodes[0];
  const back = (
    <div>
      <Button size="small" icon={<ArrowLeftRegular />} onClick={onAnother}>
        {t('customer.another')}
      </Button>
    </div>
  );
  if (!customer) {
    return (
      <div className={styles.stack}>
        {back}
        <ErrorNotice error={found.error} onRetry={found.reload} />
        {found.loading ? <Loading /> : null}
        {found.data ? <Empty title={t('customer.gone', { code })}>{t('customer.goneHint')}</Empty> : null}
      </div>
    );
  }
  const facts = [t(`customer.kind.${customer.kind}`), customer.customerGroup, customer.phone].filter(Boolean);
  return (
    <div className={styles.stack}>
      {back}
      <article className={styles.card} aria-label={customer.name}>
        <RowLink jump={jump} place={{ dataset: 'CUSTOMERS', id: customer.id, column: 'code' }}>
          <Text weight="semibold" className={styles.shorten}>
            {customer.name} <span className={styles.quiet}>{customer.code}</span>
          </Text>
        </RowLink>
        <Text className={styles.quiet}>{facts.join(' · ')}</Text>
        {access.reads('BILLS') ? <CustomerAccount customer={customer} jump={jump} /> : null}
        <Premises data={found.data} jump={jump} />
      </article>
      <ErrorNotice error={jump.error} />
      {jump.missing ? <Notice intent="warning">{t('customer.rowMissing')}</Notice> : null}
    </div>
  );
}

function Premises({ data, jump }: { data: CustomerToShowQuery | null; jump: RowJump }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { nodes = [], pageInfo } = data?.premises ?? {};
  return (
    <section className={styles.tight} aria-label={t('customer.premises')}>
      <h3 className={styles.heading}>{t('customer.premises')}</h3>
      {nodes.length === 0 ? <Text className={styles.quiet}>{t('customer.noPremises')}</Text> : null}
      <ul className={styles.list}>
        {nodes.map((premise) => (
          <li key={premise.id}>
            <RowLink jump={jump} place={{ dataset: 'PREMISES', id: premise.id, column: 'code' }}>
              <span className={styles.spread}>
                <Text size={200} className={styles.shorten}>
                  {premise.name} <span className={styles.quiet}>{premise.code}</span>
                </Text>
                {premise.area ? (
                  <Text size={200} className={styles.figure}>
                    {t('customer.area', { area: premise.area })}
                  </Text>
                ) : null}
              </span>
            </RowLink>
          </li>
        ))}
      </ul>
      {pageInfo?.hasNextPage ? (
        <Text className={styles.quiet}>{t('customer.morePremises', { count: nodes.length })}</Text>
      ) : null}
    </section>
  );
}
