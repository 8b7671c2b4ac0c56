/** Deposits on a bill: what is held, and giving it to bills or back. */
import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useState } from 'react';
import {
  DepositsOfBillDocument,
  type DepositsOfBillQuery,
  ReleaseDepositDocument,
} from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice, Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession } from '../session/session.tsx';

type HeldDeposit = DepositsOfBillQuery['deposits'][number];

interface Props {
  bill: string;
  /** Grows whenever something was changed from here. */
  changes: number;
  mayRelease: boolean;
  onChanged: () => void;
}

/** Nothing where the bill has no deposit. */
export function DepositPart({ bill, changes, mayRelease, onChanged }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [done, setDone] = useState<{ number: string; amount: string } | null>(null);
  const found = useQuery((signal) => api.request(DepositsOfBillDocument, { bill }, signal), [api, bill, changes]);
  const deposits = found.data?.deposits ?? [];
  if (found.error !== null) return <ErrorNotice error={found.error} onRetry={found.reload} />;
  if (deposits.length === 0) return null;
  return (
    <section className={styles.tight} aria-label={t('deposit.title')}>
      <h3 className={styles.heading}>{t('deposit.title')}</h3>
      {done ? (
        <Notice intent="success" onDismiss={() => setDone(null)}>
          {t('deposit.done', { number: done.number, amount: formatAmount(done.amount) })}
        </Notice>
      ) : null}
      {deposits.map((deposit) => (
        <div key={deposit.id} className={styles.tight}>
          <Text>{t('deposit.held', { feeItem: deposit.feeItemName, held: formatAmount(deposit.held) })}</Text>
          {mayRelease && !/^[0.]+$/.test(deposit.held) ? (
            <ReleaseForm
              key={deposit.held}
              deposit={deposit}
              onDone={(payment) => {
                setDone(payment);
                onChanged();
              }}
            />
          ) : null}
        </div>
      ))}
    </section>
  );
}

interface FormProps {
  deposit: HeldDeposit;
  onDone: (payment: { number: string; amount: string }) => void;
}

function ReleaseForm({ deposit, onDone }: FormProps) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [amount, setAmount] = useState(deposit.held);
  const [bills, setBills] = useState('');
  const [reason, setReason] = useState('');
  const wishes = useWishes();
  const send = useAction(async () => {
    const wish = {
      chargeId: deposit.id,
      amount: amount.trim(),
      bills: bills.split(/[\s,，、]+/).filter(Boolean),
      reason: reason.trim(),
    };
    const ask = (key: string) => api.request(ReleaseDepositDocument, { input: { key, ...wish } });
    onDone((await wishes.send(wish, ask)).releaseDeposit.payment);
  });
  return (
    <form
      className={styles.tight}
      onSubmit={(event) => {
        event.preventDefault();
        void send.run();
      }}
    >
      <Field label={t('deposit.amount', { currency: deposit.currency })} required>
        <Input inputMode="decimal" value={amount} onChange={(_event, data) => setAmount(data.value)} />
      </Field>
      <Field label={t('deposit.bills')} hint={t('deposit.billsHint')}>
        <Input value={bills} onChange={(_event, data) => setBills(data.value)} />
      </Field>
      <Field label={t('correct.reason')} required>
        <Input value={reason} onChange={(_event, data) => setReason(data.value)} />
      </Field>
      <ErrorNotice error={send.error} />
      <div>
        <Button type="submit" disabled={send.running || amount.trim() === '' || reason.trim() === ''}>
          {t('deposit.release')}
        </Button>
      </div>
    </form>
  );
}
