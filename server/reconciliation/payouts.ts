/** What a channel pays out: its trades less fees, day after day, matched with what came to the bank account. */
import { sql } from 'kysely';
import { Decimal, ZERO } from '../kernel/money.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import type { BankAccountRow } from './bank-accounts.ts';
import type { BankChannel } from './entities.ts';
import type { IncomingLine } from './match-lines.ts';

/** Names under which channels pay out. */
const PAYERS: readonly [BankChannel, RegExp][] = [
  ['WECHAT', /财付通|微信支付|tenpay|wechat\s*pay/i],
  ['ALIPAY', /支付宝|alipay/i],
  ['STRIPE', /\bstripe\b/i],
  ['UNIONPAY', /银联|union\s*pay/i],
  ['PAYPAL', /贝宝|\bpaypal\b/i],
  ['ADYEN', /\badyen\b/i],
];

/** Channel that a line of the bank says it comes from; null for none. */
function channelNamed({ payerName, text }: Pick<IncomingLine, 'payerName' | 'text'>): BankChannel | null {
  return PAYERS.find(([, pattern]) => pattern.test(payerName) || pattern.test(text))?.[0] ?? null;
}

interface Trade {
  id: string;
  bookedOn: string;
  /** what it adds to the channel's balance, less its fee */
  net: Decimal;
}

/**
 * Ids of the trades that a payout is of: those of whole days, not paid out before, that come to exactly its amount. Payouts
 * follow the days in order, so the run begins with the oldest day, or where the days before are of another account, later;
 * empty where no run of days, or more than one, comes to it.
 */
export async function tradesPaidOut(
  work: Work,
  channel: Pick<BankAccountRow, 'id'>,
  line: Pick<IncomingLine, 'amount' | 'bookedOn'>,
): Promise<string[]> {
  const { rows } = await sql<{ id: string; booked_on: string; net: string }>`
    select id, booked_on, case when direction = 'IN' then amount else -amount end - coalesce(fee, 0) as net
    from statement_line
    where tenant_id = ${work.tenantId} and bank_account_id = ${channel.id} and payout_id is null and kind <> 'PAYOUT'
      and booked_on <= ${line.bookedOn} order by booked_on, line_no`.execute(work.db);
  return runOfDays(
    rows.map((row) => ({ id: row.id, bookedOn: row.booked_on, net: new Decimal(row.net) })),
    line.amount,
  );
}

/** The only run of whole days whose trades come to an amount; one that begins with the oldest day goes before others. */
export function runOfDays(trades: readonly Trade[], amount: Decimal): string[] {
  const days = [...Map.groupBy(trades, ({ bookedOn }) => bookedOn).values()];
  const runs: Trade[][][] = [];
  for (let from = 0; from < days.length && runs.length < 2; from += 1) {
    let sum: Decimal = ZERO;
    for (let to = from; to < days.length; to += 1) {
      for (const { net } of days[to] as Trade[]) sum = sum.plus(net);
      if (!sum.eq(amount)) continue;
      runs.push(days.slice(from, to + 1));
      break;
    }
    if (from === 0 && runs.length === 1) break;
  }
  return runs.length === 1 ? (runs[0] as Trade[][]).flat().map(({ id }) => id) : [];
}

/** The channel's account that an incoming line is a payout of, with its trades; null where that is not certain. */
export async function certainPayout(
  work: Work,
  accounts: readonly BankAccountRow[],
  line: IncomingLine,
): Promise<{ channel: BankAccountRow; trades: string[] } | null> {
  const named = line.channel === 'BANK' ? channelNamed(line) : null;
  if (named === null) return null;
  const fitting: { channel: BankAccountRow; trades: string[] }[] = [];
  for (const channel of accounts.filter((each) => each.channel === named && each.currency === line.currency)) {
    const trades = await tradesPaidOut(work, channel, line);
    if (trades.length > 0) fitting.push({ channel, trades });
  }
  return fitting.length === 1 ? (fitting[0] as (typeof fitting)[number]) : null;
}
