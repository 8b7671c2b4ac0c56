/**
 * The KPIs of collection, each defined here and nowhere else. All are amounts in one currency, tax included, and sums of
 * the additive facts in `rollup` + `rollup_delta`, which posting and allocating write; nothing is stored per day.
 *
 * For the charges whose **due date** lies in a month, as of a day (facts with a later posting date do not count yet):
 *
 * - **Due** (应收) = Σ DUE. Source: posted charges, less reversals; without the categories DEPOSIT and PENALTY. Unit: money.
 * - **Collected** (已收) = Σ COLLECTED. Source: allocations to exactly these charges, less undone ones. A prepayment
 *   counts once it is allocated. Unit: money.
 * - **Open** (未收) = Due − Collected. Unit: money.
 * - **Overdue** (逾期) = Σ (DUE − COLLECTED) of the charges whose due date is before the day. Read it beside Open: in a
 *   month that is past, both are equal. Unit: money.
 * - **Collection rate** (当期收缴率) = Collected ÷ Due, rounded half up to 4 decimals; nothing where Due is zero. It says
 *   how much of a month's bills came in, whenever it came in; for arrears of earlier months look at those months' rows.
 *   Unit: a fraction, 1 = 100 %.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { addMonths, type BusinessDate, monthPeriod, monthStart, parseDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { Decimal, moneyText, ZERO } from '../kernel/money.ts';
import { type Books, read } from '../ledger/books.ts';

/** Which KPIs. */
export interface KpiRequest {
  /** First and last month of due dates, `YYYY-MM`. */
  fromMonth: string;
  toMonth: string;
  /** Counted up to and with this day; default today. */
  asOf?: BusinessDate | null;
  by?: 'MONTH' | 'FEE_ITEM' | null;
  /** Code of a community: only charges of its premises. */
  community?: string | null;
}

/** A row: a month as a whole (`feeItem` null), or one fee item in it. */
export interface Kpi {
  month: string;
  feeItem: string | null;
  nameZh: string | null;
  nameEn: string | null;
  currency: string;
  due: string;
  collected: string;
  open: string;
  overdue: string;
  /** 4 decimals; null where nothing was due. */
  collectionRate: string | null;
}

const MONTHS_AT_MOST = 60;

interface FactRow {
  month: string;
  fee_item: string | null;
  name_zh: string | null;
  name_en: string | null;
  currency: string;
  due: string;
  collected: string;
  overdue: string;
}

/**
 * KPIs by month, or by month and fee item, in that order. By month, every month of the range has a row in the tenant's
 * currency, so that a chart has no holes; other currencies have rows of their own where there is something.
 * @throws Refusal `value.not_a_month`, `value.not_a_date`, `reports.months_reversed`, `reports.too_many_months`,
 *   `reports.community_unknown`
 */
export function kpis(books: Books, request: KpiRequest): Promise<Kpi[]> {
  return read(books, (db) => kpisIn(db, books, request));
}

/** The same within a snapshot that is open already. */
export async function kpisIn(db: Db, books: Books, request: KpiRequest): Promise<Kpi[]> {
  const { from, to } = rangeOf(request);
  const asOf = request.asOf ? parseDate(request.asOf, 'asOf') : books.today;
  const community = request.community ? await communityId(db, books, request.community) : null;
  const byFeeItem = request.by === 'FEE_ITEM';
  const rows = await sumFacts(db, books, { from, to, asOf, community, byFeeItem });
  const found = rows.map(kpiOf);
  return byFeeItem ? found : withEveryMonth(found, from, to, books.tenant.currency);
}

function rangeOf({ fromMonth, toMonth }: KpiRequest): { from: BusinessDate; to: BusinessDate } {
  const from = monthPeriod(fromMonth, 'fromMonth').start;
  const to = monthPeriod(toMonth, 'toMonth').end;
  if (from >= to) {
    throw new Refusal('reports.months_reversed', `${fromMonth} is after ${toMonth}; swap them`, { field: 'fromMonth' });
  }
  if (addMonths(from, MONTHS_AT_MOST) < to) {
    throw new Refusal('reports.too_many_months', `at most ${MONTHS_AT_MOST} months can be asked for at once`, {
      field: 'toMonth',
    });
  }
  return { from, to };
}

async function communityId(db: Db, books: Books, code: string): Promise<string> {
  const premises = db.selectFrom('premise').select('id').where('tenant_id', '=', books.tenant.id);
  const row = await premises.where('code', '=', code).where('kind', '=', 'COMMUNITY').executeTakeFirst();
  if (row) return row.id;
  throw new Refusal('reports.community_unknown', `there is no community with the code “${code.slice(0, 40)}”`, {
    field: 'community',
  });
}

interface Slice {
  from: BusinessDate;
  to: BusinessDate;
  asOf: BusinessDate;
  community: string | null;
  byFeeItem: boolean;
}

async function sumFacts(db: Db, books: Books, slice: Slice): Promise<FactRow[]> {
  const feeItem = slice.byFeeItem ? sql`x.fee_item_id` : sql`null::uuid`;
  const { rows } = await sql<FactRow>`
    with facts as (${rollupFacts(books, { ...slice, by: 'due_date' })}),
    sums as (
      select to_char(x.due_date, 'YYYY-MM') as month, ${feeItem} as fee_item_id, x.currency, ${measuresAsOf(slice.asOf)}
      from facts x group by 1, 2, 3
    )
    select s.month, f.code as fee_item, f.name_zh, f.name_en, s.currency, s.due, s.collected, s.overdue
    from sums s left join fee_item f on f.tenant_id = ${books.tenant.id} and f.id = s.fee_item_id
    order by s.month, s.currency, f.code`.execute(db);
  return rows;
}

/** Which facts: those whose date lies in a period, as of a day (null: whatever their posting date), of a community. */
export interface FactRange {
  by: 'due_date' | 'posting_date';
  from: BusinessDate;
  to: BusinessDate;
  asOf: BusinessDate | null;
  community: string | null;
}

/** Facts of both tables, which are read in one snapshot, so folding in between counts nothing twice. */
export function rollupFacts(books: Books, { by, from, to, asOf, community }: FactRange): RawBuilder<unknown> {
  const of = (table: 'rollup' | 'rollup_delta') => sql`
    select measure, due_date, posting_date, fee_item_id, community_id, currency, amount from ${sql.table(table)}
    where tenant_id = ${books.tenant.id} and ${sql.ref(by)} >= ${from}::date and ${sql.ref(by)} < ${to}::date
      and ${asOf ? sql`posting_date <= ${asOf}::date` : sql`true`}
      and ${community ? sql`community_id = ${community}::uuid` : sql`true`}`;
  return sql`${of('rollup')} union all ${of('rollup_delta')}`;
}

/** The three sums of facts `x` that every KPI is made of: `due`, `collected`, `overdue`. */
export const measuresAsOf = (asOf: BusinessDate): RawBuilder<unknown> => sql`
  coalesce(sum(x.amount) filter (where x.measure = 'DUE'), 0) as due,
  coalesce(sum(x.amount) filter (where x.measure = 'COLLECTED'), 0) as collected,
  coalesce(sum(case x.measure when 'DUE' then x.amount else -x.amount end)
    filter (where x.due_date < ${asOf}::date), 0) as overdue`;

/** The KPIs of sums in one currency. */
export function kpiFigures(
  sums: { due: string; collected: string; overdue: string },
  currency: string,
): Pick<Kpi, 'due' | 'collected' | 'open' | 'overdue' | 'collectionRate'> {
  const due = new Decimal(sums.due);
  const collected = new Decimal(sums.collected);
  const money = (value: Decimal) => moneyText(value, currency);
  return {
    due: money(due),
    collected: money(collected),
    open: money(due.minus(collected)),
    overdue: money(new Decimal(sums.overdue)),
    collectionRate: due.isZero() ? null : collected.div(due).toFixed(4, Decimal.ROUND_HALF_UP),
  };
}

function kpiOf(row: FactRow): Kpi {
  return {
    month: row.month,
    feeItem: row.fee_item,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    currency: row.currency,
    ...kpiFigures(row, row.currency),
  };
}

function withEveryMonth(found: readonly Kpi[], from: BusinessDate, to: BusinessDate, currency: string): Kpi[] {
  const zero = moneyText(ZERO, currency);
  const rows: Kpi[] = [];
  for (let start = monthStart(from); start < to; start = addMonths(start, 1)) {
    const month = start.slice(0, 7);
    const own = found.filter((row) => row.month === month);
    if (!own.some((row) => row.currency === currency)) {
      const nothing = { due: zero, collected: zero, open: zero, overdue: zero, collectionRate: null };
      rows.push({ month, feeItem: null, nameZh: null, nameEn: null, currency, ...nothing });
    }
    rows.push(...own);
  }
  return rows;
}
