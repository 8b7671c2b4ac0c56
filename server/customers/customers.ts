/** The dataset of customers. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import { type Column, code, enumOf, int, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { refuseArchiveOfUsed, usesOf } from './uses.ts';

/** Days within which a bill is to be paid. */
export const paymentDays = int('paymentDays', 'payment_days', { min: 0, max: 365 });

export const customers: EditableDataset = {
  name: 'CUSTOMERS',
  noun: 'Customer',
  table: 'customer',
  codeField: 'code',
  order: ['code'],
  extra: ['currency'],
  columns: [
    code('code', 'code'),
    text('name', 'name', { required: true }),
    enumOf('kind', 'kind', ['PERSON', 'COMPANY'], { required: true }),
    text('customerGroup', 'customer_group', { max: 100 }),
    text('region', 'region', { max: 100 }),
    text('phone', 'phone', { max: 100 }),
    email(),
    text('taxId', 'tax_id', { max: 100 }),
    text('bankAccount', 'bank_account', { max: 100 }),
    paymentDays,
    enumOf('language', 'language', ['ZH', 'EN'], { initial: 'ZH' }),
    text('industry', 'industry', { max: 100 }),
    text('tags', 'tags', { max: 200 }),
    text('contacts', 'contacts', { max: 500 }),
    enumOf('billPer', 'bill_per', ['CUSTOMER', 'CONTRACT'], { initial: 'CUSTOMER' }),
    enumOf('waitingMoney', 'waiting_money', ['KEEP', 'USE'], { initial: 'KEEP' }),
    enumOf('billChannel', 'bill_channel', ['PAPER', 'EMAIL', 'SMS', 'WECHAT']),
    text('note', 'note', { max: 1000 }),
  ],
  async prepare(db, books, rows) {
    const uses = await usesOf(db, books, rows, [
      { table: 'binding', column: 'customer_id', name: 'bindings' },
      { table: 'contract', column: 'customer_id', name: 'contracts' },
      { table: 'premise', column: 'customer_id', name: 'premises' },
      { table: 'occupancy', column: 'customer_id', name: 'occupancies' },
      { table: 'discount', column: 'customer_id', name: 'discounts' },
    ]);
    const owing = await customersOwing(db, books, rows);
    return {
      check(row) {
        refuseMissingAddress(row);
        refuseArchiveOfUsed(row, uses.get(row.id), 'customers.customer_in_use');
        if (row.archived && owing.has(row.id)) {
          row.refuse(
            null,
            'customers.customer_owes',
            'bills of this customer are still open; archive it once they are settled',
          );
        }
      },
    };
  },
  // A customer's account is kept in the tenant's currency and never changes it.
  extraValues: (row, { tenant }) => ({ currency: row.stored?.extra['currency'] ?? tenant.currency }),
};

function email(): Column {
  const column = text('email', 'email');
  const read = (cell: string) => {
    if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell)) return column.read(cell);
    throw new Refusal('value.not_an_email', `“${cell.slice(0, 60)}” is not an e-mail address`);
  };
  return { ...column, read };
}

/** Bills that go by mail or telephone need the address. */
function refuseMissingAddress(row: Candidate): void {
  const needed = ADDRESS[row.cells['billChannel'] ?? ''];
  if (row.archived || needed === undefined || row.cells[needed] !== null || !row.touches('billChannel', needed)) return;
  if (row.errors.some(({ field }) => field === needed)) return;
  row.refuse(
    needed,
    'customers.address_missing',
    `bills go by ${row.text('billChannel')}; fill ${needed}, or choose another channel`,
  );
}

const ADDRESS: Readonly<Record<string, string>> = { EMAIL: 'email', SMS: 'phone' };

async function customersOwing(db: Db, books: Books, rows: readonly Candidate[]): Promise<Set<string>> {
  const ids = rows.filter((row) => row.archived).map((row) => row.id);
  const { rows: owing } = await sql<{ id: string }>`
    select distinct customer_id as id from bill where tenant_id = ${books.tenant.id}
      and customer_id = any(${ids}::uuid[]) and status = 'LIVE' and allocated < total`.execute(db);
  return new Set(owing.map(({ id }) => id));
}
