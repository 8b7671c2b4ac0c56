/** Money that went out for refunds which were approved: the lines that pay them are known by amount and payee. */
import { sql } from 'kysely';
import { Decimal } from '../kernel/money.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { payRefund } from './line-bookings.ts';
import type { IncomingLine } from './match-lines.ts';
import { normaliseAccount, normaliseName } from './matching/names.ts';

interface OwedRefund {
  number: string;
  amount: string;
  currency: string;
  payee_name: string;
  payee_account: string;
}

/**
 * Books lines that pay an approved refund: of its amount, to its account or, where the bank tells no account, to its payee by
 * name. Where two refunds or two lines would fit each other, or a person undid
 * it, a person decides.
 * @param lines that may have paid one
 * @returns the lines that did not
 */
export async function withoutRefunds(work: Work, lines: readonly IncomingLine[]): Promise<IncomingLine[]> {
  const out = lines.filter(({ direction, unbooked }) => direction === 'OUT' && !unbooked);
  if (out.length === 0) return [...lines];
  const { rows } = await sql<OwedRefund>`select number, amount, currency, payee_name, payee_account from refund
    where tenant_id = ${work.tenantId} and status = 'APPROVED' order by number for update`.execute(work.db);
  const paid = new Set<IncomingLine>();
  for (const refund of rows) {
    const fitting = out.filter((line) => pays(line, refund));
    const [line] = fitting;
    if (fitting.length !== 1 || !line || rows.filter((other) => pays(line, other)).length !== 1) continue;
    await payRefund(work, line, refund.number, { ruleId: null, confirmed: false });
    paid.add(line);
  }
  return lines.filter((line) => !paid.has(line));
}

function pays(line: IncomingLine, refund: OwedRefund): boolean {
  if (line.currency !== refund.currency || !new Decimal(refund.amount).eq(line.amount)) return false;
  if (line.payerAccount) return normaliseAccount(line.payerAccount) === normaliseAccount(refund.payee_account);
  return line.payerName !== '' && normaliseName(line.payerName) === normaliseName(refund.payee_name);
}
