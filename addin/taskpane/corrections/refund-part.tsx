import { Button, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import {
  type PaymentToShowQuery,
  type RefundMethod,
  RefundsOfPaymentDocument,
  RequestRefundDocument,
  ReverseRefundDocument,
} from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession } from '../session/session.tsx';
import { MadeRequests } from './made-requests.tsx';

type Payment = NonNullable<PaymentToShowQuery['payment']>;

interface Props {
  payment: Payment;
  /** Whether money of it waits. */
  waits: boolean;
  mayAsk: boolean;
  onChanged: () => void;
}

/** Refunds of a payment: those asked for, and asking for another one. */
export function RefundPart({ payment, waits, mayAsk, onChanged }: Props) {
  const { t } = useI18n();
  const { api } = useSession();
  const [changes, setChanges] = useState(0);
  const found = useQuery(
    (signal) => api.request(RefundsOfPaymentDocument, { payment: payment.number }, signal),
    [api, payment.number, changes],
  );
  const refunds = found.data?.refunds ?? [];
  const changed = () => {
    setChanges((n) => n + 1);
    onChanged();
  };
  const reversible = (id: string) =>
    refunds.some(
      (each) => each.id === id && (each.status === 'APPROVED' || (each.status === 'PAID' && each.method === 'CASH')),
    );
  return (
    <>
      <ErrorNotice error={found.error} onRetry={found.reload} />
      <MadeRequests
        label={t('refund.list')}
        requests={refunds}
        isReversible={(id) => mayAsk && reversible(id)}
        onReverse={async (key, id, reason) => {
          await api.request(ReverseRefundDocument, { input: { key, id, reason } });
          changed();
        }}
      />
      {mayAsk && waits ? <RefundForm payment={payment} onChanged={changed} /> : null}
    </>
  );
}

function RefundForm({ payment, onChanged }: Pick<Props, 'payment' | 'onChanged'>) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [method, setMethod] = useState<RefundMethod>('BANK');
  const [amount, setAmount] = useState('');
  const [payeeAccount, setPayeeAccount] = useState('');
  const [reason, setReason] = useState('');
  const wishes = useWishes();
  const send = useAction(async () => {
    const wish = {
      payment: payment.number,
      method,
      amount: amount.trim() || null,
      payeeAccount: method === 'BANK' ? payeeAccount.trim() || null : null,
      reason: reason.trim(),
    };
    await wishes.send(wish, (key) => api.request(RequestRefundDocument, { input: { key, ...wish } }));
    setAmount('');
    setReason('');
    onChanged();
  });
  return (
    <form
      className={styles.tight}
      aria-label={t('refund.ask')}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') void send.run();
      }}
    >
      <Field label={t('refund.how')}>
        <RadioGroup
          layout="horizontal"
          value={method}
          onChange={(_event, data) => setMethod(data.value as RefundMethod)}
        >
          <Radio value="BANK" label={t('refund.BANK')} />
          <Radio value="CASH" label={t('refund.CASH')} />
        </RadioGroup>
      </Field>
      {method === 'BANK' ? (
        <Field label={t('refund.account')} hint={t('refund.accountHint')}>
          <Input value={payeeAccount} onChange={(_event, data) => setPayeeAccount(data.value)} />
        </Field>
      ) : null}
      <Field label={t('refund.amount', { currency: payment.currency })} hint={t('refund.amountHint')}>
        <Input inputMode="decimal" value={amount} onChange={(_event, data) => setAmount(data.value)} />
      </Field>
      <Field label={t('correct.reason')} required>
        <Input value={reason} onChange={(_event, data) => setReason(data.value)} />
      </Field>
      <ErrorNotice error={send.error} />
      <div>
        <Button type="submit" disabled={reason.trim() === '' || send.running}>
          {t('refund.ask')}
        </Button>
      </div>
    </form>
  );
}
