/** What a price would change: the bindings that it would hold for, with what a whole period costs now and would cost then. A dry run. */
import { sql } from 'kysely';
import { cycleAt, cyclesDue } from '../catalog/cycles.ts';
import type { Discount } from '../catalog/discounts.ts';
import { priceCharge } from '../catalog/pricing/charge.ts';
import { parseModel } from '../catalog/pricing/parse.ts';
import type { Proration } from '../catalog/proration.ts';
import type { Db } from '../database/orm.ts';
import type { PriceImpact, PriceImpactInput } from '../generated/schema.ts';
import { addDays, type BusinessDate, type Period, parseDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { Decimal, moneyText, plain, ZERO } from '../kernel/money.ts';
import { type Books, read } from '../ledger/books.ts';
import type { BindingFacts } from './price-binding.ts';
import { type ListedVersion, loadTariffs, type Tariff, versionsOf } from './tariffs.ts';

const MOST = 500;
const FOREVER = '9999-12-31';

interface Bound {
  code: string;
  customer: string;
  customer_name: string;
  customer_group: string;
  region: string;
  premise: string | null;
  area: string | null;
  start_date: BusinessDate;
  end_date: BusinessDate | null;
  anchor: BusinessDate;
  quantity_source: BindingFacts['quantitySource'];
  quantity: string | null;
  discount_kind: Discount['kind'] | null;
  discount_value: string | null;
  /** What was charged for in the last cycle that was billed; for meters, usage and counted premises. */
  last_quantity: string | null;
}

/**
 * Prices the first whole cycle from `effectiveFrom` on of each binding that the new price would hold for, at today's prices and
 * with the new one. A metered binding is priced with the quantity of its last billed cycle; a yearly ladder from its foot.
 * @throws Refusal `value.unknown_code`, `value.not_a_date`, `value.dates_reversed`, and what `parseModel` refuses
 */
export async function priceImpact(books: Books, input: PriceImpactInput): Promise<PriceImpact> {
  const proposed = proposedVersion(input);
  const { tariff, bound } = await read(books, async (db) => {
    const tariffs = await loadTariffs(db, books);
    const found = [...tariffs.values()].find(({ code }) => code === input.feeItem);
    if (!found) {
      throw new Refusal('value.unknown_code', `there is no fee item “${input.feeItem.slice(0, 40)}”`, {
        field: 'feeItem',
      });
    }
    return { tariff: found, bound: await loadBound(db, books, found.feeItemId, proposed.period.start) };
  });
  const then: Tariff = { ...tariff, versions: [...withoutTime(tariff.versions, proposed), proposed] };
  const rows = bound.flatMap((binding) => rowOf(binding, tariff, then, proposed, books) ?? []);
  const sum = (field: 'current' | 'proposed') =>
    rows.reduce((total, row) => (row.reason === null ? total.plus(row[field] ?? 0) : total), ZERO);
  const [current, after] = [sum('current'), sum('proposed')];
  const shown = rows.slice(0, Math.min(Math.max(input.first ?? 50, 0), MOST));
  return {
    bindings: shown,
    count: rows.length,
    currency: tariff.currency,
    current: moneyText(current, tariff.currency),
    proposed: moneyText(after, tariff.currency),
    difference: moneyText(after.minus(current), tariff.currency),
    hasMore: shown.length < rows.length,
  };
}

function proposedVersion(input: PriceImpactInput): ListedVersion {
  const start = parseDate(input.effectiveFrom, 'effectiveFrom');
  const end = input.effectiveTo ? parseDate(input.effectiveTo, 'effectiveTo') : null;
  if (end !== null && end <= start) {
    throw new Refusal('value.dates_reversed', `${end} is the first day after the end, so it must lie after ${start}`, {
      field: 'effectiveTo',
    });
  }
  const proration: Proration = input.proration ?? 'ACTUAL_DAYS';
  const { customerGroup, region } = input;
  const list = { customerGroup: customerGroup ?? '', region: region ?? '' };
  return { id: newId(), model: parseModel(input.model), period: { start, end }, proration, ...list };
}

/** The other versions, ended or begun where the proposed one holds in the same list. */
function withoutTime(
  versions: readonly ListedVersion[],
  { period, customerGroup, region }: ListedVersion,
): ListedVersion[] {
  return versions.flatMap((version) => {
    if (version.customerGroup !== customerGroup || version.region !== region) return [version];
    const { start, end } = version.period;
    const left: ListedVersion[] = [];
    if (start < period.start) {
      const before = end !== null && end < period.start ? end : period.start;
      left.push({ ...version, period: { start, end: before } });
    }
    if (period.end !== null && (end === null || end > period.end)) {
      left.push({ ...version, period: { start: start > period.end ? start : period.end, end } });
    }
    return left;
  });
}

type ImpactRow = PriceImpact['bindings'][number];

/** null where the proposed price holds on no day of the period. */
function rowOf(binding: Bound, now: Tariff, then: Tariff, proposed: ListedVersion, books: Books): ImpactRow | null {
  const period = wholeCycle(binding, now, proposed.period.start);
  if (period === null) return null;
  const list = { customerGroup: binding.customer_group, region: binding.region };
  const versions = versionsOf(then, list);
  const holds = versions.some((version) => {
    return (
      version.id === proposed.id && version.period.start < period.end && (version.period.end ?? FOREVER) > period.start
    );
  });
  if (!holds) return null;
  const row = {
    binding: binding.code,
    customer: binding.customer,
    customerName: binding.customer_name,
    premise: binding.premise,
    periodStart: period.start,
    periodEnd: period.end,
  };
  const quantity = quantityOf(binding);
  const price = (of: readonly ListedVersion[]) => amountOf(of, binding, quantity, period, now, books);
  const [before, after] = [price(versionsOf(now, list)), price(versions)];
  const reason = after instanceof Refusal ? after.message : before instanceof Refusal ? before.message : null;
  const text = (amount: Decimal | Refusal) => (amount instanceof Refusal ? null : moneyText(amount, now.currency));
  return {
    ...row,
    quantity: quantity === null ? null : plain(quantity),
    current: text(before),
    proposed: text(after),
    difference:
      before instanceof Refusal || after instanceof Refusal ? null : moneyText(after.minus(before), now.currency),
    reason,
  };
}

/** The first whole cycle that begins on the day or later, while the binding is active. */
function wholeCycle(
  { anchor, start_date: start, end_date: end }: Bound,
  { cycle, effectiveTo }: Tariff,
  day: BusinessDate,
): Period | null {
  const until = [end, effectiveTo].filter((date) => date !== null).toSorted()[0] ?? null;
  const from = start > day ? start : day;
  if (cycle === 'ONE_OFF') {
    const once = cycleAt(anchor, cycle, 0);
    return once.start >= from ? once : null;
  }
  const upTo = addDays(from, 740);
  const due = cyclesDue({ anchor, cycle, timing: 'ARREARS', start: from, end: until, upTo });
  return (
    due.find(({ period, cyclePeriod }) => period.start === cyclePeriod.start && period.end === cyclePeriod.end)
      ?.period ?? null
  );
}

function quantityOf({ quantity_source: source, quantity, area, last_quantity: last }: Bound): Decimal | null {
  const text = source === 'FIXED' ? quantity : source === 'AREA' ? area : last;
  return text === null ? null : new Decimal(text);
}

function amountOf(
  versions: readonly ListedVersion[],
  binding: Bound,
  quantity: Decimal | null,
  period: Period,
  tariff: Tariff,
  books: Books,
): Decimal | Refusal {
  const metered = ['METER', 'USAGE'].includes(binding.quantity_source) && quantity !== null;
  try {
    const { parts } = priceCharge({
      versions,
      period,
      cyclePeriod: period,
      ...(metered ? { usage: { quantity } } : { quantity: quantity ?? undefined }),
      area: binding.area === null ? undefined : new Decimal(binding.area),
      proration: 'ACTUAL_DAYS',
      discount: binding.discount_kind && {
        kind: binding.discount_kind,
        value: new Decimal(binding.discount_value as string),
      },
      taxRate: ZERO,
      currency: tariff.currency,
      rounding: books.tenant.rounding,
    });
    return parts.reduce((sum, { amount }) => sum.plus(amount), ZERO);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

async function loadBound(db: Db, books: Books, feeItemId: string, from: BusinessDate): Promise<Bound[]> {
  const { rows } = await sql<Bound>`
    select b.code, c.code as customer, c.name as customer_name, c.customer_group, c.region, p.code as premise, p.area,
      b.start_date, b.end_date, b.anchor, b.quantity_source, b.quantity, b.discount_kind, b.discount_value,
      case when b.quantity_source not in ('FIXED', 'AREA') then (
        select sum(x.quantity) from charge x
        where x.tenant_id = b.tenant_id and x.binding_id = b.id and x.kind = 'REGULAR' and x.live
        group by x.cycle order by x.cycle desc limit 1) end as last_quantity
    from binding b
    join customer c on c.tenant_id = b.tenant_id and c.id = b.customer_id
    left join premise p on p.tenant_id = b.tenant_id and p.id = b.premise_id
    where b.tenant_id = ${books.tenant.id} and b.fee_item_id = ${feeItemId} and not b.archived
      and (b.end_date is null or b.end_date > ${from}::date)
    order by b.code`.execute(db);
  return rows;
}
