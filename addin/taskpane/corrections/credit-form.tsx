import { Button, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import {
  CreditBillDocument,
  type CreditBillInput,
  type NotePartsFragment,
  RequestWaiverDocument,
  ReverseBillDocument,
} from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import type { Api } from '../api.ts';
import { Confirm } from '../common/confirm.tsx';
import { NarrowSelect } from '../common/narrow-select.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession } from '../session/session.tsx';
import type { BillToCorrect } from './bill-card.tsx';

type Kind = 'CREDIT' | 'WAIVER' | 'REVERSAL';
type Extent = 'FULL' | 'AMOUNT' | 'CHARGE';

/** Takes a bill back: which way, how much, and why. */
export function CreditForm({ bill, onDone }: { bill: BillToCorrect; onDone: (note: NotePartsFragment) => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [kind, setKind] = useState<Kind>('CREDIT');
  const [extent, setExtent] = useState<Extent>('FULL');
  const [amount, setAmount] = useState('');
  const [chargeId, setChargeId] = useState(bill.charges[0]?.id ?? '');
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const wishes = useWishes();
  const send = useAction(async () => {
    const how =
      extent === 'FULL'
        ? {}
        : extent === 'AMOUNT'
          ? { amount: amount.trim() }
          : { lines: [{ chargeId, amount: amount.trim() }] };
    const wish = [bill.id, bill.credited, kind, extent, amount, chargeId, reason];
    const note = await wishes.send(wish, (key) => request(api, kind, { key, billId: bill.id, reason }, how));
    setReason('');
    setAmount('');
    onDone(note);
  });
  const ready = reason.trim() !== '' && (kind === 'REVERSAL' || extent === 'FULL' || amount.trim() !== '');
  return (
    <div className={styles.tight}>
      <Field label={t('correct.how')}>
        <NarrowSelect value={kind} onChange={(_event, data) => setKind(data.value as Kind)}>
          {(['CREDIT', 'WAIVER', 'REVERSAL'] as const).map((each) => (
            <option key={each} value={each}>
              {t(`correct.verb.${each}`)}
            </option>
          ))}
        </NarrowSelect>
      </Field>
      {kind === 'REVERSAL' ? null : (
        <RadioGroup layout="horizontal" value={extent} onChange={(_event, data) => setExtent(data.value as Extent)}>
          <Radio value="FULL" label={t('correct.full')} />
          <Radio value="AMOUNT" label={t('correct.byAmount')} />
          <Radio value="CHARGE" label={t('correct.byCharge')} />
        </RadioGroup>
      )}
      {kind !== 'REVERSAL' && extent === 'CHARGE' ? (
        <Field label={t('correct.charge')}>
          <NarrowSelect value={chargeId} onChange={(_event, data) => setChargeId(data.value)}>
            {bill.charges.map((charge) => (
              <option key={charge.id} value={charge.id}>
                {charge.feeItem} · {charge.periodStart} · {formatAmount(charge.amount)}
              </option>
            ))}
          </NarrowSelect>
        </Field>
      ) : null}
      {kind !== 'REVERSAL' && extent !== 'FULL' ? (
        <Field label={t('correct.amountWithTax', { currency: bill.currency })} required>
          <Input inputMode="decimal" value={amount} onChange={(_event, data) => setAmount(data.value)} />
        </Field>
      ) : null}
      <Field label={t('correct.reason')} required>
        <Input value={reason} onChange={(_event, data) => setReason(data.value)} />
      </Field>
      <ErrorNotice error={send.error} />
      <div>
        <Button
          appearance="primary"
          disabled={!ready || send.running}
          onClick={() => (kind === 'REVERSAL' ? setAsking(true) : void send.run())}
        >
          {t(`correct.verb.${kind}`)}
        </Button>
      </div>
      <Confirm
        open={asking}
        title={t('correct.confirmTitle', { number: bill.number })}
        verb={t('correct.verb.REVERSAL')}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void send.run();
        }}
      >
        {t('correct.confirmText')}
      </Confirm>
    </div>
  );
}

interface Common {
  key: string;
  billId: string;
  reason: string;
}

async function request(
  api: Api,
  kind: Kind,
  common: Common,
  how: Partial<CreditBillInput>,
): Promise<NotePartsFragment> {
  if (kind === 'REVERSAL') return (await api.request(ReverseBillDocument, { input: common })).reverseBill.creditNote;
  const input = { ...common, ...how };
  if (kind === 'WAIVER') return (await api.request(RequestWaiverDocument, { input })).requestWaiver.creditNote;
  return (await api.request(CreditBillDocument, { input })).creditBill.creditNote;
}
