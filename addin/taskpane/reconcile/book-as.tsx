/** A line that pays no bill: what else it is. Fees need nothing more, a payout its channel, the others a payment. */
import { Button, Field, Input, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { BankAccountsDocument, type LineBookingKind, type LinePartsFragment } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { NarrowSelect } from '../common/narrow-select.tsx';
import { ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';
import type { LineCommands } from './use-line-commands.ts';

interface Props {
  line: LinePartsFragment;
  commands: LineCommands;
  onClose: () => void;
}

/** What a line can be: money that came in is no refund. */
const KINDS: Record<string, readonly LineBookingKind[]> = {
  IN: ['PAYOUT', 'FEE'],
  OUT: ['FEE', 'BOUNCE', 'REFUND', 'PAYOUT'],
};

export function BookAs({ line, commands, onClose }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const kinds = KINDS[line.direction] ?? [];
  const [kind, setKind] = useState<LineBookingKind>(kinds[0] ?? 'FEE');
  const [channelAccount, setChannelAccount] = useState('');
  const [payment, setPayment] = useState('');
  const ready = (kind !== 'PAYOUT' || channelAccount !== '') && (kind !== 'REFUND' || payment.trim() !== '');
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
          payment: (kind === 'REFUND' || kind === 'BOUNCE') && payment.trim() ? payment.trim() : null,
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
        <ChannelChoice currency={line.currency} value={channelAccount} onChange={setChannelAccount} />
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

function ChannelChoice({
  currency,
  value,
  onChange,
}: {
  currency: string;
  value: string;
  onChange: (code: string) => void;
}) {
  const { t } = useI18n();
  const { api } = useSession();
  const accounts = useQuery((signal) => api.request(BankAccountsDocument, {}, signal), [api]);
  if (accounts.error !== null) return <ErrorNotice error={accounts.error} onRetry={accounts.reload} />;
  if (!accounts.data) return <Loading />;
  const channels = accounts.data.bankAccounts.filter((each) => each.channel !== 'BANK' && each.currency === currency);
  return (
    <Field label={t('book.channel')} {...(channels.length === 0 ? { validationMessage: t('book.noChannel') } : {})}>
      <NarrowSelect value={value} onChange={(_event, data) => onChange(data.value)}>
        <option value="">{t('book.choose')}</option>
        {channels.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </NarrowSelect>
    </Field>
  );
}
