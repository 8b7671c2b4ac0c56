/** What events come to in a period: set-based, one statement for all bindings of a page. */
import { sql } from 'kysely';
import type { Aggregation } from '../customers/entities.ts';
import type { Db } from '../database/orm.ts';
import type { BusinessDate, Period } from '../kernel/dates.ts';
import { Decimal } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';

/** How a binding's usage is counted. */
export interface MetricFacts {
  id: string;
  code: string;
  aggregation: Aggregation;
  property: string;
}

/** A period of a binding whose usage is asked for. */
export interface UsageQuestion {
  bindingId: string;
  /** Ids under which its events are kept: its own, its customer's, its meter's. */
  subjects: readonly string[];
  metric: MetricFacts;
  period: Period;
}

/** Usage of a period. */
export interface Usage {
  bindingId: string;
  start: BusinessDate;
  end: BusinessDate;
  quantity: Decimal;
  /** Events that lie in the period. */
  events: number;
}

/** Decimals of a quantity that is weighted by time. */
const WEIGHTED_DECIMALS = 6;

/**
 * Counts usage. Without events SUM, COUNT, MAX, LATEST and UNIQUE_COUNT are zero. WEIGHTED_SUM takes each quantity as a
 * change of a level (seats, gigabytes kept) that lasts until the next one, over the ends of periods too, and gives the
 * level's average over the period.
 */
export async function usageOf(db: Db, books: Books, questions: readonly UsageQuestion[]): Promise<Usage[]> {
  if (questions.length === 0) return [];
  const asked = questions.map(({ bindingId, subjects, metric, period }) => ({
    binding_id: bindingId,
    subjects,
    metric_id: metric.id,
    aggregation: metric.aggregation,
    property: metric.property,
    start: period.start,
    end: period.end,
  }));
  const zone = books.tenant.timeZone;
  const { rows } = await sql<{ binding_id: string; start: string; end: string; quantity: string; events: number }>`
    select w.binding_id, w.start, w."end", u.quantity, u.events
    from (
      select x.*, x.start::timestamp at time zone ${zone} as start_at, x."end"::timestamp at time zone ${zone} as end_at,
        case when x.aggregation = 'WEIGHTED_SUM' then '0001-01-01' else x.start end as since
      from json_to_recordset(${JSON.stringify(asked)}::json) as x(binding_id uuid, subjects uuid[], metric_id uuid, aggregation text,
        property text, start date, "end" date)) w
    cross join lateral (
      select (count(*) filter (where e.used_on >= w.start))::int as events,
        trim_scale(case w.aggregation
          when 'COUNT' then count(*)
          when 'MAX' then coalesce(max(e.quantity), 0)
          when 'LATEST' then coalesce((array_agg(e.quantity order by e.at desc, e.id desc) filter (where w.aggregation = 'LATEST'))[1], 0)
          when 'UNIQUE_COUNT' then count(distinct e.properties ->> w.property) filter (where w.aggregation = 'UNIQUE_COUNT')
          when 'WEIGHTED_SUM' then round(coalesce(sum(e.quantity * extract(epoch from w.end_at - greatest(e.at, w.start_at)))
            filter (where w.aggregation = 'WEIGHTED_SUM'), 0) / extract(epoch from w.end_at - w.start_at), ${WEIGHTED_DECIMALS}::int)
          else coalesce(sum(e.quantity), 0) end) as quantity
      from usage_event e
      where e.tenant_id = ${books.tenant.id} and e.subject_id = any(w.subjects) and e.metric_id = w.metric_id
        and e.used_on >= w.since and e.used_on < w."end") u`.execute(db);
  return rows.map(({ binding_id: bindingId, start, end, quantity, events }) => ({
    bindingId,
    start,
    end,
    quantity: new Decimal(quantity),
    events,
  }));
}
