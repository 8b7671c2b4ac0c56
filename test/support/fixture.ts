/** Master data of a small tenant, written as rows in one line each, for tests of what happens to them afterwards. */
import { CompiledQuery, sql } from 'kysely';
import { tierRows } from '../../server/catalog/tier-rows.ts';
import { type Orm, openOrm } from '../../server/database/orm.ts';
import { newId } from '../../server/kernel/ids.ts';
import { type Books, read } from '../../server/ledger/books.ts';
import { type BulkRow, insertRows } from '../../server/ledger/bulk.ts';
import { createTenant, openBooks } from '../../server/ledger/tenants.ts';
import { write } from '../../server/ledger/unit-of-work.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

type Table = Parameters<typeof insertRows>[1];

/** A tenant with books on a fixed day, and short ways to fill it. Codes stand for ids. */
export interface Fixture {
  orm: Orm;
  books: Books;
  database: TestDatabase;
  /** Ids by code. */
  ids: ReadonlyMap<string, string>;
  serverUrl: string;
  /** The superuser in the same database, to change what the product may not. */
  adminUrl: string;
  /** Opens the books in another connection pool, as a second server process would. */
  elsewhere(): Promise<Books>;
  /** The same books on another day. */
  on(today: string): Books;
  id(code: string): string;
  taxCode(code: string, rate: string, from?: string, to?: string | null): Promise<void>;
  feeItem(code: string, row?: BulkRow): Promise<void>;
  price(feeItem: string, model: object, from?: string, to?: string | null, row?: BulkRow): Promise<string>;
  customer(code: string, row?: BulkRow): Promise<void>;
  premise(code: string, row?: BulkRow): Promise<void>;
  meter(code: string, premise: string, row?: BulkRow): Promise<void>;
  reading(meter: string, on: string, value: string): Promise<string>;
  binding(code: string, customer: string, feeItem: string, row?: BulkRow): Promise<void>;
  contract(number: string, customer: string, row?: BulkRow): Promise<void>;
  /** Inserts rows of any table in one unit of work. */
  insert(table: Table, rows: readonly BulkRow[]): Promise<void>;
  /** Changes columns of a row, as an edit does. */
  change(table: Table, id: string, row: BulkRow): Promise<void>;
  /** Rows of a query as the server's role in this tenant; parameters are $1, $2 … */
  query<R>(sql: string, ...parameters: unknown[]): Promise<R[]>;
  /** Ends all connections and leaves the database. */
  disconnect(): Promise<void>;
  close(): Promise<void>;
}

/** A new database with one tenant. */
export async function fixture(today = '2026-11-05', currency = 'CNY'): Promise<Fixture> {
  const database = await freshDatabase();
  const orm = await openOrm(database.serverUrl);
  await createTenant(orm, { code: 'test', name: 'Test', currency, timeZone: 'Asia/Shanghai', businessDate: today });
  await orm.close(true);
  return openFixture(database, currency);
}

/**
 * The tenant of a database that a fixture made.
 * @param idsByCode ids, of what is in it already
 */
export async function openFixture(
  database: TestDatabase,
  currency: string,
  idsByCode: Iterable<readonly [string, string]> = [],
): Promise<Fixture> {
  const orm = await openOrm(database.serverUrl);
  const books = (await openBooks(orm, 'test')) as Books;
  const orms = [orm];
  const ids = new Map<string, string>(idsByCode);
  const disconnect = async () => {
    await Promise.all(orms.map((each) => each.close(true)));
  };
  const id = (code: string): string => {
    const known = ids.get(code);
    if (!known) throw new Error(`nothing is called ${code}`);
    return known;
  };
  const named = (code: string): string => {
    const made = newId();
    ids.set(code, made);
    return made;
  };
  const insert = (table: Table, rows: readonly BulkRow[]): Promise<void> =>
    write(books, `test.${table}`, async (work) => {
      await insertRows(
        work.db,
        table,
        rows.map((row) => ({ tenant_id: work.tenantId, change_id: work.changeId, ...row })),
      );
      for (const row of rows) work.audit({ noun: table, rowId: row.id as string, action: 'CREATED', after: row });
    });
  const editable = { archived: false, version: 1, note: '' };
  return {
    orm,
    books,
    database,
    ids,
    serverUrl: database.serverUrl,
    adminUrl: database.adminUrl,
    async elsewhere() {
      const other = await openOrm(database.serverUrl);
      orms.push(other);
      return (await openBooks(other, 'test')) as Books;
    },
    on: (day) => ({ ...books, today: day }),
    id,
    insert,
    async taxCode(code, rate, from = '2020-01-01', to = null) {
      const known = ids.get(code);
      const taxCodeId = known ?? named(code);
      if (!known) await insert('tax_code', [{ id: taxCodeId, code, name: code }]);
      await insert('tax_rate', [
        { id: newId(), tax_code_id: taxCodeId, valid_from: from, valid_to: to, rate, treatment: 'TAXED' },
      ]);
    },
    feeItem: (code, row = {}) =>
      insert('fee_item', [
        {
          ...editable,
          id: named(code),
          code,
          name_zh: code,
          name_en: code,
          category: 'BASIC',
          cycle: 'MONTHLY',
          timing: 'ARREARS',
          unit: '',
          currency,
          effective_from: '2020-01-01',
          ...row,
        },
      ]),
    async price(feeItem, model, from = '2020-01-01', to = null, row = {}) {
      const priceId = newId();
      await insert('price_version', [
        {
          ...editable,
          id: priceId,
          fee_item_id: id(feeItem),
          effective_from: from,
          effective_to: to,
          model,
          proration: 'ACTUAL_DAYS',
          ...row,
        },
      ]);
      const tiers = tierRows(model as Record<string, unknown>).map(
        ({ from: above, upTo, price, packageSize, flatFee }) => ({
          archived: false,
          version: 1,
          id: newId(),
          price_version_id: priceId,
          fee_item_id: id(feeItem),
          effective_from: from,
          customer_group: row['customer_group'] ?? '',
          region: row['region'] ?? '',
          from_quantity: above,
          up_to: upTo,
          price,
          package_size: packageSize,
          flat_fee: flatFee,
        }),
      );
      if (tiers.length > 0) await insert('price_tier', tiers);
      return priceId;
    },
    customer: (code, row = {}) =>
      insert('customer', [
        {
          ...editable,
          id: named(code),
          code,
          name: `Customer ${code}`,
          kind: 'PERSON',
          currency,
          customer_group: '',
          region: '',
          phone: '',
          email: '',
          tax_id: '',
          bank_account: '',
          language: 'ZH',
          ...row,
        },
      ]),
    premise: (code, row = {}) =>
      insert('premise', [
        { ...editable, id: named(code), code, name: code, kind: 'ROOM', building: '', unit: '', room: '', ...row },
      ]),
    meter: (code, premise, row = {}) =>
      insert('meter', [
        { ...editable, id: named(code), code, premise_id: id(premise), kind: 'WATER', multiplier: '1', ...row },
      ]),
    async reading(meter, on, value) {
      const readingId = newId();
      await insert('meter_reading', [
        { ...editable, id: readingId, meter_id: id(meter), read_on: on, value, kind: 'ACTUAL' },
      ]);
      return readingId;
    },
    binding(code, customer, feeItem, row = {}) {
      const start = (row.start_date as string | undefined) ?? '2026-10-01';
      const quantity = row.quantity_source === undefined ? { quantity: '1' } : {};
      return insert('binding', [
        {
          ...editable,
          id: named(code),
          code,
          customer_id: id(customer),
          fee_item_id: id(feeItem),
          start_date: start,
          anchor: start,
          quantity_source: 'FIXED',
          ...quantity,
          ...row,
        },
      ]);
    },
    contract: (number, customer, row = {}) =>
      insert('contract', [
        { ...editable, id: named(number), number, customer_id: id(customer), start_date: '2020-01-01', ...row },
      ]),
    change: (table, rowId, row) =>
      write(books, `test.change.${table}`, async (work) => {
        const cells = Object.entries({ ...row, change_id: work.changeId });
        const set = sql.join(cells.map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
        await sql`update ${sql.table(table)} set ${set} where tenant_id = ${work.tenantId} and id = ${rowId}`.execute(
          work.db,
        );
        work.audit({ noun: table, rowId, action: 'CHANGED', after: row });
      }),
    query: <R>(text: string, ...parameters: unknown[]) =>
      read(books, async (db) => (await db.executeQuery(CompiledQuery.raw(text, parameters))).rows as R[]),
    disconnect,
    async close() {
      await disconnect();
      await database.drop();
    },
  };
}
