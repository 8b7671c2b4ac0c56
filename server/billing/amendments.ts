/**
 * Changes on days that may be billed already: quantities from a day on, and ends that came early. Which of them a billed
 * cycle knew is told by the change feed: a run prices what stood before its snapshot.
 */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { BusinessDate, Period } from '../kernel/dates.ts';
import { Decimal } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';

/** A quantity from a day on. `feedNo` is Infinity where the change is not committed yet. */
export interface QuantityChange {
  from: BusinessDate;
  quantity: Decimal;
  feedNo: number;
}

/** An end before the end of what was billed, whose unused days are given back. */
export interface Cancellation {
  endsOn: BusinessDate;
  previousEnd: BusinessDate | null;
  feedNo: number;
}

/** A cycle with live charges. */
export interface SettledCycle {
  cycle: number;
  /** Its first charge: corrections name it and its price version. */
  chargeId: string;
  versionId: string;
  corrections: number;
  /** What the last correction left to be given back later; zero or below. */
  carried: Decimal;
  /** The days of that correction. */
  carriedFor: Period | null;
  /** Feed number of the youngest snapshot that one of its charges was priced with. */
  feedNo: number;
}

export interface Amendments {
  /** In order of days. */
  quantities: readonly QuantityChange[];
  cancellation: Cancellation | null;
  /** Billed cycles that some of these changes may touch, in order. */
  settled: readonly SettledCycle[];
}

/** Those of bindings that have any, by binding. Three look-ups by key, whatever the number of bindings. */
export async function loadAmendments(
  db: Db,
  books: Books,
  bindingIds: readonly string[],
): Promise<Map<string, Amendments>> {
  const tenant = books.tenant.id;
  const { rows: quantities } = await sql<{ id: string; from: string; quantity: string; feed_no: string | null }>`
    select q.binding_id as id, q.effective_from as from, q.quantity, f.feed_no from quantity_change q
    left join change_feed f on f.tenant_id = q.tenant_id and f.id = q.change_id
    where q.tenant_id = ${tenant} and q.binding_id = any(${[...bindingIds]}::uuid[]) and not q.archived
    order by q.effective_from`.execute(db);
  const { rows: cancellations } = await sql<{
    id: string;
    ends_on: string;
    previous_end: string | null;
    feed_no: string | null;
  }>`
    select x.binding_id as id, x.ends_on, x.previous_end, f.feed_no from binding_cancellation x
    left join change_feed f on f.tenant_id = x.tenant_id and f.id = x.change_id
    where x.tenant_id = ${tenant} and x.binding_id = any(${[...bindingIds]}::uuid[]) and x.credited`.execute(db);
  const amended = [...new Set([...quantities, ...cancellations].map(({ id }) => id))];
  if (amended.length === 0) return new Map();
  const settled = await loadSettled(db, books, amended);
  const changes = Map.groupBy(quantities, ({ id }) => id);
  const ends = new Map(cancellations.map((row) => [row.id, row]));
  return new Map(
    amended.map((id) => {
      const end = ends.get(id);
      const amendments: Amendments = {
        quantities: (changes.get(id) ?? []).map(({ from, quantity, feed_no: feedNo }) => ({
          from,
          quantity: new Decimal(quantity),
          feedNo: position(feedNo),
        })),
        cancellation: end
          ? { endsOn: end.ends_on, previousEnd: end.previous_end, feedNo: position(end.feed_no) }
          : null,
        settled: settled.get(id) ?? [],
      };
      return [id, amendments];
    }),
  );
}

const position = (feedNo: string | null) => (feedNo === null ? Number.POSITIVE_INFINITY : Number(feedNo));

async function loadSettled(db: Db, books: Books, bindingIds: readonly string[]): Promise<Map<string, SettledCycle[]>> {
  const { rows } = await sql<{
    binding_id: string;
    cycle: number;
    charge_id: string;
    version_id: string;
    corrections: number;
    carried: string | null;
    carried_from: string | null;
    carried_to: string | null;
    feed_no: string;
  }>`
    select c.binding_id, c.cycle, (array_agg(c.id order by c.part) filter (where c.kind = 'REGULAR'))[1] as charge_id,
      (array_agg(c.price_version_id order by c.part) filter (where c.kind = 'REGULAR'))[1] as version_id,
      (array_agg(c.explanation #>> '{correction,held}' order by c.part desc) filter (where c.kind = 'CORRECTION'))[1] as carried,
      (array_agg(c.period_start::text order by c.part desc) filter (where c.kind = 'CORRECTION'))[1] as carried_from,
      (array_agg(c.period_end::text order by c.part desc) filter (where c.kind = 'CORRECTION'))[1] as carried_to,
      count(*) filter (where c.kind = 'CORRECTION')::int as corrections, max(r.feed_position) as feed_no
    from charge c
    join bill b on b.tenant_id = c.tenant_id and b.id = c.bill_id
    join billing_run r on r.tenant_id = b.tenant_id and r.id = b.run_id
    where c.tenant_id = ${books.tenant.id} and c.binding_id = any(${[...bindingIds]}::uuid[]) and c.live
    group by c.binding_id, c.cycle having bool_or(c.kind = 'REGULAR') order by c.cycle`.execute(db);
  return Map.groupBy(
    rows.map((row) => ({
      bindingId: row.binding_id,
      cycle: row.cycle,
      chargeId: row.charge_id,
      versionId: row.version_id,
      corrections: row.corrections,
      carried: new Decimal(row.carried ?? 0),
      carriedFor: row.carried_from === null ? null : { start: row.carried_from, end: row.carried_to as string },
      feedNo: Number(row.feed_no),
    })),
    ({ bindingId }) => bindingId,
  );
}

/** What is bound at a moment of the change feed: pricing then used these. */
export function knownAt<B extends { end: BusinessDate | null; amendments: Amendments | null }>(
  binding: B,
  feedNo: number,
): B {
  const { amendments } = binding;
  if (amendments === null) return binding;
  const { cancellation } = amendments;
  const unknown = cancellation !== null && cancellation.feedNo > feedNo;
  return {
    ...binding,
    end: unknown ? cancellation.previousEnd : binding.end,
    amendments: { ...amendments, quantities: amendments.quantities.filter((change) => change.feedNo <= feedNo) },
  };
}
