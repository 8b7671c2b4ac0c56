/** Estimated readings for meters that nobody read in a month; the real one settles the difference when it comes. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { type BusinessDate, daysBetween, monthPeriod, type Period } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { Decimal, plain } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { insertRows } from '../ledger/bulk.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { timeline } from './reading-facts.ts';
import { type TimelineReading, usualUse } from './reading-rules.ts';

/** What was made of a meter without a reading. */
export interface Estimate {
  /** Code of the meter. */
  meter: string;
  /** null where nothing could be estimated. */
  value: string | null;
  readOn: BusinessDate;
  /** Why nothing could be estimated: stable code; null where it could. */
  reason: string | null;
}

/**
 * Writes an ESTIMATED reading at the end of a month for each meter that a binding charges then and that has no reading
 * after the month's beginning: the last reading and the usual use (of about a year) since.
 * @param month `YYYY-MM`, over already
 * @returns what was made of each such meter, by code
 * @throws Refusal `metering.month_not_over`, `value.not_a_month`
 */
export async function estimateReadings(
  books: Books,
  { key, month }: { key: string; month: string },
): Promise<Estimate[]> {
  const period = monthPeriod(month, 'month');
  if (period.end > books.today) {
    throw new Refusal('metering.month_not_over', `${month} is not over; read the meters on its last day`, {
      field: 'month',
    });
  }
  return writeOnce(books, { key, operation: 'metering.estimate', input: { month } }, async (work) => {
    const meters = await unreadMeters(work.db, books, period);
    const ids = meters.map(({ id }) => id);
    const readings = Map.groupBy(await timeline(work.db, books, ids), ({ meterId }) => meterId);
    const estimates = meters.map((meter) => estimateOf(meter, readings.get(meter.id) ?? [], period.end));
    await save(work, meters, estimates);
    return estimates;
  });
}

interface UnreadMeter {
  id: string;
  code: string;
  digits: number | null;
}

async function unreadMeters(db: Db, books: Books, { start, end }: Period): Promise<UnreadMeter[]> {
  const { rows } = await sql<UnreadMeter>`
    select m.id, m.code, m.digits from meter m
    where m.tenant_id = ${books.tenant.id} and not m.archived
      and (m.removed_on is null or m.removed_on >= ${end}::date) and (m.installed_on is null or m.installed_on < ${end}::date)
      and exists (
        select 1 from binding b where b.tenant_id = m.tenant_id and b.meter_id = m.id and b.quantity_source = 'METER' and not b.archived
          and b.start_date < ${end}::date and (b.end_date is null or b.end_date > ${start}::date))
      and not exists (
        select 1 from meter_reading r where r.tenant_id = m.tenant_id and r.meter_id = m.id and not r.archived
          and r.read_on > ${start}::date and r.read_on <= ${end}::date)
    order by m.code for update of m`.execute(db);
  return rows;
}

function estimateOf(
  { code: meter, digits }: UnreadMeter,
  all: readonly TimelineReading[],
  readOn: BusinessDate,
): Estimate {
  const good = all.filter(({ inDoubt, on }) => !inDoubt && on < readOn);
  const nothing = (reason: string): Estimate => ({ meter, value: null, readOn, reason });
  const last = good.at(-1);
  if (last === undefined) return nothing('metering.no_reading');
  if (all.some(({ on, inDoubt }) => on > readOn && !inDoubt)) return nothing('metering.read_later');
  const usual = usualUse(good, good.length, digits);
  if (usual === null) return nothing('metering.no_usual_use');
  const decimals = Math.max(...good.map(({ value }) => new Decimal(value).decimalPlaces()));
  const value = usual
    .times(daysBetween(last.on, readOn))
    .plus(last.value)
    .toDecimalPlaces(decimals, Decimal.ROUND_DOWN);
  const round = digits === null ? null : new Decimal(10).pow(digits);
  return { meter, value: plain(round === null ? value : value.mod(round)), readOn, reason: null };
}

async function save(work: Work, meters: readonly UnreadMeter[], estimates: readonly Estimate[]): Promise<void> {
  const rows = estimates.flatMap(({ value, readOn }, i) =>
    value === null
      ? []
      : [
          {
            tenant_id: work.tenantId,
            id: newId(),
            meter_id: (meters[i] as UnreadMeter).id,
            read_on: readOn,
            value,
            kind: 'ESTIMATED',
            accepted_reason: '',
            note: '',
            archived: false,
            version: 1,
            change_id: work.changeId,
          },
        ],
  );
  await insertRows(work.db, 'meter_reading', rows);
  for (const { id, meter_id: meterId, read_on: readOn, value, kind } of rows) {
    work.audit({ noun: 'MeterReading', rowId: id, action: 'CREATED', after: { meterId, readOn, value, kind } });
  }
}
