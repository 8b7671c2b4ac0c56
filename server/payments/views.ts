/** Payments as the API shows them. */
import type { Db } from '../database/orm.ts';
import { Decimal, moneyText } from '../kernel/money.ts';
import { type Books, read } from '../ledger/books.ts';
import type { PaymentChannel } from './entities.ts';

/** A payment; its customer is read when somebody asks. */
export interface PaymentView {
  id: string;
  number: string;
  customerId: string;
  receivedOn: string;
  channel: PaymentChannel;
  amount: string;
  allocated: string;
  refunded: string;
  currency: string;
  /** Name of the operator who took it at the counter. */
  takenBy: string | null;
  takenAt: string | null;
  status: 'LIVE' | 'REVERSED';
}

const selectPayments = (db: Db, tenantId: string) =>
  db
    .selectFrom('payment as p')
    .leftJoin('operator as o', (join) => join.onRef('o.tenant_id', '=', 'p.tenant_id').onRef('o.id', '=', 'p.taken_by'))
    .select([
      'p.id',
      'p.number',
      'p.customer_id',
      'p.received_on',
      'p.channel',
      'p.amount',
      'p.allocated',
      'p.refunded',
    ])
    .select(['p.currency', 'p.status', 'p.taken_at', 'o.name as taken_by'])
    .where('p.tenant_id', '=', tenantId);

type PaymentRow = Awaited<ReturnType<ReturnType<typeof selectPayments>['executeTakeFirstOrThrow']>>;

const view = (row: PaymentRow): PaymentView => ({
  id: row.id,
  number: row.number,
  customerId: row.customer_id,
  receivedOn: row.received_on,
  channel: row.channel,
  amount: moneyText(new Decimal(row.amount), row.currency),
  allocated: moneyText(new Decimal(row.allocated), row.currency),
  refunded: moneyText(new Decimal(row.refunded), row.currency),
  currency: row.currency,
  takenBy: row.taken_by,
  takenAt: row.taken_at,
  status: row.status,
});

/** A payment by its number; null when there is none. */
export async function paymentByNumber(books: Books, number: string): Promise<PaymentView | null> {
  const row = await read(books, (db) =>
    selectPayments(db, books.tenant.id).where('p.number', '=', number).executeTakeFirst(),
  );
  return row ? view(row) : null;
}

/** A payment that is known to be there. */
export async function paymentById(books: Books, id: string): Promise<PaymentView> {
  return view(
    await read(books, (db) => selectPayments(db, books.tenant.id).where('p.id', '=', id).executeTakeFirstOrThrow()),
  );
}

/** Payments by their ids, as far as they are there. */
export async function paymentsById(
  db: Db,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, PaymentView>> {
  if (ids.length === 0) return new Map();
  const rows = await selectPayments(db, tenantId)
    .where('p.id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, view(row)]));
}
