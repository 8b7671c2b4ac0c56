/** What a customer was billed, paid and got back between two days, read from the documents, as a list to agree upon. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { type BusinessDate, parseDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { Decimal, moneyText } from '../kernel/money.ts';
import { type Books, read } from '../ledger/books.ts';

/** Whose statement, and its first and last day. */
export interface StatementOrder {
  /** Code of the customer. */
  customer: string;
  from: string;
  to: string;
}

/** A statement; its customer is read when somebody asks. */
export interface CustomerStatementView {
  customerId: string;
  currency: string;
  from: BusinessDate;
  to: BusinessDate;
  opening: string;
  lines: StatementEntry[];
  closing: string;
  allocations: { date: BusinessDate; payment: string; bill: string; amount: string }[];
  unallocated: string;
}

type EntryKind = 'BILL' | 'CREDIT_NOTE' | 'PAYMENT' | 'REFUND' | 'WRITE_OFF';

interface StatementEntry {
  date: BusinessDate;
  kind: EntryKind;
  number: string;
  amount: string;
  balance: string;
}

interface Account {
  tenantId: string;
  id: string;
  currency: string;
  from: BusinessDate;
  to: BusinessDate;
}

/**
 * A customer's statement. A balance is bills less payments plus refunds up to a day, whatever the money was put to, so
 * that a statement opens with what the one before it closed with, and money that waits makes it lower or negative.
 * @throws Refusal `value.not_a_date`, `value.dates_reversed`, `value.unknown_code`
 */
export async function customerStatement(books: Books, order: StatementOrder): Promise<CustomerStatementView> {
  const from = parseDate(order.from, 'from');
  const to = parseDate(order.to, 'to');
  if (from > to) {
    const message = `${to} is the last day of the statement, so it must not lie before ${from}`;
    throw new Refusal('value.dates_reversed', message, { field: 'to' });
  }
  const { account, sums, entries, allocations } = await read(books, async (db) => {
    const found = { ...(await findCustomer(db, books.tenant.id, order.customer)), tenantId: books.tenant.id, from, to };
    return {
      account: found,
      sums: await sumsOf(db, found),
      entries: await entriesOf(db, found),
      allocations: await allocationsOf(db, found),
    };
  });
  const money = (amount: Decimal) => moneyText(amount, account.currency);
  let balance = new Decimal(sums.opening);
  const lines = entries.map(({ date, kind, number, amount }) => {
    balance = balance.plus(amount);
    return { date, kind, number, amount: money(new Decimal(amount)), balance: money(balance) };
  });
  return {
    customerId: account.id,
    currency: account.currency,
    from,
    to,
    opening: money(new Decimal(sums.opening)),
    lines,
    closing: money(balance),
    allocations: allocations.map((each) => ({ ...each, amount: money(new Decimal(each.amount)) })),
    unallocated: money(new Decimal(sums.kept).minus(sums.allocated)),
  };
}

async function findCustomer(db: Db, tenantId: string, code: string) {
  const customer = await db
    .selectFrom('customer')
    .select(['id', 'currency'])
    .where('tenant_id', '=', tenantId)
    .where('code', '=', code)
    .executeTakeFirst();
  if (customer) return customer;
  throw new Refusal('value.unknown_code', `there is no customer “${code.slice(0, 40)}”`, { field: 'customer' });
}

/**
 * Documents of customers up to a day each, what is owed above zero: bills and what was taken back of them, and money given back.
 * @param accounts rows of `n`, `id` and `currency` of a customer, and `to`, the last day
 * @returns rows of `n`, `date`, `kind`, `number`, `amount`, `id`
 */
export const customerDocuments = (tenantId: string, accounts: RawBuilder<unknown>) => sql`(
  select w.n, b.issue_date as date, 'BILL' as kind, b.number, b.total as amount, b.id
  from ${accounts} w
  join bill b on b.tenant_id = ${tenantId} and b.customer_id = w.id and b.currency = w.currency and b.issue_date <= w."to"
  union all
  select w.n, k.issue_date, 'CREDIT_NOTE', k.number, -k.total, k.id
  from ${accounts} w
  join credit_note k on k.tenant_id = ${tenantId} and k.customer_id = w.id and k.currency = w.currency and k.status = 'POSTED'
    and k.total <> 0 and k.issue_date <= w."to"
  union all
  select w.n, p.received_on, case p.channel when 'WRITE_OFF' then 'WRITE_OFF' else 'PAYMENT' end, p.number, -p.amount, p.id
  from ${accounts} w
  join payment p on p.tenant_id = ${tenantId} and p.customer_id = w.id and p.currency = w.currency and p.status = 'LIVE'
    and p.received_on <= w."to"
  union all
  select w.n, l.booked_on, 'REFUND', p.number, l.amount, k.id
  from ${accounts} w
  join payment p on p.tenant_id = ${tenantId} and p.customer_id = w.id and p.currency = w.currency and p.status = 'LIVE'
    and p.refunded > 0
  join line_booking k on (k.tenant_id, k.payment_id) = (p.tenant_id, p.id) and k.kind = 'REFUND' and k.state = 'APPLIED'
    and k.refund_id is null
  join statement_line l on (l.tenant_id, l.id) = (k.tenant_id, k.statement_line_id) and l.booked_on <= w."to"
  union all
  select w.n, r.decided_on, 'REFUND', r.number, r.amount, r.id
  from ${accounts} w
  join refund r on r.tenant_id = ${tenantId} and r.customer_id = w.id and r.currency = w.currency
    and r.status in ('APPROVED', 'PAID') and r.decided_on <= w."to"
)`;

const documents = ({ tenantId, id, currency, to }: Account) =>
  sql`${customerDocuments(tenantId, sql`(select 1 as n, ${id}::uuid as id, ${currency}::text as currency, ${to}::date as "to")`)} d`;

const livePayments = ({ tenantId, id, currency, to }: Account) => sql`
  payment p join allocation a on (a.tenant_id, a.payment_id) = (p.tenant_id, p.id) and a.allocated_on <= ${to}::date
    and p.tenant_id = ${tenantId} and p.customer_id = ${id} and p.currency = ${currency} and p.status = 'LIVE'`;

/** What was owed before the first day; at the last, the money received and not given back, and what of it is put to bills. */
async function sumsOf(db: Db, account: Account) {
  const { rows } = await sql<{ opening: string; kept: string; allocated: string }>`
    select coalesce(sum(d.amount) filter (where d.date < ${account.from}::date), 0) as opening,
      coalesce(-sum(d.amount) filter (where d.kind not in ('BILL', 'CREDIT_NOTE')), 0) as kept,
      (select coalesce(sum(a.amount), 0) from ${livePayments(account)}) as allocated
    from ${documents(account)}`.execute(db);
  return rows[0] as (typeof rows)[number];
}

async function entriesOf(db: Db, account: Account) {
  const { rows } = await sql<Omit<StatementEntry, 'balance'>>`
    select d.date, d.kind, d.number, d.amount from ${documents(account)}
    where d.date >= ${account.from}::date order by d.date, d.kind, d.number, d.id`.execute(db);
  return rows;
}

async function allocationsOf(db: Db, account: Account) {
  const { rows } = await sql<CustomerStatementView['allocations'][number]>`
    select a.allocated_on as date, p.number as payment, b.number as bill, a.amount
    from ${livePayments(account)} join bill b on (b.tenant_id, b.id) = (a.tenant_id, a.bill_id)
    where a.allocated_on >= ${account.from}::date order by a.allocated_on, p.number, b.number, a.id`.execute(db);
  return rows;
}
