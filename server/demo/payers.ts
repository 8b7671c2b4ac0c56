/** How the demo's customers pay: most in time, some late, a few not at all, now and then oddly. */
import { addDays, type BusinessDate } from '../kernel/dates.ts';
import { type Decimal as Amount, Decimal } from '../kernel/money.ts';
import { chance, pick } from './chance.ts';

/** A posted bill as the payer sees it. */
export interface BillToPay {
  number: string;
  customerCode: string;
  customerName: string;
  dueDate: BusinessDate;
  open: Amount;
}

export type PayingChannel = 'BANK' | 'WECHAT' | 'ALIPAY' | 'CASH';

/** A payment that will come. */
export interface ComingPayment {
  on: BusinessDate;
  channel: PayingChannel;
  customerCode: string;
  payerName: string;
  billNumber: string;
  amount: Amount;
  text: string;
  /** Whether the payer's own account shows on the statement. */
  ownAccount: boolean;
}

const CHANNELS: readonly PayingChannel[] = [
  ...(Array(11).fill('BANK') as 'BANK'[]),
  ...(Array(5).fill('WECHAT') as 'WECHAT'[]),
  ...(Array(3).fill('ALIPAY') as 'ALIPAY'[]),
  'CASH',
];

/** Days from the due date on which a bill is paid; null: not at all. Fixed by customer and bill. */
function delay(bill: BillToPay): number | null {
  const kind = chance(100, 'payer', bill.customerCode);
  if (kind < 4) return chance(3, 'never', bill.number) === 0 ? 60 + chance(30, 'd', bill.number) : null;
  if (kind < 14) return 20 + chance(45, 'd', bill.number);
  if (kind < 26) return 1 + chance(18, 'd', bill.number);
  return -chance(13, 'd', bill.number);
}

/** What payers write, by the language of the tenant; `#` stands for the bill's number. */
export interface PayerWords {
  named: readonly string[];
  vague: readonly string[];
  forSomebody: string;
  /** How somebody else who pays is named. */
  relative(customerName: string): string;
}

export const CHINESE: PayerWords = {
  named: ['物业费 #', '#', '缴费单号#'],
  vague: ['物业费', '转账', '缴费', '房款'],
  forSomebody: '代缴',
  relative: (name) => `${name.slice(0, 1)}女士`,
};

export const ENGLISH: PayerWords = {
  named: ['Invoice #', '#', 'INV # Nimbus'],
  vague: ['Nimbus Cloud', 'subscription', 'wire', 'invoice'],
  forSomebody: 'on behalf of',
  relative: (name) => `${name.split(' ')[0]} Holdings`,
};

/** What the payer writes: three of four name the bill, the others write something a person would understand. */
function remark(bill: BillToPay, channel: PayingChannel, words: PayerWords): string {
  const named = channel !== 'BANK' || chance(20, 'text', bill.number) < 15;
  const text = pick(named ? words.named : words.vague, 't', bill.number);
  return text.replace('#', bill.number);
}

/**
 * Decides whether, when and how a bill will be paid.
 * @param usable channels that the tenant takes; the others' payers use the bank
 */
export function comingPayment(
  bill: BillToPay,
  usable: ReadonlySet<PayingChannel>,
  words: PayerWords,
): ComingPayment | null {
  const days = delay(bill);
  if (days === null || bill.open.lte(0)) return null;
  const liked = pick(CHANNELS, 'channel', bill.customerCode);
  const channel = usable.has(liked) ? liked : 'BANK';
  // One in sixty pays for a relative, one in eighty pays a round part of the bill.
  const relative = channel === 'BANK' && chance(60, 'relative', bill.number) === 0;
  const partly = chance(80, 'partly', bill.number) === 0 && bill.open.gt(100);
  return {
    on: addDays(bill.dueDate, days),
    channel,
    customerCode: bill.customerCode,
    payerName: relative ? words.relative(bill.customerName) : bill.customerName,
    billNumber: bill.number,
    amount: partly ? new Decimal(100) : bill.open,
    text: relative ? words.forSomebody : remark(bill, channel, words),
    ownAccount: !relative,
  };
}
