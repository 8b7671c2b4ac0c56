/** Maps the parameters of each source to this product's price models. */
import { cycleAt, cyclesDue } from '../../server/catalog/cycles.ts';
import { priceCharge } from '../../server/catalog/pricing/charge.ts';
import { modelOn } from '../../server/catalog/pricing/dated.ts';
import { recompute } from '../../server/catalog/pricing/explanation.ts';
import { parseModel } from '../../server/catalog/pricing/parse.ts';
import { price } from '../../server/catalog/pricing/price.ts';
import { type Proration, shareOfCycle } from '../../server/catalog/proration.ts';
import { addDays, addMonths, type Period } from '../../server/kernel/dates.ts';
import { Decimal, ZERO } from '../../server/kernel/money.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- each source has its own shape
type Parameters = any;

export interface GoldenCase {
  id: string;
  kind: string;
  parameters: Parameters;
  quantity: string;
  expected: string;
  currency: string;
}

/** Kinds that no model expresses yet, with the reason: none. */
export const NOT_YET: Record<string, string> = {};

type Mapping = (golden: GoldenCase) => Decimal;

const MAPPINGS: Record<string, Mapping> = {
  graduated: (g) => exact(g, { model: 'GRADUATED', tiers: tiers(g.parameters.ranges) }),
  volume: volume,
  per_unit: (g) => {
    const model = { model: 'PER_UNIT', unitPrice: g.parameters.amount };
    return g.currency === '' ? exact(g, model) : rounded(g, model);
  },
  package: ({ parameters: { amount, package_size, free_units }, ...g }) =>
    exact(
      { ...g, parameters: null },
      { model: 'PACKAGE', packageSize: package_size, packagePrice: amount, freeUnits: free_units },
    ),
  volume_package: (g) =>
    exact(g, {
      model: 'PACKAGE',
      packageSize: g.parameters.tier1_package_size,
      packagePrice: g.parameters.tier1_package_price,
    }),
  percentage: percentage,
  percentage_min_max: percentage,
  graduated_percentage: (g) =>
    exact(g, {
      model: 'GRADUATED_PERCENTAGE',
      tiers: g.parameters.ranges.map((r: Parameters) => ({ upTo: r.to, rate: r.rate, flatFee: r.flat })),
    }),
  prorated_graduated: proratedGraduated,
  tiered_block_all_tiers: (g) => exact(g, { model: 'GRADUATED', tiers: blocks(g.parameters.blocks) }),
  tiered_block_top_tier: (g) => exact(g, { model: 'VOLUME', tiers: blocks(g.parameters.blocks) }),
  proration_ratio: prorationRatio,
  proration_amount: prorationAmount,
  proration_credit: prorationCredit,
  billing_cycles: billingCycles,
  cn_tiered_water: yearly,
  cn_tiered_electricity: yearly,
  cn_tiered_seasonal: seasonal,
  cn_tou: (g) => {
    const quantity = JSON.parse(g.quantity) as Record<string, number>;
    const bands = Object.fromEntries(Object.entries(quantity).map(([band, value]) => [band, new Decimal(value)]));
    const model = parseModel({ model: 'TIME_OF_USE', bands: g.parameters });
    return price(model, { bands, currency: g.currency }).amount;
  },
};

/** The amount of a case by our models. @throws for a kind that nobody has mapped */
export function mapped(golden: GoldenCase): Decimal {
  const mapping = MAPPINGS[golden.kind];
  if (mapping === undefined) throw new Error(`no mapping for ${golden.kind}; add one, or a reason to NOT_YET`);
  return mapping(golden);
}

function priced({ quantity, currency }: GoldenCase, json: object, more: object = {}) {
  const answer = price(parseModel(json), { quantity: new Decimal(quantity), currency: currency || 'USD', ...more });
  if (!recompute(answer.explanation).eq(answer.amount)) throw new Error('the explanation leads to another amount');
  return answer;
}

const exact = (golden: GoldenCase, json: object): Decimal => priced(golden, json).exact;
const rounded = (golden: GoldenCase, json: object): Decimal => priced(golden, json).amount;

/** `to` is our inclusive bound; a `from` of one more than the last `to` says the same. */
function tiers(ranges: Parameters[]): object[] {
  return ranges.map(({ to, unit, flat = '0' }) => ({ upTo: to, unitPrice: unit, flatFee: flat }));
}

/** Blocks of a size, so many of them: a bound of size × number above the tier before; −1 is without bound. */
function blocks(list: Parameters[]): object[] {
  let bound = 0;
  return list.map(({ size, max_blocks, price: each }) => {
    bound += size * max_blocks;
    return { upTo: max_blocks === -1 ? null : bound, unitPrice: each, ...(size === 1 ? {} : { packageSize: size }) };
  });
}

function volume(golden: GoldenCase): Decimal {
  const { ranges, tier3_unit } = golden.parameters;
  // One source states only the tier that its quantity reaches.
  const list = ranges === undefined ? [{ upTo: null, unitPrice: tier3_unit }] : tiers(ranges);
  return exact(golden, { model: 'VOLUME', tiers: list });
}

function percentage(golden: GoldenCase): Decimal {
  const p = golden.parameters;
  const model = {
    model: 'PERCENTAGE',
    rate: p.rate,
    fixedFee: p.fixed_amount,
    freeEvents: p.free_units_per_events ?? p.free_events,
    freeAmount: p.free_units_per_total_aggregation,
    minPerEvent: p.per_transaction_min,
    maxPerEvent: p.per_transaction_max,
  };
  return priced(golden, model, { events: eventsOf(golden) }).exact;
}

/** Amounts as given; or the differences of running totals, what is left of the quantity being the last event. */
function eventsOf({ parameters, quantity }: GoldenCase): Decimal[] | undefined {
  if (parameters.event_amounts) return parameters.event_amounts.map((amount: number) => new Decimal(amount));
  if (!parameters.event_running_total) return undefined;
  const totals = [0, ...parameters.event_running_total, Number(quantity)];
  return totals.slice(1).map((total, i) => new Decimal(total).minus(totals[i] as number));
}

/** Each event changes the quantity for the part of the period that its prorated value says: prorated ÷ event. */
function proratedGraduated({ parameters: p, currency }: GoldenCase): Decimal {
  const changes = (p.events as number[]).map((event, i) => ({
    quantity: new Decimal(event),
    part: new Decimal(p.events_prorated[i]).abs(),
    of: new Decimal(event).abs(),
  }));
  const model = parseModel({ model: 'GRADUATED', tiers: tiers(p.ranges) });
  const answer = price(model, { changes, currency: currency || 'USD' });
  if (!recompute(answer.explanation).eq(answer.amount)) throw new Error('the explanation leads to another amount');
  return answer.amount;
}

function methodOf({ method }: Parameters): Proration {
  return /30/.test(method) ? 'THIRTY_360' : 'ACTUAL_DAYS';
}

/** Both as the first part of a cycle and as the last one; the source expects the same for either. */
function prorationRatio({ parameters }: GoldenCase): Decimal {
  const part: Period = { start: parameters.from, end: parameters.to };
  const ratios = [cycleAt(part.start, 'MONTHLY', 0), { start: addMonths(part.end, -1), end: part.end }].map((cycle) => {
    const share = shareOfCycle(methodOf(parameters), part, part, cycle);
    return cut(new Decimal(share.part).div(share.of));
  });
  if (!ratios[0]?.eq(ratios[1] as Decimal))
    throw new Error(`leading ${ratios[0]?.toFixed()}, trailing ${ratios[1]?.toFixed()}`);
  return ratios[0];
}

/** The sources cut ratios at nine decimals. */
function cut(ratio: Decimal): Decimal {
  return ratio.toDecimalPlaces(9, Decimal.ROUND_HALF_UP);
}

function fixedCharge(amount: string, period: Period, cyclePeriod: Period, proration: Proration): Decimal {
  const versions = [
    { id: 'v', model: parseModel({ model: 'FIXED', amount }), period: { start: '2000-01-01', end: null } },
  ];
  const input = {
    versions,
    period,
    cyclePeriod,
    proration,
    taxRate: ZERO,
    currency: 'USD',
    rounding: 'HALF_UP' as const,
  };
  return priceCharge(input).parts.reduce((sum, part) => sum.plus(part.amount), ZERO);
}

function prorationAmount({ parameters: p }: GoldenCase): Decimal {
  if (p.interval === 'weekly') {
    // Weeks are no cycle of ours yet; proration takes any full period. The trial's days are not active ones.
    const monday = p.start.slice(0, 10);
    const week = { start: monday, end: addDays(monday, 7) };
    const active = { start: addDays(monday, p.trial_days), end: week.end };
    const dollars = new Decimal(p.plan_amount_cents).div(100).toFixed();
    return fixedCharge(dollars, active, week, 'ACTUAL_DAYS').times(100);
  }
  const cycle = { start: addMonths(p.to, -1), end: p.to };
  return fixedCharge(p.monthly_price, { start: p.from, end: p.to }, cycle, methodOf(p));
}

/** What was billed for the whole cycle is mirrored for its unused rest. */
function prorationCredit({ parameters: p }: GoldenCase): Decimal {
  const [start, end] = p.billed;
  return fixedCharge(p.monthly_price, { start: p.cancel, end }, { start, end }, methodOf(p)).negated();
}

/** Cycles billed up to and including the target, in whole and broken cycles. */
function billingCycles({ parameters: p }: GoldenCase): Decimal {
  const day = String(p.bcd).padStart(2, '0');
  const anchorInMonth = `${p.start.slice(0, 7)}-${day}`;
  const anchor = anchorInMonth > p.start ? addMonths(anchorInMonth, -1) : anchorInMonth;
  const due = cyclesDue({
    anchor,
    cycle: 'MONTHLY',
    timing: 'ADVANCE',
    start: p.start,
    end: p.end ?? null,
    upTo: addDays(p.target, 1),
  });
  const ratios = due.map(({ period, cyclePeriod }) => {
    const { part, of } = shareOfCycle('ACTUAL_DAYS', period, period, cyclePeriod);
    return cut(new Decimal(part).div(of));
  });
  return ratios.reduce((sum, ratio) => sum.plus(ratio), ZERO);
}

/** The year's quantity in one charge, and again month by month, which must come to the same. */
function yearly(golden: GoldenCase): Decimal {
  const { period, ranges } = golden.parameters;
  const isYear = /year/.test(period);
  const december = /December/.test(period) ? { resetFrom: '12-01' } : {};
  const json = { model: 'GRADUATED', tiers: tiers(ranges), reset: isYear ? 'YEAR' : 'MONTH', ...december };
  const whole = rounded(golden, json);
  if (!isYear) return whole;
  const month = new Decimal(golden.quantity).div(12).toDecimalPlaces(2, Decimal.ROUND_DOWN);
  let before = ZERO;
  let charged = ZERO;
  for (let i = 1; i <= 12; i++) {
    const quantity = i === 12 ? new Decimal(golden.quantity).minus(before) : month;
    const more = { quantity, before, chargedBefore: charged };
    charged = charged.plus(priced(golden, json, more).amount);
    before = before.plus(quantity);
  }
  if (!charged.eq(whole)) throw new Error(`months sum to ${charged.toFixed()}, the year to ${whole.toFixed()}`);
  return whole;
}

/** The base price with a season of July to September; the case names the month that is priced. */
function seasonal({ parameters, quantity, currency }: GoldenCase): Decimal {
  const { tier1_to, tier1, tier2, month } = parameters;
  const list = (upTo: number) => [
    { upTo, unitPrice: tier1 },
    { upTo: null, unitPrice: tier2 },
  ];
  const seasons = [{ months: [7, 8, 9], tiers: list(tier1_to.months_7_9) }];
  const model = parseModel({ model: 'GRADUATED', tiers: list(tier1_to.other), seasons });
  const day = `2026-${String(month).padStart(2, '0')}-15`;
  return price(modelOn(model, day), { quantity: new Decimal(quantity), currency }).amount;
}
