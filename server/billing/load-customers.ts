/** Reads what a run needs, a page of customers at a time, with one statement per kind of row. */
import { type RawBuilder, sql } from 'kysely';
import type { Discount } from '../catalog/discounts.ts';
import type { Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { Decimal } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import type { MeterFacts } from '../metering/consumption.ts';
import type { MetricFacts } from '../metering/usage.ts';
import { loadAmendments } from './amendments.ts';
import type { RunScope } from './entities.ts';
import type { BindingFacts } from './price-binding.ts';
import { boundByPremise, customersOf, inScope } from './run-scope.ts';
import type { Tariff } from './tariffs.ts';
import type { Occupant } from './who-pays.ts';

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
        and ${inScope(scope)}
      union all
      select 1 from occupancy o
      join binding b on b.tenant_id = o.tenant_id and b.premise_id = o.premise_id and b.payer = 'OCCUPANT' ${premiseOf(scope)}
      where o.tenant_id = c.tenant_id and o.customer_id = c.id and o.pays and not o.archived and not b.archived
        and b.start_date < ${upTo}::date and ${inScope(scope)})
    order by c.code limit ${count}`.execute(db);
  return rows;
}

/** A customer's cycles are billed whole: who shares the payment of one is billed with it. */
function customerOf(scope: RunScope): RawBuilder<boolean> {
  const customers = customersOf(scope);
  if (customers === null) return sql`true`;
  return sql`(c.id in (select named.id from (select c.tenant_id) b cross join lateral (${customers}) named(id)) or c.id in (
    select unnest(array[b.customer_id, o.customer_id]) from binding b
    join occupancy o on o.tenant_id = b.tenant_id and o.premise_id = b.premise_id and o.pays and not o.archived
    where b.tenant_id = c.tenant_id and b.payer = 'OCCUPANT' and not b.archived and ${inScope(scope)}))`;
}

/** The premise is needed for a community's or building's scope alone. */
function premiseOf(scope: RunScope): RawBuilder<unknown> {
  return boundByPremise(scope) ? sql`left join premise p on p.tenant_id = b.tenant_id and p.id = b.premise_id` : sql``;
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
  customer_code: string;
  customer_group: string;
  customer_region: string;
  customer_currency: string;
  customer_archived: boolean;
  trial_end: string | null;
  pauses: { start: string; end: string }[] | null;
  /** null: the customer pays. */
  occupants: Occupant[] | null;
  premise_counts: { from: string; quantity: string }[] | null;
  premise_code: string | null;
  area: string | null;
  meter_code: string | null;
  digits: number | null;
  multiplier: string | null;
  installed_on: string | null;
  devices: StoredDevice[] | null;
  metric: MetricFacts | null;
  billed: string | null;
}

/** Bindings that customers pay for, or have, with premise, meter and the cycles that are billed, in the order of their codes. */
export async function loadBindings(
  db: Db,
  books: Books,
  { scope, upTo }: LoadScope,
  customers: ReadonlyMap<string, CustomerFacts>,
  tariffs: ReadonlyMap<string, Tariff>,
  currencies: ReadonlySet<string>,
): Promise<BindingFacts[]> {
  const ids = [...customers.keys()];
  const occupied = await paidByOccupants(db, books, ids);
  const { rows } = await sql<BindingRow>`
    select b.id, b.code, b.customer_id, b.fee_item_id, coalesce(b.premise_id, m.premise_id) as premise_id, b.start_date,
      b.trial_end, b.end_date, b.anchor, b.quantity_source, b.quantity, coalesce(m.point_id, b.meter_id) as meter_id, b.discount_kind, b.discount_value,
      c.code as customer_code, c.customer_group, c.region as customer_region, c.currency as customer_currency, c.archived as customer_archived,
      (select json_agg(json_build_object('start', x.start_date, 'end', coalesce(x.end_date, '9999-12-31')) order by x.start_date)
        from binding_pause x where x.tenant_id = b.tenant_id and x.binding_id = b.id and not x.archived) as pauses,
      case when b.payer = 'OCCUPANT' then (
        select coalesce(json_agg(json_build_object('customerId', o.customer_id, 'start', o.start_date,
          'end', coalesce(o.end_date, '9999-12-31'), 'code', k.code, 'currency', k.currency, 'archived', k.archived)), '[]')
        from occupancy o join customer k on k.tenant_id = o.tenant_id and k.id = o.customer_id
        where o.tenant_id = b.tenant_id and o.premise_id = b.premise_id and o.pays and not o.archived) end as occupants,
      case when b.quantity_source = 'PREMISES' then (
        select coalesce(json_agg(json_build_object('from', d.day, 'quantity', (
          select count(distinct o.premise_id)::text from occupancy o
          where o.tenant_id = b.tenant_id and o.customer_id = b.customer_id and not o.archived
            and o.start_date <= d.day and (o.end_date is null or o.end_date > d.day))) order by d.day), '[]')
        from (
          select start_date as day from occupancy where tenant_id = b.tenant_id and customer_id = b.customer_id and not archived
          union select end_date from occupancy
          where tenant_id = b.tenant_id and customer_id = b.customer_id and not archived and end_date is not null) d) end as premise_counts,
      p.code as premise_code, p.area, m.code as meter_code, m.digits, m.multiplier, m.installed_on,
      (select json_agg(json_build_object('code', d.code, 'digits', d.digits, 'multiplier', d.multiplier::text, 'installedOn', d.installed_on)
          order by d.installed_on nulls first, d.id)
        from meter d where d.tenant_id = b.tenant_id and m.id is not null
          and (d.point_id = coalesce(m.point_id, m.id) or d.id = m.point_id)) as devices,
      (select json_build_object('id', u.id, 'code', u.code, 'aggregation', u.aggregation, 'property', u.property)
        from usage_metric u where u.tenant_id = b.tenant_id and u.id = b.metric_id) as metric,
      (select range_agg(int4range(x.cycle, x.cycle + 1)) from charge x
        where x.tenant_id = b.tenant_id and x.binding_id = b.id and x.kind = 'REGULAR' and x.live)::text as billed
    from binding b
    join customer c on c.tenant_id = b.tenant_id and c.id = b.customer_id
    left join premise p on p.tenant_id = b.tenant_id and p.id = b.premise_id
    left join meter m on m.tenant_id = b.tenant_id and m.id = b.meter_id
    where b.tenant_id = ${books.tenant.id} and (b.customer_id = any(${ids}::uuid[]) or b.id = any(${occupied}::uuid[]))
      and not b.archived and b.start_date < ${upTo}::date and ${inScope(scope)}
    order by b.code`.execute(db);
  const amendments = await loadAmendments(
    db,
    books,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...bindingOf(row, tariffs, currencies),
    amendments: amendments.get(row.id) ?? null,
  }));
}

/** Bindings of premises for which these customers pay, now or at another time. */
async function paidByOccupants(db: Db, books: Books, customerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct b.id from occupancy o
    join binding b on b.tenant_id = o.tenant_id and b.premise_id = o.premise_id and b.payer = 'OCCUPANT' and not b.archived
    where o.tenant_id = ${books.tenant.id} and o.customer_id = any(${[...customerIds]}::uuid[])
      and o.pays and not o.archived`.execute(db);
  return rows.map(({ id }) => id);
}

function bindingOf(
  row: BindingRow,
  tariffs: ReadonlyMap<string, Tariff>,
  currencies: ReadonlySet<string>,
): Omit<BindingFacts, 'amendments'> {
  const customer = {
    code: row.customer_code,
    currency: row.customer_currency,
    archived: row.customer_archived,
  };
  const tariff = tariffs.get(row.fee_item_id) as Tariff;
  return {
    id: row.id,
    code: row.code,
    customerId: row.customer_id,
    customerGroup: row.customer_group,
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
    metric: row.metric,
    discount: row.discount_kind && { kind: row.discount_kind, value: new Decimal(row.discount_value as string) },
    list: { customerGroup: row.customer_group, region: row.customer_region },
    pauses: [...(row.trial_end ? [{ start: row.start_date, end: row.trial_end }] : []), ...(row.pauses ?? [])],
    premiseCounts: row.premise_counts?.map(({ from, quantity }) => ({ from, quantity: new Decimal(quantity) })) ?? null,
    occupants: row.occupants,
    fault: faultOf(customer, tariff, currencies),
    billed: rangesOf(row.billed),
  };
}

/** A device at a point of supply, as the database gives it. */
type StoredDevice = Omit<MeterFacts, 'multiplier'> & { multiplier: string };

/** All devices of the point, oldest first; a binding that ended early may still name the first one, which no other precedes. */
function devicesOf(stored: readonly StoredDevice[], meter: MeterFacts): MeterFacts[] {
  const devices = stored.map((device) => ({ ...device, multiplier: new Decimal(device.multiplier) }));
  return devices.some(({ code }) => code === meter.code) ? devices : [meter, ...devices];
}

function meterOf(row: BindingRow): BindingFacts['meter'] {
  if (row.meter_code === null) return null;
  const { digits, installed_on: installedOn } = row;
  const meter = { code: row.meter_code, digits, multiplier: new Decimal(row.multiplier as string), installedOn };
  return row.devices === null ? meter : { ...meter, devices: devicesOf(row.devices, meter) };
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
function faultOf(customer: Omit<CustomerFacts, 'id'>, tariff: Tariff, currencies: ReadonlySet<string>): Refusal | null {
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
