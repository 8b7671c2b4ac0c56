/** What customers owe, many at once. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import { Decimal, moneyText, ZERO } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { customerDocuments } from './customer-statement.ts';

/** Whose balance, and the last day that counts. */
export interface BalanceQuestion {
  customerId: string;
  currency: string;
  day: BusinessDate;
}

/**
 * Balances as the customer statement closes with them: open bills less the money that waits, below zero where more was paid.
 * One statement, whatever the number.
 * @returns amounts at the scale of their currency, in the order asked for
 */
export async function balances(db: Db, books: Books, questions: readonly BalanceQuestion[]): Promise<string[]> {
  if (questions.length === 0) return [];
  const { rows } = await sql<{ n: string; balance: string }>`
    select d.n, sum(d.amount) as balance from ${customerDocuments(books.tenant.id, accountsOf(questions))} d group by d.n`.execute(
    db,
  );
  const found = new Map(rows.map(({ n, balance }) => [Number(n), new Decimal(balance)]));
  return questions.map(({ currency }, n) => moneyText(found.get(n) ?? ZERO, currency));
}

function accountsOf(questions: readonly BalanceQuestion[]): RawBuilder<unknown> {
  const list = <T>(pick: (question: BalanceQuestion) => T) => questions.map(pick);
  return sql`(select (n - 1)::integer as n, id, currency, "to" from unnest(
    ${list((q) => q.customerId)}::uuid[], ${list((q) => q.currency)}::text[], ${list((q) => q.day)}::date[]
  ) with ordinality as t(id, currency, "to", n))`;
}
