/** Voids a payment that was entered by hand, or a released deposit. */
import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { VoidPaymentDocument } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Confirm } from '../common/confirm.tsx';
import { ErrorNotice, Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession } from '../session/session.tsx';

export function VoidForm({ number, onChanged }: { number: string; onChanged: () => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState(false);
  const wishes = useWishes();
  const send = useAction(async () => {
    const wish = { payment: number, reason: reason.trim() };
    await wishes.send(wish, (key) => api.request(VoidPaymentDocument, { input: { key, ...wish } }));
    setDone(true);
    onChanged();
  });
  if (done) return <Notice intent="success">{t('payment.voided', { number })}</Notice>;
  return (
    <div className={styles.tight}>
      <Field label={t('payment.voidReason')}>
        <Input value={reason} onChange={(_event, data) => setReason(data.value)} />
      </Field>
      <ErrorNotice error={send.error} />
      <div>
        <Button disabled={reason.trim() === '' || send.running} onClick={() => setAsking(true)}>
          {t('payment.void')}
        </Button>
      </div>
      <Confirm
        open={asking}
        title={t('payment.voidTitle', { number })}
        verb={t('payment.void')}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void send.run();
        }}
      >
        {t('payment.voidText')}
      </Confirm>
    </div>
  );
}
