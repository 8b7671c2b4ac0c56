/** The dataset of prepayment packages: what customers pay in advance, and what they get on top. */
import { sql } from 'kysely';
import { Decimal, minorUnits, moneyText } from '../../kernel/money.ts';
import { type Books, read } from '../../ledger/books.ts';
import { code, date, decimal, text } from '../../ledger/columns.ts';
import type { EditableDataset } from '../../ledger/editable-dataset.ts';

export const prepaymentPackages: EditableDataset = {
  name: 'PREPAYMENT_PACKAGES',
  noun: 'PrepaymentPackage',
  table: 'prepayment_package',
  codeField: 'code',
  order: ['code'],
  extra: [],
  columns: [
    code('code', 'code'),
    text('name', 'name', { required: true }),
    decimal('price', 'price', 4, { required: true, min: '0.01' }),
    decimal('bonus', 'bonus', 4, { required: true }),
    date('validFrom', 'valid_from'),
    date('validTo', 'valid_to'),
    text('note', 'note', { max: 1000 }),
  ],
  async prepare(db, books, rows) {
    const { rows: sold } = await sql<{ id: string }>`select distinct package_id as id from payment
      where tenant_id = ${books.tenant.id} and package_id = any(${rows.map((row) => row.id)}::uuid[])`.execute(db);
    const isSold = new Set(sold.map(({ id }) => id));
    const places = minorUnits(books.tenant.currency);
    return {
      check(row) {
        if (row.archived) return;
        for (const field of ['price', 'bonus']) {
          const value = row.cells[field];
          if (value && (value.split('.')[1]?.length ?? 0) > places) {
            row.refuse(field, 'value.too_many_decimals', `${books.tenant.currency} has ${places} decimals; round it`);
          }
          if (isSold.has(row.id) && row.stored && row.touches(field)) {
            row.refuse(field, 'payments.package_sold', 'customers have bought it as it is; make a new package');
          }
        }
        const { validFrom, validTo } = row.cells;
        if (validFrom && validTo && validTo <= validFrom) {
          row.refuse(
            'validTo',
            'value.dates_reversed',
            `${validTo} is the first day after the end; it lies after the first day`,
          );
        }
      },
    };
  },
};

/** A package that is sold today. */
export interface PackageOnSale {
  id: string;
  code: string;
  name: string;
  price: string;
  bonus: string;
}

/** Packages that are sold on the business day, by code. */
export function packagesOnSale(books: Books): Promise<PackageOnSale[]> {
  return read(books, async (db) => {
    const { rows } = await sql<PackageOnSale>`
      select id, code, name, price, bonus from prepayment_package
      where tenant_id = ${books.tenant.id} and not archived and coalesce(valid_from <= ${books.today}::date, true)
        and coalesce(valid_to > ${books.today}::date, true) order by code`.execute(db);
    const money = (amount: string) => moneyText(new Decimal(amount), books.tenant.currency);
    return rows.map((row) => ({ ...row, price: money(row.price), bonus: money(row.bonus) }));
  });
}
