import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import {
  RequestWriteOffDocument,
  ReverseWriteOffDocument,
  WriteOffsOfBillDocument,
} from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { compare } from '../common/decimals.ts';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession } from '../session/session.tsx';
import type { BillToCorrect } from './bill-card.tsx';
import { MadeRequests } from './made-requests.tsx';

interface Props {
  bill: BillToCorrect;
  /** Grows whenever something was changed from here. */
  changes: number;
  mayAsk: boolean;
  onChanged: () => void;
}

/** Write-offs of a bill: those asked for, and asking for one. */
export function WriteOffPart({ bill, changes, mayAsk, onChanged }: Props) {
  const { t } = useI18n();
  const { api } = useSession();
  const found = useQuery(
    (signal) => api.request(WriteOffsOfBillDocument, { bill: bill.number }, signal),
    [api, bill.number, changes],
  );
  const writeOffs = found.data?.writeOffs ?? [];
  const waits = writeOffs.some(({ status }) => status === 'REQUESTED');
  const isOpen = bill.status === 'LIVE' && compare(bill.open, '0') > 0;
  return (
    <>
      <ErrorNotice error={found.error} onRetry={found.reload} />
      <MadeRequests
        label={t('writeOff.list')}
        requests={writeOffs}
        isReversible={(id) => mayAsk && writeOffs.some((each) => each.id === id && each.status === 'POSTED')}
        onReverse={async (key, id, reason) => {
          await api.request(ReverseWriteOffDocument, { input: { key, id, reason } });
          onChanged();
        }}
      />
      {mayAsk && isOpen && !waits ? <WriteOffForm bill={bill} onChanged={onChanged} /> : null}
    </>
  );
}

function WriteOffForm({ bill, onChanged }: Pick<Props, 'bill' | 'onChanged'>) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [open, setOpen] = useState(false);
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const wishes = useWishes();
  const send = useAction(async () => {
    const wish = { billId: bill.id, amount: amount.trim() || null, reason: reason.trim() };
    await wishes.send(wish, (key) => api.request(RequestWriteOffDocument, { input: { key, ...wish } }));
    setOpen(false);
    setAmount('');
    setReason('');
    onChanged();
  });
  if (!open) {
    return (
      <div>
        <Button size="small" onClick={() => setOpen(true)}>
          {t('writeOff.open')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className={styles.tight}
      aria-label={t('writeOff.ask')}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') void send.run();
      }}
    >
      <Field label={t('refund.amount', { currency: bill.currency })} hint={t('writeOff.amountHint')}>
        <Input inputMode="decimal" value={amount} onChange={(_event, data) => setAmount(data.value)} />
      </Field>
      <Field label={t('correct.reason')} required>
        <Input value={reason} onChange={(_event, data) => setReason(data.value)} />
      </Field>
      <ErrorNotice error={send.error} />
      <div className={styles.wrap}>
        <Button type="submit" size="small" appearance="primary" disabled={reason.trim() === '' || send.running}>
          {t('writeOff.ask')}
        </Button>
        <Button size="small" appearance="subtle" onClick={() => setOpen(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
