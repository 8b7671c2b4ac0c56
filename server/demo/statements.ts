/** Turns payments into the files that the demo's banks and channels would send. */
import { namedId } from '../kernel/ids.ts';
import { Decimal, ZERO } from '../kernel/money.ts';
import { chance } from './chance.ts';
import type { ComingPayment } from './payers.ts';
import { alipayBill, camt053, channelFee, type Movement, wechatBill } from './statement-files.ts';

/** Accounts of a demo tenant at banks and channels. */
export interface DemoAccounts {
  currency: string;
  bank: { code: string; name: string; number: string };
  wechat?: { code: string; name: string; number: string };
  alipay?: { code: string; name: string; number: string };
}

export interface DemoFile {
  fileName: string;
  content: Buffer;
}

/** A number like those of banks and channels: digits, fixed by what it is of. */
const reference = (prefix: string, name: string) =>
  `${prefix}${BigInt(`0x${namedId(name).replaceAll('-', '').slice(0, 16)}`)
    .toString()
    .padStart(20, '0')}`;

/** An account number of a payer who pays from somebody else's account. */
const strangersAccount = (name: string) => `621700${String(chance(1_000_000_000, 'stranger', name)).padStart(13, '0')}`;

export function toMovement(payment: ComingPayment, accountOf: (customerCode: string) => string): Movement {
  const name = `${payment.channel} ${payment.billNumber} ${payment.on}`;
  const own = payment.ownAccount ? accountOf(payment.customerCode) : strangersAccount(name);
  return {
    on: payment.on,
    amount: payment.amount,
    direction: 'IN',
    payerName: payment.payerName,
    payerAccount: own,
    text: payment.text,
    reference: reference(payment.channel === 'WECHAT' ? '42000026' : '20261', name),
  };
}

/** What the bank keeps for a month's business. */
export const bankFee = (on: string, amount: string): Movement => ({
  on,
  amount: new Decimal(amount),
  direction: 'OUT',
  payerName: '中国工商银行',
  payerAccount: '',
  text: '账户管理费及回单手续费',
  reference: reference('9', `fee ${on}`),
});

/** What a channel pays out to the bank account for its trades of a time, less what it kept; nothing where there are none. */
export function payoutOf(channel: 'WECHAT' | 'ALIPAY', on: string, trades: readonly Movement[]): Movement[] {
  if (trades.length === 0) return [];
  const payerName = channel === 'WECHAT' ? '财付通支付科技有限公司' : '支付宝（中国）网络技术有限公司';
  const amount = trades.reduce((sum, trade) => sum.plus(trade.amount).minus(channelFee(trade.amount)), ZERO);
  const movement = { on, amount, direction: 'IN' as const, payerName, payerAccount: '', text: '商户结算款' };
  return [{ ...movement, reference: reference('8', `payout ${channel} ${on}`) }];
}

/**
 * The files of a time: one camt.053 of the bank and, where the tenant has them, a bill of each channel.
 * @param opening balance of the bank account before
 * @returns the files and the bank's closing balance
 */
export function filesOf(
  accounts: DemoAccounts,
  span: { from: string; to: string },
  opening: Decimal,
  bank: readonly Movement[],
  wechat: readonly Movement[],
  alipay: readonly Movement[],
): { files: DemoFile[]; closing: Decimal } {
  const id = `${accounts.bank.code}-${span.to}`;
  const xml = camt053(accounts.bank.number, accounts.currency, opening, id, span.to, bank);
  const files: DemoFile[] = [{ fileName: `${id}.camt053.xml`, content: Buffer.from(xml, 'utf8') }];
  if (accounts.wechat && wechat.length > 0) {
    const content = Buffer.from(wechatBill(accounts.wechat.number, wechat), 'utf8');
    files.push({ fileName: `wechat-${accounts.wechat.number}-${span.to}.csv`, content });
  }
  if (accounts.alipay && alipay.length > 0) {
    const content = alipayBill(accounts.alipay.number, span.from, span.to, alipay);
    files.push({ fileName: `alipay-${accounts.alipay.number}-${span.to}.csv`, content });
  }
  const moved = bank.reduce((sum, m) => (m.direction === 'IN' ? sum.plus(m.amount) : sum.minus(m.amount)), ZERO);
  return { files, closing: opening.plus(moved) };
}
