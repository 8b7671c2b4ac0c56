/** Deposits as the API shows them. */
import { sql } from 'kysely';
import { Decimal, moneyText } from '../../kernel/money.ts';
import { type Books, read } from '../../ledger/books.ts';
import { deposits } from './held.ts';

/** A deposit; amounts as decimal strings with the decimals of its currency. */
export interface DepositView {
  id: string;
  bill: string;
  feeItem: string;
  feeItemName: string;
  amount: string;
  paid: string;
  released: string;
  held: string;
  currency: string;
}

/** Deposits on a bill, by its number. */
export async function depositsOfBill(books: Books, bill: string): Promise<DepositView[]> {
  const rows = await read(books, (db) => deposits(db, books.tenant.id, sql`b.number = ${bill}`));
  return rows.map(({ id, feeItem, feeItemName, currency, ...row }) => {
    const money = (text: string) => moneyText(new Decimal(text), currency);
    const { amount, paid, released, held } = row;
    return {
      id,
      bill: row.bill,
      feeItem,
      feeItemName,
      currency,
      amount: money(amount),
      paid: money(paid),
      released: money(released),
      held: money(held),
    };
  });
}
