/** Books lines as what rules say that they are, or suggests it where a person must confirm. */
import type { Db } from '../database/orm.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { type BankAccountRow, loadBankAccounts } from './bank-accounts.ts';
import { type BookableAccount, loadBookableAccounts } from './bookable-accounts.ts';
import type { BookingKind } from './entities.ts';
import { type BookingRow, bookFees, bookPayout, bookToAccount, suggestBookings } from './line-bookings.ts';
import type { IncomingLine } from './match-lines.ts';
import type { BookAction } from './matching/rules.ts';
import type { ReadyRule } from './rules/stored-rules.ts';

/** A line that a rule says what it is of; `automatic`: without asking. */
export interface RuledLine {
  line: IncomingLine;
  rule: ReadyRule;
  automatic: boolean;
}

export const KIND_OF: Record<BookAction, BookingKind> = {
  BOOK_FEE: 'FEE',
  BOOK_PAYOUT: 'PAYOUT',
  BOOK_ACCOUNT: 'ACCOUNT',
};

/** @returns how many lines were booked */
export async function bookByRules(work: Work, ruled: readonly RuledLine[]): Promise<number> {
  if (ruled.length === 0) return 0;
  const targets = await loadTargets(work.db, work.tenantId);
  const possible = ruled.filter(({ line, rule }) => fits(line, rule, targets));
  await suggestBookings(
    work,
    possible.filter(({ automatic }) => !automatic).map(({ line, rule }) => ({ lineId: line.id, booking: rowOf(rule) })),
  );
  const certain = possible.filter(({ automatic }) => automatic);
  for (const [rule, of] of Map.groupBy(certain, (each) => each.rule)) {
    const lines = of.map(({ line }) => line);
    const decided = { ruleId: rule.id, confirmed: false };
    const { reason } = rowOf(rule);
    if (rule.action === 'BOOK_FEE') await bookFees(work, lines, reason, decided);
    if (rule.accountId) await bookToAccount(work, lines, { id: rule.accountId }, reason, decided);
    const channel = targets.banks.find(({ id }) => id === rule.bankAccountId);
    if (channel) for (const line of lines) await bookPayout(work, line, channel, null, decided);
  }
  return certain.length;
}

/** What rules can book to. */
export interface BookingTargets {
  banks: readonly BankAccountRow[];
  ledger: readonly BookableAccount[];
}

/** Loads what rules can book to as it is now. */
export async function loadTargets(db: Db, tenantId: string): Promise<BookingTargets> {
  return { banks: await loadBankAccounts(db, tenantId), ledger: await loadBookableAccounts(db, tenantId) };
}

/** Whether a rule can book a line: what it books to is in the line's currency, and no channel pays out to itself. */
export function fits(
  line: { currency: string; account?: string },
  rule: ReadyRule,
  { banks, ledger }: BookingTargets,
): boolean {
  if (rule.action === 'BOOK_FEE') return true;
  if (rule.accountId) return ledger.some(({ id, currency }) => id === rule.accountId && currency === line.currency);
  const channel = banks.find(({ id }) => id === rule.bankAccountId);
  return channel !== undefined && channel.currency === line.currency && channel.code !== line.account;
}

const rowOf = (rule: ReadyRule): BookingRow => ({
  kind: KIND_OF[rule.action as BookAction],
  reason: `the rule “${rule.name}” says so`,
  matching_rule_id: rule.id,
  ...(rule.accountId ? { account_id: rule.accountId } : {}),
  ...(rule.bankAccountId ? { bank_account_id: rule.bankAccountId } : {}),
});
