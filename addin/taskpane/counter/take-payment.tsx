import { Button, Text } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { CounterCustomerDocument, type RecordPaymentMutation } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { CustomerSearch, type FoundCustomer } from '../common/customer-search.tsx';
import { difference } from '../common/decimals.ts';
import { Empty, ErrorNotice, Loading, Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useQuery } from '../common/use-query.ts';
import { PdfButton } from '../corrections/pdf-button.tsx';
import { useSession } from '../session/session.tsx';
import { isPositive } from './amounts.ts';
import { PaymentForm } from './payment-form.tsx';

/** A payment that was just taken, with what was given back of the cash. */
export type Taken = RecordPaymentMutation['recordPayment']['payment'] & { change: string | null };

/** Who pays, for what, how much and how; then the receipt, and the next one. */
export function TakePayment({ onTaken }: { onTaken: () => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const [customer, setCustomer] = useState<FoundCustomer | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  /** Whether somebody was served: the keyboard then goes on to the next one by itself. */
  const [served, setServed] = useState(false);
  return (
    <section className={styles.tight} aria-label={t('counter.take')}>
      <h2 className={styles.heading}>{t('counter.take')}</h2>
      {taken ? (
        <TakenCard
          taken={taken}
          customer={customer?.name ?? ''}
          onAnother={() => {
            setTaken(null);
            setCustomer(null);
          }}
        />
      ) : (
        <>
          <CustomerSearch value={customer} focused={served} onChange={setCustomer} />
          {customer ? (
            <CustomerToPay
              key={customer.code}
              code={customer.code}
              onTaken={(payment) => {
                setTaken(payment);
                setServed(true);
                onTaken();
              }}
            />
          ) : (
            <Text className={styles.quiet}>{t('counter.hint')}</Text>
          )}
        </>
      )}
    </section>
  );
}

function CustomerToPay({ code, onTaken }: { code: string; onTaken: (taken: Taken) => void }) {
  const { t } = useI18n();
  const { api } = useSession();
  const found = useQuery((signal) => api.request(CounterCustomerDocument, { code }, signal), [api, code]);
  if (found.error !== null) return <ErrorNotice error={found.error} onRetry={found.reload} />;
  if (!found.data) return <Loading label={t('counter.looking')} />;
  const customer = found.data.customers.nodes[0];
  if (!customer) return <Empty title={t('customer.gone', { code })}>{t('customer.goneHint')}</Empty>;
  const bills = found.data.bills.nodes
    .filter(({ currency }) => currency === customer.currency)
    .toSorted((a, b) => a.dueDate.localeCompare(b.dueDate) || a.number.localeCompare(b.number));
  return (
    <PaymentForm
      customer={code}
      currency={customer.currency}
      waiting={customer.balance?.unallocated ?? '0'}
      bills={bills}
      hasMore={found.data.bills.pageInfo.hasNextPage}
      onStale={found.reload}
      onTaken={onTaken}
    />
  );
}

function TakenCard({ taken, customer, onAnother }: { taken: Taken; customer: string; onAnother: () => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { number, amount, currency, allocated, change } = taken;
  const rest = difference(amount, allocated);
  const another = useRef<HTMLButtonElement>(null);
  useEffect(() => another.current?.focus(), []);
  return (
    <div className={styles.card}>
      <Notice intent="success">
        {t('counter.taken', { number, amount: formatAmount(amount), currency, customer })}
      </Notice>
      {change === null ? null : (
        <Text weight="semibold" size={400}>
          {t('counter.change', { change: formatAmount(change) })}
        </Text>
      )}
      {isPositive(rest) ? <Text size={200}>{t('counter.rest', { rest: formatAmount(rest) })}</Text> : null}
      <div className={styles.wrap}>
        <Button ref={another} appearance="primary" onClick={onAnother}>
          {t('counter.another')}
        </Button>
        <PdfButton number={number} of="payment" />
      </div>
    </div>
  );
}
