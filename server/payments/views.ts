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
}

const selectPayments = (db: Db, tenantId: string) =>
  db
    .selectFrom('payment')
    .select(['id', 'number', 'customer_id', 'received_on', 'channel', 'amount', 'allocated', 'refunded', 'currency'])
    .where('tenant_id', '=', tenantId);

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
});

/** A payment by its number; null when there is none. */
export async function paymentByNumber(books: Books, number: string): Promise<PaymentView | null> {
  const row = await read(books, (db) =>
    selectPayments(db, books.tenant.id).where('number', '=', number).executeTakeFirst(),
  );
  return row ? view(row) : null;
}

/** A payment that is known to be there. */
export async function paymentById(books: Books, id: string): Promise<PaymentView> {
  return view(
    await read(books, (db) => selectPayments(db, books.tenant.id).where('id', '=', id).executeTakeFirstOrThrow()),
  );
}
