/**
 * What usage events say for the cycles that are due, and what they say now for cycles that are billed already: an event
 * that came late is settled by the next charge, as a correcting quantity. An event is never changed, so what a charge
 * counted can always be compared with what its period counts today.
 */
import { sql } from 'kysely';
import type { MeteredUsage } from '../catalog/pricing/charge.ts';
import type { Db } from '../database/orm.ts';
import type { BusinessDate, Period } from '../kernel/dates.ts';
import { Decimal, plain } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { type MetricFacts, type UsageQuestion, usageOf } from '../metering/usage.ts';
import type { DueBinding } from './load-history.ts';
import type { BindingFacts } from './price-binding.ts';

/** Usage of a period as an explanation keeps it. */
interface CountedPeriod {
  from: BusinessDate;
  until: BusinessDate;
  /** Decimal string. */
  quantity: string;
  events: number;
}

/** A billed period to which events came late. */
interface LatePeriod extends CountedPeriod {
  /** What was billed for it. */
  billed: string;
}

/** How a charge's explanation names its usage. The charged quantity is `quantity` and what `late` adds. */
export interface UsageExplanation extends CountedPeriod {
  metric: string;
  aggregation: string;
  late?: LatePeriod[];
}

/** Usage of one binding. */
export class UsageBook {
  readonly #metric: MetricFacts;
  readonly #counted: ReadonlyMap<BusinessDate, CountedPeriod>;
  #late: LatePeriod[];

  constructor(metric: MetricFacts, counted: readonly CountedPeriod[], late: LatePeriod[]) {
    this.#metric = metric;
    this.#counted = new Map(counted.map((period) => [period.from, period]));
    this.#late = late;
  }

  /** Usage of a due period, with what came late. Tell with `settle` once it is charged. */
  usageIn(period: Period): { usage: MeteredUsage; explanation: UsageExplanation } {
    const counted = this.#counted.get(period.start) as CountedPeriod;
    const { code: metric, aggregation } = this.#metric;
    const explanation: UsageExplanation = { metric, aggregation, ...counted };
    if (this.#late.length > 0) explanation.late = this.#late;
    return { usage: { quantity: chargedQuantity(explanation) }, explanation };
  }

  /** What came late is charged now. */
  settle(): void {
    this.#late = [];
  }
}

function chargedQuantity({ quantity, late = [] }: UsageExplanation): Decimal {
  return late.reduce((sum, period) => sum.plus(period.quantity).minus(period.billed), new Decimal(quantity));
}

/** Whether a binding's due cycles are priced by usage events. */
export const countsUsage = (binding: BindingFacts): boolean => binding.quantitySource === 'USAGE';

/** The books of those due bindings that count usage, by binding. */
export async function loadUsageBooks(
  db: Db,
  books: Books,
  due: readonly DueBinding[],
): Promise<Map<string, UsageBook>> {
  const counting = due.filter(({ binding, tariff }) => countsUsage(binding) && tariff.measured && binding.metric);
  if (counting.length === 0) return new Map();
  const billed = await billedPeriods(db, books, counting);
  const questions = counting.flatMap(({ binding, due: cycles }) => [
    ...cycles.map(({ period }) => questionOf(binding, period)),
    ...(billed.get(binding.id) ?? []).map(({ from, until }) => questionOf(binding, { start: from, end: until })),
  ]);
  const counted = Map.groupBy(await usageOf(db, books, questions), ({ bindingId }) => bindingId);
  return new Map(
    counting.map(({ binding }) => {
      const periods = (counted.get(binding.id) ?? []).map(({ start, end, quantity, events }) => ({
        from: start,
        until: end,
        quantity: plain(quantity),
        events,
      }));
      return [
        binding.id,
        new UsageBook(binding.metric as MetricFacts, periods, lateOf(billed.get(binding.id), periods)),
      ];
    }),
  );
}

function questionOf({ id, customerId, meterId, metric }: BindingFacts, period: Period): UsageQuestion {
  const subjects = meterId === null ? [id, customerId] : [id, customerId, meterId];
  return { bindingId: id, subjects, metric: metric as MetricFacts, period };
}

function lateOf(billed: readonly CountedPeriod[] = [], now: readonly CountedPeriod[]): LatePeriod[] {
  const byStart = new Map(now.map((period) => [period.from, period]));
  return billed.flatMap((period) => {
    const today = byStart.get(period.from);
    if (!today || new Decimal(today.quantity).eq(period.quantity)) return [];
    return [{ ...today, billed: period.quantity }];
  });
}

/** What live charges counted for each period, with what later charges settled of it. */
async function billedPeriods(
  db: Db,
  books: Books,
  counting: readonly DueBinding[],
): Promise<Map<string, CountedPeriod[]>> {
  const { rows } = await sql<{ binding_id: string; usage: UsageExplanation }>`
    select distinct on (binding_id, cycle) binding_id, explanation -> 'usage' as usage from charge
    where tenant_id = ${books.tenant.id} and live and kind = 'REGULAR'
      and binding_id = any(${counting.map(({ binding }) => binding.id)}::uuid[]) and explanation ? 'usage'
    order by binding_id, cycle, part`.execute(db);
  const periods = new Map<string, Map<BusinessDate, CountedPeriod>>();
  for (const { binding_id: bindingId, usage } of rows) {
    const { from, until, quantity, events, late = [] } = usage;
    const known = periods.get(bindingId) ?? new Map<BusinessDate, CountedPeriod>();
    periods.set(bindingId, known);
    for (const period of [{ from, until, quantity, events }, ...late]) known.set(period.from, period);
  }
  return new Map([...periods].map(([id, known]) => [id, [...known.values()]]));
}

/** Yearly sums of a binding are not kept for usage: said, instead of starting each cycle at the ladder's foot. */
export const YEARLY_USAGE =
  'a yearly ladder climbs by meter readings; price usage events by PERIOD or MONTH, or read a meter';
