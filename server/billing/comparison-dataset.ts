/** A run beside the cycles before, a row for each cycle of a customer's binding; behind them what is gone. */
import { sql } from 'kysely';
import { type CycleUnit, cycleAt, type Timing } from '../catalog/cycles.ts';
import type { Db } from '../database/orm.ts';
import { addMonths, type BusinessDate, daysBetween } from '../kernel/dates.ts';
import { namedId, parseId } from '../kernel/ids.ts';
import { Decimal, moneyText, plain } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import {
  changedSince,
  type DatasetRow,
  decodeCursor,
  encodeCursor,
  type PageRequest,
  type ReadOnlyDataset,
  type RowPage,
  refuseUnknownFilters,
} from '../ledger/dataset.ts';
import { type Compared, type ComparedCycle, type ComparedPart, compareCycles, cycleOf } from './comparison.ts';
import { textOf } from './dataset-filters.ts';
import type { RunScope } from './entities.ts';
import { inScope } from './run-scope.ts';

/** A change of more than half is worth a look; months of water differ by a third. */
export const USUAL_JUMP = 50;

/** So many lines before a page are read again, for cycles of one binding that a run catches up on. */
const CONTEXT_LINES = 40;

interface RunFacts {
  id: string;
  scope: RunScope;
  period_start: string;
  period_end: string;
}

/** Names by which people know a binding. */
interface Names {
  customer: string;
  customer_name: string;
  premise: string | null;
  binding: string;
  fee_item: string;
  fee_item_name: string;
  currency: string;
}

interface PartRow {
  customer_id: string;
  binding_id: string;
  cycle: number;
  period_start: string;
  period_end: string;
  quantity: string | null;
  unit_price: string | null;
  gross: string | null;
  discount: string | null;
  amount: string | null;
  version_id: string | null;
}

type LineRow = Names & PartRow & { seq: number };

const PART = sql`x.customer_id, x.binding_id, x.cycle, x.period_start, x.period_end, x.quantity, x.unit_price, x.gross,
  x.discount, x.amount, x.price_version_id as version_id`;

export const runComparison: ReadOnlyDataset = {
  name: 'RUN_COMPARISON',
  async page(db, books, request) {
    refuseUnknownFilters(request.filter, ['runId', 'change']);
    const run = await runOf(db, books, request);
    if (run === null) return { rows: [], endCursor: null, hasMore: false };
    const [place, key] = request.after ? decodeCursor(request.after, 2) : ['LINES', '0'];
    const page =
      place === 'LINES'
        ? await linesPage(db, books, run, Number(key), request.first)
        : await gonePage(db, books, run, key ?? '', request.first);
    const change = textOf(request.filter, 'change');
    return change === null ? page : { ...page, rows: page.rows.filter(({ cells }) => cells['change'] === change) };
  },
};

async function runOf(db: Db, books: Books, { filter, sinceFeedNo }: PageRequest): Promise<RunFacts | null> {
  const id = textOf(filter, 'runId');
  if (id === null) return null;
  const { rows } = await sql<RunFacts>`select r.id, r.scope, r.period_start, r.period_end from billing_run r
    where r.tenant_id = ${books.tenant.id} and r.id = ${parseId(id, 'runId')}
      and ${sinceFeedNo === null ? sql`true` : changedSince(books, sql.ref('r.change_id'), sinceFeedNo)}`.execute(db);
  return rows[0] ?? null;
}

const keyOf = (row: PartRow, cycle = row.cycle) => `${row.customer_id} ${row.binding_id} ${cycle}`;

async function linesPage(db: Db, books: Books, run: RunFacts, after: number, first: number): Promise<RowPage> {
  const { rows: lines } = await sql<LineRow>`
    select x.seq, ${PART}, c.code as customer, c.name as customer_name, p.code as premise, b.code as binding,
      f.code as fee_item, f.name_zh as fee_item_name, x.currency
    from (select * from billing_run_line where tenant_id = ${books.tenant.id} and run_id = ${run.id}
      and seq > ${Math.max(0, after - CONTEXT_LINES)} and kind = 'REGULAR' order by seq limit ${first + CONTEXT_LINES}) x
    join customer c on c.tenant_id = x.tenant_id and c.id = x.customer_id
    join binding b on b.tenant_id = x.tenant_id and b.id = x.binding_id
    join fee_item f on f.tenant_id = x.tenant_id and f.id = x.fee_item_id
    left join premise p on p.tenant_id = x.tenant_id and p.id = x.premise_id
    order by x.seq`.execute(db);
  const groups = [...Map.groupBy(lines, (row) => keyOf(row)).values()];
  // The last cycle may go on beyond what was read.
  const cut = lines.length === first + CONTEXT_LINES && groups.length > 1;
  const whole = (cut ? groups.slice(0, -1) : groups).filter((group) => (group[0]?.seq ?? 0) > after);
  const billed = await billedBefore(db, books, lines);
  const here = new Map(groups.map((group) => [keyOf(group[0] as LineRow), partsOf(group)]));
  const shown = whole.slice(0, first);
  const rows = shown.map((group) => {
    const [line] = group as [LineRow];
    const parts = partsOf(group);
    const key = keyOf(line, line.cycle - 1);
    const before = billed.get(key) ?? here.get(key) ?? [];
    return comparedRow(run, line, spanOf(group), parts && cycleOf(parts), before.length > 0 ? cycleOf(before) : null);
  });
  const end = shown.at(-1)?.at(-1)?.seq;
  const more = cut || whole.length > shown.length;
  const endCursor = more && end !== undefined ? encodeCursor(['LINES', String(end)]) : encodeCursor(['GONE', '']);
  return { rows, endCursor, hasMore: true };
}

const spanOf = (group: readonly PartRow[]) => ({
  start: group[0]?.period_start ?? '',
  end: group.at(-1)?.period_end ?? '',
});

/** null where one of the parts is not billed. */
function partsOf(group: readonly PartRow[]): ComparedPart[] | null {
  if (group.some(({ amount }) => amount === null)) return null;
  return group.map((row) => ({
    quantity: new Decimal(row.quantity ?? 0),
    unitPrice: row.unit_price === null ? null : new Decimal(row.unit_price),
    gross: new Decimal(row.gross ?? 0),
    discount: new Decimal(row.discount ?? 0),
    amount: new Decimal(row.amount ?? 0),
    versionId: row.version_id,
    days: daysBetween(row.period_start, row.period_end),
  }));
}

/** What the cycles before were charged with, by customer, binding and cycle. */
async function billedBefore(db: Db, books: Books, lines: readonly PartRow[]): Promise<Map<string, ComparedPart[]>> {
  const bindings = [...new Set(lines.map((line) => line.binding_id))];
  const cycles = [...new Set(lines.map((line) => line.cycle - 1))];
  const { rows } = await sql<PartRow>`
    select ${PART} from charge x
    where x.tenant_id = ${books.tenant.id} and x.kind = 'REGULAR' and x.live
      and x.binding_id = any(${bindings}::uuid[]) and x.cycle = any(${cycles}::int[]) order by x.part`.execute(db);
  const groups = Map.groupBy(rows, (row) => keyOf(row));
  return new Map([...groups].map(([key, group]) => [key, partsOf(group) ?? []]));
}

type GoneRow = Names & { id: string; anchor: string; unit: CycleUnit; timing: Timing; cycle: number; ends: string };

/** Bindings whose last charge was of the cycle before, and of which the run charges nothing. */
async function gonePage(db: Db, books: Books, run: RunFacts, after: string, first: number): Promise<RowPage> {
  const { rows: found } = await sql<GoneRow>`
    select b.id, b.anchor, f.cycle as unit, f.timing, last.cycle, last.ends, c.code as customer, c.name as customer_name,
      p.code as premise, b.code as binding, f.code as fee_item, f.name_zh as fee_item_name, f.currency
    from binding b
    join fee_item f on f.tenant_id = b.tenant_id and f.id = b.fee_item_id and f.cycle <> 'ONE_OFF'
    join customer c on c.tenant_id = b.tenant_id and c.id = b.customer_id
    left join premise p on p.tenant_id = b.tenant_id and p.id = b.premise_id
    join lateral (
      select max(x.cycle) as cycle, max(x.period_end) as ends from charge x
      where x.tenant_id = b.tenant_id and x.binding_id = b.id and x.kind = 'REGULAR' and x.live) last
      on last.ends > ${addMonths(run.period_start, -12)}::date
    where b.tenant_id = ${books.tenant.id} and b.code > ${after} and b.start_date < ${run.period_end}::date
      and ${inScope(run.scope)} and not exists (select 1 from billing_run_line l
        where l.tenant_id = b.tenant_id and l.run_id = ${run.id} and l.binding_id = b.id)
    order by b.code limit ${first + 1}`.execute(db);
  const page = found.slice(0, first);
  const gone = page.filter((row) => isDue(row, run.period_end));
  const before = await lastCharges(db, books, gone);
  return {
    rows: gone.map((row) => {
      const parts = before.get(`${row.id} ${row.cycle}`) ?? [];
      const next = cycleAt(row.anchor, row.unit, row.cycle + 1);
      return comparedRow(run, { ...row, binding_id: row.id }, next, null, cycleOf(parts), true);
    }),
    endCursor: encodeCursor(['GONE', page.at(-1)?.binding ?? after]),
    hasMore: found.length > first,
  };
}

/** Whether the cycle after the last one would be due in the run. */
function isDue({ anchor, unit, timing, cycle }: GoneRow, upTo: BusinessDate): boolean {
  const next = cycleAt(anchor, unit, cycle + 1);
  return timing === 'ADVANCE' ? next.start < upTo : next.end <= upTo;
}

async function lastCharges(db: Db, books: Books, gone: readonly GoneRow[]): Promise<Map<string, ComparedPart[]>> {
  const wanted = gone.map(({ id, cycle }) => ({ customer_id: '', binding_id: id, cycle: cycle + 1 }) as PartRow);
  const charges = await billedBefore(db, books, wanted);
  const all = new Map<string, ComparedPart[]>();
  for (const [key, parts] of charges) {
    const place = key.slice(key.indexOf(' ') + 1);
    all.set(place, [...(all.get(place) ?? []), ...parts]);
  }
  return all;
}

function comparedRow(
  run: RunFacts,
  names: Names & { binding_id: string },
  span: { start: BusinessDate; end: BusinessDate },
  now: ComparedCycle | null,
  before: ComparedCycle | null,
  gone = false,
): DatasetRow {
  const money = (value: Decimal | undefined) => (value ? moneyText(value, names.currency) : null);
  const compared = now === null && !gone ? null : compareCycles(now, before, USUAL_JUMP);
  return {
    id: namedId(`comparison ${run.id} ${names.customer} ${names.binding_id} ${span.start}`),
    version: 0,
    archived: false,
    cells: {
      customer: names.customer,
      customerName: names.customer_name,
      premise: names.premise,
      binding: names.binding,
      feeItem: names.fee_item,
      feeItemName: names.fee_item_name,
      periodStart: span.start,
      periodEnd: span.end,
      change: compared?.change ?? 'NOT_BILLED',
      amount: money(now?.amount),
      previousAmount: money(before?.amount),
      difference: money(compared?.difference),
      percent: percentOf(compared, before),
      causes: compared && compared.causes.length > 0 ? compared.causes.join(', ') : null,
      warning: compared?.warning ?? null,
      quantity: now && plain(now.quantity),
      previousQuantity: before && plain(before.quantity),
      unitPrice: now?.unitPrice ? plain(now.unitPrice) : null,
      previousUnitPrice: before?.unitPrice ? plain(before.unitPrice) : null,
      discount: money(now?.discount),
      previousDiscount: money(before?.discount),
    },
  };
}

/** The difference in per cent of what it was, to one decimal. */
function percentOf(compared: Compared | null, before: ComparedCycle | null): string | null {
  if (compared === null || before === null || before.amount.isZero()) return null;
  return plain(compared.difference.div(before.amount).times(100).toDecimalPlaces(1));
}
