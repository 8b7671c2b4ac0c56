/** Readings, and what was billed before for meters and bindings: set-based, for the cycles that are due. */
import { sql } from 'kysely';
import type { DueCycle } from '../catalog/cycles.ts';
import type { Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import { Decimal } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import type { Reading } from '../metering/consumption.ts';
import { type BilledReading, MeterBook, type YearSum } from './meter-books.ts';
import type { BindingFacts } from './price-binding.ts';
import type { Tariff } from './tariffs.ts';

/** A binding with the cycles to price. */
export interface DueBinding {
  binding: BindingFacts;
  tariff: Tariff;
  due: readonly DueCycle[];
}

const isMetered = ({ binding, tariff }: DueBinding) => binding.quantitySource === 'METER' && tariff.measured;

/** Readings of the meters that are due, in order of days, each from the one that opens its first due period. */
export async function loadReadings(
  db: Db,
  books: Books,
  bindings: readonly DueBinding[],
  upTo: BusinessDate,
): Promise<Map<string, Reading[]>> {
  const wanted = bindings
    .filter(isMetered)
    .map(({ binding, due }) => ({ meter_id: binding.meterId, since: due[0]?.period.start }));
  const readings = new Map<string, Reading[]>();
  if (wanted.length === 0) return readings;
  const { rows } = await sql<{
    meter_id: string;
    device: string | null;
    read_on: string;
    value: string;
    flag: string | null;
    accepted_reason: string;
  }>`
    select w.meter_id, case when d.replaced then m.code end as device, r.read_on, r.value, r.flag, r.accepted_reason
    from (select meter_id, min(since) as since from json_to_recordset(${JSON.stringify(wanted)}::json) as x(meter_id uuid, since date)
      group by meter_id) w
    cross join lateral (
      select x.id, count(*) over () > 1 as replaced
      from (select w.meter_id as id union all
        select p.id from meter p where p.tenant_id = ${books.tenant.id} and p.point_id = w.meter_id) x) d
    cross join lateral (
      select max(o.read_on) as read_on from meter_reading o
      where o.tenant_id = ${books.tenant.id} and o.meter_id = d.id and not o.archived and o.read_on <= w.since
        and (o.flag is null or o.accepted_reason <> '')) opening
    join meter m on m.tenant_id = ${books.tenant.id} and m.id = d.id
    join meter_reading r on r.tenant_id = ${books.tenant.id} and r.meter_id = d.id and not r.archived
      and (d.replaced or r.read_on >= coalesce(opening.read_on, w.since)) and r.read_on <= ${upTo}::date
    order by w.meter_id, r.read_on, m.installed_on nulls first, m.id`.execute(db);
  for (const row of rows) {
    const reading = readingOf(row);
    const known = readings.get(row.meter_id);
    if (known) known.push(reading);
    else readings.set(row.meter_id, [reading]);
  }
  return readings;
}

function readingOf(row: {
  device: string | null;
  read_on: string;
  value: string;
  flag: string | null;
  accepted_reason: string;
}): Reading {
  const reading: Reading = { on: row.read_on, value: new Decimal(row.value) };
  if (row.device !== null) reading.device = row.device;
  if (row.flag !== null) reading[row.accepted_reason === '' ? 'inDoubt' : 'accepted'] = true;
  return reading;
}

/** The key under which a meter's book is kept: several fee items may hang on one meter (water, sewage). */
export const bookKey = (meterId: string, feeItemId: string): string => `${meterId} ${feeItemId}`;

/** Meters that several customers are bound to, one after the other. */
export async function sharedMeters(db: Db, books: Books): Promise<Set<string>> {
  const { rows } = await sql<{ meter_id: string }>`
    select coalesce(m.point_id, m.id) as meter_id from binding b join meter m on m.tenant_id = b.tenant_id and m.id = b.meter_id
    where b.tenant_id = ${books.tenant.id} and not b.archived
    group by 1 having count(distinct customer_id) > 1`.execute(db);
  return new Set(rows.map((row) => row.meter_id));
}

/** What was billed for the meters that are due, by `bookKey`. */
export async function loadMeterBooks(
  db: Db,
  books: Books,
  bindings: readonly DueBinding[],
): Promise<Map<string, MeterBook>> {
  const metered = bindings.filter(isMetered);
  if (metered.length === 0) return new Map();
  const years = await loadYears(db, books, metered);
  const closings = await loadClosings(db, books, metered);
  const keys = new Set(metered.map(({ binding, tariff }) => bookKey(binding.meterId as string, tariff.feeItemId)));
  return new Map([...keys].map((key) => [key, new MeterBook(years.get(key) ?? [], closings.get(key) ?? [])]));
}

/** Sums by tariff year and price version, for fee items with a yearly ladder. */
async function loadYears(db: Db, books: Books, metered: readonly DueBinding[]): Promise<Map<string, YearSum[]>> {
  const wanted = metered
    .filter(({ tariff }) => tariff.yearFrom !== null)
    .map(({ binding, tariff, due }) => ({
      meter_id: binding.meterId,
      fee_item_id: tariff.feeItemId,
      year_from: tariff.yearFrom,
      since: due[0]?.period.start,
    }));
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{
    meter_id: string;
    fee_item_id: string;
    price_version_id: string;
    year: string;
    quantity: string;
    gross: string;
  }>`
    select w.meter_id, w.fee_item_id, c.price_version_id, y.year::text as year, sum(c.quantity) as quantity, sum(c.gross) as gross
    from (select meter_id, fee_item_id, year_from, min(since) as since
      from json_to_recordset(${JSON.stringify(wanted)}::json) as x(meter_id uuid, fee_item_id uuid, year_from text, since date)
      group by meter_id, fee_item_id, year_from) w
    join charge c on c.tenant_id = ${books.tenant.id} and c.meter_id = w.meter_id and c.fee_item_id = w.fee_item_id and c.live
      and c.period_start > w.since - 366
    cross join lateral (
      select extract(year from c.period_start)::int - (to_char(c.period_start, 'MM-DD') < w.year_from)::int as year) y
    group by w.meter_id, w.fee_item_id, c.price_version_id, y.year`.execute(db);
  return groupBy(
    rows,
    (row) => bookKey(row.meter_id, row.fee_item_id),
    (row): YearSum => ({
      year: row.year,
      versionId: row.price_version_id,
      quantity: new Decimal(row.quantity),
      gross: new Decimal(row.gross),
    }),
  );
}

/** The readings that closed the periods right before the due ones. */
async function loadClosings(
  db: Db,
  books: Books,
  metered: readonly DueBinding[],
): Promise<Map<string, BilledReading[]>> {
  const wanted = metered.flatMap(({ binding, tariff, due }) =>
    due
      .filter(({ period }, i) => period.start !== due[i - 1]?.period.end)
      .map(({ period }) => ({ meter_id: binding.meterId, fee_item_id: tariff.feeItemId, period_end: period.start })),
  );
  const { rows } = await sql<{
    meter_id: string;
    fee_item_id: string;
    period_end: string;
    closing: { on: string; value: string; meter?: string };
  }>`
    select distinct on (w.meter_id, w.fee_item_id, w.period_end) w.meter_id, w.fee_item_id, w.period_end,
      c.explanation #> '{readings,closing}' as closing
    from json_to_recordset(${JSON.stringify(wanted)}::json) as w(meter_id uuid, fee_item_id uuid, period_end date)
    join charge c on c.tenant_id = ${books.tenant.id} and c.meter_id = w.meter_id and c.fee_item_id = w.fee_item_id and c.live
      and c.period_end = w.period_end and c.period_start < w.period_end and c.explanation #> '{readings,closing}' is not null
    order by w.meter_id, w.fee_item_id, w.period_end, c.period_start desc`.execute(db);
  return groupBy(
    rows,
    (row) => bookKey(row.meter_id, row.fee_item_id),
    ({ period_end: periodEnd, closing }): BilledReading => ({
      periodEnd,
      closing: { on: closing.on, value: new Decimal(closing.value), device: closing.meter },
    }),
  );
}

/** What the cycles before the due ones were charged with, by binding and cycle. */
export async function loadPreviousAmounts(
  db: Db,
  books: Books,
  bindings: readonly DueBinding[],
): Promise<Map<string, Decimal>> {
  const wanted = bindings.flatMap(({ binding, due }) =>
    due
      .filter(({ index }, i) => index - 1 !== due[i - 1]?.index && binding.billed.length > 0)
      .map(({ index }) => ({ bindingId: binding.id, cycle: index - 1 })),
  );
  if (wanted.length === 0) return new Map();
  // Two lists give a few pairs too many, but are an index look-up whatever the planner knows about the charges.
  const { rows } = await sql<{ binding_id: string; cycle: number; amount: string }>`
    select binding_id, cycle, sum(amount) as amount from charge
    where tenant_id = ${books.tenant.id} and kind = 'REGULAR' and live
      and binding_id = any(${wanted.map(({ bindingId }) => bindingId)}::uuid[])
      and cycle = any(${[...new Set(wanted.map(({ cycle }) => cycle))]}::int[])
    group by binding_id, cycle`.execute(db);
  return new Map(rows.map((row) => [`${row.binding_id} ${row.cycle}`, new Decimal(row.amount)]));
}

function groupBy<R, V>(rows: readonly R[], keyOf: (row: R) => string, valueOf: (row: R) => V): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(valueOf(row));
    else groups.set(keyOf(row), [valueOf(row)]);
  }
  return groups;
}
