/** A line that pays no bill: what else it is. Fees need nothing more, a payout its channel, others a payment or an account. */
import { Button, Field, Input, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { LineBookingKind, LinePartsFragment } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStyles } from '../common/styles.ts';
import { ChannelSelect, LedgerAccountSelect } from './rules/account-select.tsx';
import type { LineCommands } from './use-line-commands.ts';

interface Props {
  line: LinePartsFragment;
  commands: LineCommands;
  onClose: () => void;
}

/** What a line can be: money that came in is no refund. */
const KINDS: Record<string, readonly LineBookingKind[]> = {
  IN: ['PAYOUT', 'FEE', 'ACCOUNT'],
  OUT: ['FEE', 'BOUNCE', 'REFUND', 'PAYOUT', 'ACCOUNT'],
};

export function BookAs({ line, commands, onClose }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const kinds = KINDS[line.direction] ?? [];
  const [kind, setKind] = useState<LineBookingKind>(kinds[0] ?? 'FEE');
  const [channelAccount, setChannelAccount] = useState('');
  const [account, setAccount] = useState('');
  const [payment, setPayment] = useState('');
  const paysRefund = kind === 'REFUND' && /^RF-/i.test(payment.trim());
  const ready =
    (kind !== 'PAYOUT' || channelAccount !== '') &&
    (kind !== 'ACCOUNT' || account !== '') &&
    (kind !== 'REFUND' || payment.trim() !== '');
  return (
    <form
      className={styles.stack}
      aria-label={t('book.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        void commands.book({
          kind,
          channelAccount: kind === 'PAYOUT' ? channelAccount : null,
          account: kind === 'ACCOUNT' ? account : null,
          payment: (kind === 'REFUND' || kind === 'BOUNCE') && payment.trim() && !paysRefund ? payment.trim() : null,
          refund: paysRefund ? payment.trim() : null,
        });
      }}
    >
      <Field label={t('book.title')}>
        <RadioGroup value={kind} onChange={(_event, data) => setKind(data.value as LineBookingKind)}>
          {kinds.map((each) => (
            <Radio key={each} value={each} label={t(`book.${each}`)} />
          ))}
        </RadioGroup>
      </Field>
      <Text className={styles.quiet}>{t(`book.hint.${kind}`)}</Text>
      {kind === 'PAYOUT' ? (
        <ChannelSelect currency={line.currency} value={channelAccount} onChange={setChannelAccount} />
      ) : null}
      {kind === 'ACCOUNT' ? (
        <LedgerAccountSelect currency={line.currency} value={account} onChange={setAccount} />
      ) : null}
      {kind === 'REFUND' || kind === 'BOUNCE' ? (
        <Field label={t(kind === 'REFUND' ? 'book.payment' : 'book.paymentIfKnown')}>
          <Input value={payment} placeholder={t('book.example')} onChange={(_event, data) => setPayment(data.value)} />
        </Field>
      ) : null}
      <div className={styles.row}>
        <Button type="submit" size="small" appearance="primary" disabled={!ready || commands.running}>
          {t('book.apply')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
