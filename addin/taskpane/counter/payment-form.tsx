import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { RecordPaymentDocument } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ApiError } from '../api.ts';
import { compare, difference, sum } from '../common/decimals.ts';
import { NarrowSelect } from '../common/narrow-select.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession } from '../session/session.tsx';
import { changeOf, isPositive, typedAmount } from './amounts.ts';
import { type OpenBill, OpenBills } from './open-bills.tsx';
import { type PackageOnSale, PackageSelect } from './package-select.tsx';
import type { Taken } from './take-payment.tsx';

/** How money reaches a counter. */
const CHANNELS = ['CASH', 'POS', 'CHEQUE'] as const;
type Channel = (typeof CHANNELS)[number];

interface Props {
  customer: string;
  currency: string;
  /** What waits with the customer already. */
  waiting: string;
  /** Open bills, the oldest first. */
  bills: readonly OpenBill[];
  /** Whether there are more of them than could be read. */
  hasMore: boolean;
  /** A bill is not as it was shown any more. */
  onStale: () => void;
  onTaken: (taken: Taken) => void;
}

/** Which bills, how much, how, and what is given back. Enter takes the payment. */
export function PaymentForm({ customer, currency, waiting, bills, hasMore, onStale, onTaken }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(bills.map(({ number }) => number)));
  /** What somebody typed; null: what is ticked. */
  const [typed, setTyped] = useState<string | null>(null);
  const [channel, setChannel] = useState<Channel>('CASH');
  const [given, setGiven] = useState('');
  const [reference, setReference] = useState('');
  const wishes = useWishes();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  /** The prepayment package that is paid, instead of bills. */
  const [sold, setSold] = useState<PackageOnSale | null>(null);
  const chosen = sold ? [] : bills.filter(({ number }) => ticked.has(number));
  const due = sum(['0.00', ...chosen.map(({ open }) => open)]);
  const text = sold?.price ?? typed ?? (chosen.length > 0 ? due : '');
  const amount = typedAmount(text);
  const change = channel === 'CASH' ? changeOf(amount, typedAmount(given)) : null;
  const ready = isPositive(amount) && (channel !== 'CASH' || isEnough(amount, given));
  const send = useAction(async () => {
    if (!ready) return;
    const numbers = chosen.map(({ number }) => number);
    const wish = {
      customer,
      amount,
      channel,
      bills: numbers,
      reference: reference.trim(),
      package: sold?.code ?? null,
    };
    const ask = (key: string) => api.request(RecordPaymentDocument, { input: { key, ...wish } });
    try {
      onTaken({ ...(await wishes.send(wish, ask)).recordPayment.payment, change });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'payments.bill_not_open') onStale();
      throw error;
    }
  });
  return (
    <form
      className={styles.card}
      onSubmit={(event) => {
        event.preventDefault();
        void send.run();
      }}
    >
      <PackageSelect value={sold} onChange={setSold} />
      {sold ? null : (
        <OpenBills
          bills={bills}
          hasMore={hasMore}
          ticked={ticked}
          onTick={(numbers) => {
            setTicked(numbers);
            setTyped(null);
          }}
        />
      )}
      {isPositive(waiting) ? (
        <Text className={styles.quiet}>{t('counter.waiting', { amount: formatAmount(waiting) })}</Text>
      ) : null}
      <Field
        label={t('counter.amount', { currency })}
        required
        hint={sold ? '' : amountHint(t, { amount, due, ticks: chosen.length, bills: bills.length })}
        {...(text !== '' && !isPositive(amount) ? { validationMessage: t('counter.notAmount') } : {})}
      >
        <Input
          ref={field}
          inputMode="decimal"
          value={text}
          readOnly={sold !== null}
          onChange={(_event, data) => setTyped(data.value)}
        />
      </Field>
      <Field label={t('counter.channel')}>
        <NarrowSelect value={channel} onChange={(_event, data) => setChannel(data.value as Channel)}>
          {CHANNELS.map((each) => (
            <option key={each} value={each}>
              {t(`channel.${each}`)}
            </option>
          ))}
        </NarrowSelect>
      </Field>
      {channel === 'CASH' ? (
        <Field
          label={t('counter.given')}
          hint={t('counter.givenHint')}
          {...(isEnough(amount, given) ? {} : { validationMessage: t('counter.notEnough') })}
        >
          <Input inputMode="decimal" value={given} onChange={(_event, data) => setGiven(data.value)} />
        </Field>
      ) : null}
      <Text weight="semibold" role="status" size={400}>
        {change === null ? '' : t('counter.change', { change: formatAmount(change) })}
      </Text>
      <Field label={t('counter.reference')}>
        <Input value={reference} onChange={(_event, data) => setReference(data.value)} />
      </Field>
      <ErrorNotice error={send.error} />
      <div>
        <Button type="submit" appearance="primary" disabled={!ready || send.running}>
          {t('counter.takeIt')}
        </Button>
      </div>
    </form>
  );
}

/** Whether the cash that was handed over covers the amount; nothing typed counts as exactly that. */
function isEnough(amount: string | null, given: string): boolean {
  if (given.trim() === '' || amount === null) return true;
  const handed = typedAmount(given);
  return handed !== null && compare(handed, amount) >= 0;
}

interface Hint {
  amount: string | null;
  due: string;
  ticks: number;
  bills: number;
}

/** What the amount does that may surprise: it leaves something open, or waits. */
function amountHint(t: ReturnType<typeof useI18n>['t'], { amount, due, ticks, bills }: Hint): string {
  if (bills === 0) return t('counter.allWaits');
  if (ticks === 0) return t('counter.oldestFirst');
  if (amount === null) return '';
  const beyond = difference(amount, due);
  if (isPositive(beyond)) return t('counter.beyond', { rest: formatAmount(beyond) });
  const left = difference(due, amount);
  return isPositive(left) ? t('counter.leftOpen', { rest: formatAmount(left) }) : '';
}
