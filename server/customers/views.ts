/** Customers and premises as the API shows them. */
import { type RawBuilder, sql } from 'kysely';
import { datasetPermission } from '../access/permissions.ts';
import type { Customer, CustomerBalance, Premise } from '../generated/schema.ts';
import { Decimal, moneyText } from '../kernel/money.ts';
import { type Books, read } from '../ledger/books.ts';
import { type CodePage, codePageOf, codePageRequest } from '../ledger/code-page.ts';

export interface CustomerFilter {
  /** Only this code. */
  code?: string | null | undefined;
  /** Part of the code, the name, the telephone, or of code or name of a premise of theirs. */
  search?: string | null | undefined;
  /** Code of a community. */
  community?: string | null | undefined;
}

export interface PremiseFilter {
  kind?: string | null | undefined;
  /** Code of a customer. */
  customer?: string | null | undefined;
  /** Code of a community. */
  community?: string | null | undefined;
}

/** A text as a pattern that finds it anywhere: its own `%` and `_` mean themselves. */
const anywhere = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Fewer digits than these are no telephone that somebody remembers. */
const DIGITS_OF_A_PHONE = 4;

/** A condition on customer `c`: a part of the code or the name, of the telephone's digits, or of a premise of theirs. */
function matching(books: Books, search: string) {
  const pattern = anywhere(search);
  const digits = search.replace(/[\s()+./-]/g, '');
  const isPhone = /^\d+$/.test(digits) && digits.length >= DIGITS_OF_A_PHONE && maySeePhones(books);
  return sql`(c.code ilike ${pattern} or c.name ilike ${pattern}
    or ${isPhone ? sql`regexp_replace(c.phone, '[^0-9]', '', 'g') like ${anywhere(digits)}` : sql`false`}
    or c.id in (${premiseHolders(books, sql`p.code ilike ${pattern} or p.name ilike ${pattern}`)}))`;
}

/** Who is not to read telephones must not find them out by searching either. */
function maySeePhones({ operator }: Books): boolean {
  if (!operator) return true;
  const { readable, hiddenColumns } = datasetPermission(operator.roles, 'CUSTOMERS');
  return readable && !hiddenColumns.includes('phone');
}

/** Ids of those who own, live in today or are charged for live premises `p` of which this is true. */
function premiseHolders(books: Books, ofPremises: RawBuilder<unknown>) {
  const { tenant, today } = books;
  return sql`
    with places as (
      select p.id, p.customer_id from premise p where p.tenant_id = ${tenant.id} and not p.archived and (${ofPremises}))
    select customer_id from places where customer_id is not null
    union select b.customer_id from binding b join places on places.id = b.premise_id
      where b.tenant_id = ${tenant.id} and not b.archived
    union select o.customer_id from occupancy o join places on places.id = o.premise_id
      where o.tenant_id = ${tenant.id} and not o.archived and o.start_date <= ${today}::date
        and (o.end_date is null or o.end_date > ${today}::date)`;
}

/**
 * Live customers by code; those of a community own or rent a premise of it, or are charged for one.
 * @param first at most 500 are given
 */
export async function listCustomers(
  books: Books,
  { code, search, community }: CustomerFilter,
  first: number,
  after: string | null | undefined,
): Promise<CodePage<Customer>> {
  const page = codePageRequest(first, after);
  const inCommunity = sql`c.id in (
    with places as (
      select p.id, p.customer_id from premise p join premise k on k.tenant_id = p.tenant_id and k.id = p.community_id
      where p.tenant_id = ${books.tenant.id} and k.code = ${community} and not p.archived)
    select customer_id from places
    union select b.customer_id from binding b join places on places.id = b.premise_id
    where b.tenant_id = ${books.tenant.id} and not b.archived)`;
  const rows = await read(books, async (db) => {
    const found = await sql<Customer>`
      select c.id, c.code, c.name, c.kind, c.customer_group as "customerGroup", c.phone, c.email, c.currency
      from customer c
      where c.tenant_id = ${books.tenant.id} and not c.archived
        and ${code ? sql`c.code = ${code}` : sql`true`}
        and ${search ? matching(books, search) : sql`true`}
        and ${community ? inCommunity : sql`true`}
        and ${page.after === null ? sql`true` : sql`c.code > ${page.after}`}
      order by c.code limit ${page.count + 1}`.execute(db);
    return found.rows;
  });
  return codePageOf(rows, page);
}

/** A condition on premise `p`: the customer owns it, lives in it today or is charged for it. */
function ofCustomer({ tenant, today }: Books, customer: string) {
  return sql`exists (select 1 from customer c where c.tenant_id = ${tenant.id} and c.code = ${customer} and (
    p.customer_id = c.id
    or exists (select 1 from binding b where b.tenant_id = ${tenant.id} and b.premise_id = p.id
      and b.customer_id = c.id and not b.archived)
    or exists (select 1 from occupancy o where o.tenant_id = ${tenant.id} and o.premise_id = p.id
      and o.customer_id = c.id and not o.archived and o.start_date <= ${today}::date
      and (o.end_date is null or o.end_date > ${today}::date))))`;
}

/** Live premises by code. @param first at most 500 are given */
export async function listPremises(
  books: Books,
  { kind, customer, community }: PremiseFilter,
  first: number,
  after: string | null | undefined,
): Promise<CodePage<Premise>> {
  const page = codePageRequest(first, after);
  const rows = await read(books, async (db) => {
    const found = await sql<Premise>`
      select p.id, p.code, p.name, p.kind, p.area from premise p
      where p.tenant_id = ${books.tenant.id} and not p.archived
        and ${kind ? sql`p.kind = ${kind}` : sql`true`}
        and ${customer ? ofCustomer(books, customer) : sql`true`}
        and ${
          community
            ? sql`p.community_id = (select k.id from premise k where k.tenant_id = p.tenant_id and k.code = ${community})`
            : sql`true`
        }
        and ${page.after === null ? sql`true` : sql`p.code > ${page.after}`}
      order by p.code limit ${page.count + 1}`.execute(db);
    return found.rows;
  });
  return codePageOf(rows, page);
}

/** Where the accounts of customers stand today, in the order of the ids asked for; from their bills and payments. */
export async function balancesOf(books: Books, customerIds: readonly string[]): Promise<CustomerBalance[]> {
  const ids = [...customerIds];
  const rows = await read(books, async (db) => {
    const found = await sql<CustomerBalance & { id: string; currency: string }>`
      select c.id, c.currency, coalesce(b.open, 0) as open, coalesce(b.overdue, 0) as overdue,
        coalesce(p.unallocated, 0) as unallocated
      from customer c
        left join (
          select customer_id, sum(total - allocated) as open,
            sum(total - allocated) filter (where due_date < ${books.today}::date) as overdue
          from bill where tenant_id = ${books.tenant.id} and customer_id = any(${ids}::uuid[])
            and status = 'LIVE' and allocated < total
          group by customer_id) b on b.customer_id = c.id
        left join (
          select customer_id, sum(amount - allocated - refunded) as unallocated
          from payment where tenant_id = ${books.tenant.id} and customer_id = any(${ids}::uuid[]) and status = 'LIVE'
          group by customer_id) p on p.customer_id = c.id
      where c.tenant_id = ${books.tenant.id} and c.id = any(${ids}::uuid[])`.execute(db);
    return found.rows;
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const { currency, open, overdue, unallocated } = byId.get(id) as (typeof rows)[number];
    const amount = (text: string) => moneyText(new Decimal(text), currency);
    return { open: amount(open), overdue: amount(overdue), unallocated: amount(unallocated) };
  });
}
