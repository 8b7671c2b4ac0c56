import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { PaymentToShowDocument, type PaymentToShowQuery } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { compare, difference, sum } from '../common/decimals.ts';
import { Empty, ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';
import { AllocateForm } from './allocate-form.tsx';
import { EntriesTable } from './entries-table.tsx';
import { PdfButton } from './pdf-button.tsx';
import { RefundPart } from './refund-part.tsx';
import { VoidForm } from './void-form.tsx';

type Payment = NonNullable<PaymentToShowQuery['payment']>;

interface Props {
  number: string;
  /** Whether its entries are shown at first. */
  showsEntries: boolean;
  mayVoid: boolean;
  onChanged: () => void;
}

/** A payment: what it came to, its receipt, its entries in the ledger, and voiding it. */
export function PaymentCard({ number, showsEntries: atFirst, mayVoid, onChanged }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [showsEntries, setShowsEntries] = useState(atFirst);
  const [changes, setChanges] = useState(0);
  const found = useQuery((signal) => api.request(PaymentToShowDocument, { number }, signal), [api, number, changes]);
  const changed = () => {
    setChanges((n) => n + 1);
    onChanged();
  };
  if (found.error !== null) return <ErrorNotice error={found.error} onRetry={found.reload} />;
  if (!found.data) return <Loading />;
  const { payment } = found.data;
  if (!payment) return <Empty title={t('correct.noPayment', { number })}>{t('correct.noPaymentHint')}</Empty>;
  const rest = waiting(payment);
  return (
    <div className={styles.card}>
      <div className={styles.spread}>
        <Text weight="semibold">{payment.number}</Text>
        <Text className={styles.figure}>
          {formatAmount(payment.amount)} {payment.currency}
        </Text>
      </div>
      <div className={styles.wrap}>
        <Button size="small" appearance="subtle" onClick={() => setShowsEntries((shown) => !shown)}>
          {t(showsEntries ? 'correct.hideEntries' : 'correct.showEntries')}
        </Button>
        <PdfButton number={number} of="payment" />
      </div>
      {showsEntries ? <EntriesTable ids={[payment.id]} wanted={atFirst} /> : null}
      {mayVoid && rest !== null ? <AllocateForm number={number} rest={rest} onChanged={changed} /> : null}
      <RefundPart payment={payment} waits={rest !== null} mayAsk={mayVoid} onChanged={changed} />
      {mayVoid ? <VoidForm number={number} onChanged={onChanged} /> : null}
    </div>
  );
}

/** What of a payment is neither on a bill nor given back; null for nothing, and for debts that were given up. */
function waiting({ amount, allocated, refunded, channel }: Payment): string | null {
  const rest = difference(amount, sum([allocated, refunded]));
  return channel !== 'WRITE_OFF' && compare(rest, '0') > 0 ? rest : null;
}
