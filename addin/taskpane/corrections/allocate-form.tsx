import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { AllocatePaymentDocument } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice, Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession } from '../session/session.tsx';

interface Props {
  number: string;
  /** Decimal: what of the payment is on no bill. */
  rest: string;
  onChanged: () => void;
}

/** Puts money that waits to bills: those named, or the oldest open ones. */
export function AllocateForm({ number, rest, onChanged }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [bills, setBills] = useState('');
  const [done, setDone] = useState<string | null>(null);
  const wishes = useWishes();
  const send = useAction(async () => {
    const wish = { payment: number, bills: bills.split(/[\s,，、;；]+/).filter(Boolean) };
    const answer = await wishes.send(wish, (key) => api.request(AllocatePaymentDocument, { input: { key, ...wish } }));
    setBills('');
    setDone(answer.allocatePayment.payment.allocated);
    onChanged();
  });
  return (
    <form
      className={styles.tight}
      aria-label={t('allocate.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void send.run();
      }}
    >
      <Field label={t('allocate.bills', { amount: formatAmount(rest) })} hint={t('allocate.hint')}>
        <Input value={bills} onChange={(_event, data) => setBills(data.value)} />
      </Field>
      <ErrorNotice error={send.error} />
      {done ? <Notice intent="success">{t('allocate.done', { amount: formatAmount(done) })}</Notice> : null}
      <div>
        <Button type="submit" disabled={send.running}>
          {t('allocate.title')}
        </Button>
      </div>
    </form>
  );
}
