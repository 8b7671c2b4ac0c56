/** Reads what a run needs, a page of customers at a time, with one statement per kind of row. */
import { type RawBuilder, sql } from 'kysely';
import type { Discount } from '../catalog/discounts.ts';
import type { Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { Decimal } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import type { RunScope } from './entities.ts';
import type { BindingFacts } from './price-binding.ts';
import { inScope } from './run-scope.ts';
import type { Tariff } from './tariffs.ts';

/** A customer with bindings that may be due. */
export interface CustomerFacts {
  id: string;
  code: string;
  currency: string;
  archived: boolean;
}

export interface LoadScope {
  scope: RunScope;
  /** Bindings that begin later have nothing due. */
  upTo: BusinessDate;
}

/** The next customers of a scope in the order of their codes. */
export async function loadCustomers(
  db: Db,
  books: Books,
  { scope, upTo }: LoadScope,
  after: string,
  count: number,
): Promise<CustomerFacts[]> {
  const { rows } = await sql<CustomerFacts>`
    select c.id, c.code, c.currency, c.archived from customer c
    where c.tenant_id = ${books.tenant.id} and c.code > ${after} and ${customerOf(scope)} and exists (
      select 1 from binding b ${premiseOf(scope)}
      where b.tenant_id = c.tenant_id and b.customer_id = c.id and not b.archived and b.start_date < ${upTo}::date
        and ${inScope(scope)})
    order by c.code limit ${count}`.execute(db);
  return rows;
}

function customerOf(scope: RunScope): RawBuilder<boolean> {
  return scope.kind === 'CUSTOMER' ? sql`c.id = ${scope.id}::uuid` : sql`true`;
}

/** The premise is needed for a community's scope alone. */
function premiseOf(scope: RunScope): RawBuilder<unknown> {
  return scope.kind === 'COMMUNITY'
    ? sql`left join premise p on p.tenant_id = b.tenant_id and p.id = b.premise_id`
    : sql``;
}

interface BindingRow {
  id: string;
  code: string;
  customer_id: string;
  fee_item_id: string;
  premise_id: string | null;
  start_date: string;
  end_date: string | null;
  anchor: string;
  quantity_source: BindingFacts['quantitySource'];
  quantity: string | null;
  meter_id: string | null;
  discount_kind: Discount['kind'] | null;
  discount_value: string | null;
  premise_code: string | null;
  area: string | null;
  meter_code: string | null;
  digits: number | null;
  multiplier: string | null;
  installed_on: string | null;
  billed: string | null;
}

/** Bindings of customers with premise, meter and the cycles that are billed, in the order of their codes. */
export async function loadBindings(
  db: Db,
  books: Books,
  { scope, upTo }: LoadScope,
  customers: ReadonlyMap<string, CustomerFacts>,
  tariffs: ReadonlyMap<string, Tariff>,
  currencies: ReadonlySet<string>,
): Promise<BindingFacts[]> {
  const { rows } = await sql<BindingRow>`
    select b.id, b.code, b.customer_id, b.fee_item_id, coalesce(b.premise_id, m.premise_id) as premise_id, b.start_date,
      b.end_date, b.anchor, b.quantity_source, b.quantity, b.meter_id, b.discount_kind, b.discount_value,
      p.code as premise_code, p.area, m.code as meter_code, m.digits, m.multiplier, m.installed_on,
      (select range_agg(int4range(x.cycle, x.cycle + 1)) from charge x
        where x.tenant_id = b.tenant_id and x.binding_id = b.id and x.kind = 'REGULAR' and x.live)::text as billed
    from binding b
    left join premise p on p.tenant_id = b.tenant_id and p.id = b.premise_id
    left join meter m on m.tenant_id = b.tenant_id and m.id = b.meter_id
    where b.tenant_id = ${books.tenant.id} and b.customer_id = any(${[...customers.keys()]}::uuid[])
      and not b.archived and b.start_date < ${upTo}::date and ${inScope(scope)}
    order by b.code`.execute(db);
  return rows.map((row) => bindingOf(row, customers, tariffs, currencies));
}

function bindingOf(
  row: BindingRow,
  customers: ReadonlyMap<string, CustomerFacts>,
  tariffs: ReadonlyMap<string, Tariff>,
  currencies: ReadonlySet<string>,
): BindingFacts {
  const customer = customers.get(row.customer_id) as CustomerFacts;
  const tariff = tariffs.get(row.fee_item_id) as Tariff;
  return {
    id: row.id,
    code: row.code,
    customerId: row.customer_id,
    feeItemId: row.fee_item_id,
    premiseId: row.premise_id,
    premiseCode: row.premise_code,
    area: decimalOrNull(row.area),
    start: row.start_date,
    end: row.end_date,
    anchor: row.anchor,
    quantitySource: row.quantity_source,
    quantity: decimalOrNull(row.quantity),
    meterId: row.meter_id,
    meter: meterOf(row),
    discount: row.discount_kind && { kind: row.discount_kind, value: new Decimal(row.discount_value as string) },
    fault: faultOf(customer, tariff, currencies),
    billed: rangesOf(row.billed),
  };
}

function meterOf(row: BindingRow): BindingFacts['meter'] {
  if (row.meter_code === null) return null;
  const { digits, installed_on: installedOn } = row;
  return { code: row.meter_code, digits, multiplier: new Decimal(row.multiplier as string), installedOn };
}

const decimalOrNull = (text: string | null): Decimal | null => (text === null ? null : new Decimal(text));

/** Reads an integer multirange such as `{[0,12),[13,14)}`. */
function rangesOf(multirange: string | null): BindingFacts['billed'] {
  return [...(multirange ?? '').matchAll(/\[(-?\d+),(-?\d+)\)/g)].map(([, from, to]) => ({
    from: Number(from),
    to: Number(to),
  }));
}

/** Why nothing of a binding may be billed, whatever its prices say. */
function faultOf(customer: CustomerFacts, tariff: Tariff, currencies: ReadonlySet<string>): Refusal | null {
  if (customer.archived) {
    return new Refusal(
      'billing.customer_archived',
      `customer ${customer.code} is archived; end the binding or restore the customer`,
    );
  }
  if (tariff.archived) {
    return new Refusal(
      'billing.fee_item_archived',
      `fee item ${tariff.code} is archived; end the binding or restore the fee item`,
    );
  }
  if (customer.currency !== tariff.currency) {
    return new Refusal(
      'billing.currency_mismatch',
      `fee item ${tariff.code} is priced in ${tariff.currency}, customer ${customer.code} pays in ${customer.currency}; bind a fee item in that currency`,
    );
  }
  if (!currencies.has(tariff.currency)) {
    return new Refusal('billing.no_accounts', `there is no chart of accounts in ${tariff.currency}; open one first`);
  }
  return null;
}

/** Currencies in which bills can be booked. */
export async function openCurrencies(db: Db, books: Books): Promise<Set<string>> {
  const rows = await db
    .selectFrom('account')
    .select('currency')
    .where('tenant_id', '=', books.tenant.id)
    .where('role', '=', 'RECEIVABLE')
    .execute();
  return new Set(rows.map(({ currency }) => currency));
}
