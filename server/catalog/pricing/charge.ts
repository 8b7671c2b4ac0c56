/**
 * The charge of one cycle of one binding: prices of its dates, proration, discount, rounding and tax in one rule.
 *
 * - A fee on a fixed quantity (area, spaces, seats), and any FIXED fee, is prorated by days where the binding is active
 *   for a part of the cycle.
 * - Metered use is charged as it is; where a price changes, each version prices the whole use of the cycle and gets the
 *   share of the use that falls on its dates. With `reset: YEAR` the year's ladder is climbed instead, part by part.
 * - Rounding is cumulative: each part is the rounded sum so far less the parts before, so that a cycle split between
 *   equal prices costs to the cent what it costs unsplit.
 */
import { type BusinessDate, daysBetween, type Period } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, plain, type RoundingMode, roundMoney, ZERO } from '../../kernel/money.ts';
import { monthsIn } from '../cycles.ts';
import { type Discount, discounted } from '../discounts.ts';
import { type Proration, shareOfCycle, splitByPrices } from '../proration.ts';
import { splitTax } from '../tax.ts';
import { type Explanation, explainDiscount, type ShareExplanation } from './explanation.ts';
import type { PriceModel, Use } from './model.ts';
import { explainLimits, explainUse, linesFor, price, resetYear, singleUnitPrice, wholeAmount } from './price.ts';
import { splitUsage, type UsageSlice } from './usage.ts';

/** A parsed price version; parse its model once and share it between charges. */
export interface PricedVersion {
  id: string;
  model: PriceModel;
  /** Half-open; an end of null: until further notice. */
  period: { start: BusinessDate; end: BusinessDate | null };
  /** This version's own proration; else the charge's. */
  proration?: Proration | undefined;
}

/** What a meter or a source of events says for the period that is charged. */
export interface MeteredUsage {
  /** Use between readings; together they are the quantity. */
  slices?: readonly UsageSlice[] | undefined;
  /** Short for one slice over the whole period. */
  quantity?: Decimal | undefined;
  bands?: Use['bands'];
  events?: Use['events'];
  /** For `reset: YEAR`: see `PriceInput`; all for the meter or premise, at the period's start. */
  before?: Decimal | undefined;
  beforeVersion?: Decimal | undefined;
  chargedBefore?: Decimal | undefined;
}

export interface ChargeInput {
  /** Versions that may hold in the period, without overlap. */
  versions: readonly PricedVersion[];
  /** The part of the cycle that is charged. */
  period: Period;
  /** The whole cycle. */
  cyclePeriod: Period;
  /** Fixed quantity of the binding; either this or `usage` (neither for a FIXED fee). */
  quantity?: Decimal | undefined;
  usage?: MeteredUsage | undefined;
  proration: Proration;
  discount?: Discount | null | undefined;
  /** A fraction: 0.06 for 6 %. Prices include it. */
  taxRate: Decimal;
  currency: string;
  rounding: RoundingMode;
}

export interface ChargePart {
  versionId: string;
  periodStart: BusinessDate;
  periodEnd: BusinessDate;
  quantity: Decimal;
  /** The price of one unit, where all units have the same. */
  unitPrice: Decimal | null;
  /** Rounded, before the discount. */
  gross: Decimal;
  /** `gross − amount`. */
  discount: Decimal;
  /** Rounded, tax included. */
  amount: Decimal;
  net: Decimal;
  tax: Decimal;
  explanation: Explanation;
}

/** One piece of the period with a single version, and its metered quantity. */
interface Piece {
  version: PricedVersion;
  period: Period;
  metered: Decimal;
}

/** A priced piece before tax. */
interface Priced {
  quantity: Decimal;
  unitPrice: Decimal | null;
  gross: Decimal;
  amount: Decimal;
  explanation: Explanation;
}

/**
 * Prices one cycle.
 * @returns a part for each price version (and reset year) that the period touches, in order of dates
 * @throws Refusal `pricing.no_price` naming the dates without a price; `pricing.reset_needs_usage` when a yearly ladder
 *   meets a fixed quantity; and what `price` and `splitUsage` refuse
 */
export function priceCharge(input: ChargeInput): { parts: ChargePart[] } {
  const pieces = piecesOf(input);
  const pricers = { whole: wholePricer(input, pieces), year: yearPricer(input) };
  const parts = pieces.map((piece) => {
    const priced = climbsYear(piece.version.model) ? pricers.year(piece) : pricers.whole(piece);
    const { net, tax } = splitTax(priced.amount, input.taxRate, input.currency, input.rounding);
    return {
      versionId: piece.version.id,
      periodStart: piece.period.start,
      periodEnd: piece.period.end,
      ...priced,
      discount: priced.gross.minus(priced.amount),
      net,
      tax,
    };
  });
  return { parts };
}

function climbsYear(model: PriceModel): boolean {
  return model.reset === 'YEAR';
}

/** Cuts the period where a version or a reset year ends, and spreads the metered quantity. */
function piecesOf({ versions, period, usage }: ChargeInput): Piece[] {
  const pieces = splitByPrices(period, versions).flatMap(({ version, period: part }) =>
    climbsYear(version.model) ? cutAtYears(version, part) : [{ version, period: part, metered: ZERO }],
  );
  const slices = slicesOf(usage, period);
  if (slices === null) return pieces;
  const quantities = splitUsage(
    slices,
    pieces.map((piece) => piece.period),
    period,
  );
  return pieces.map((piece, index) => ({ ...piece, metered: quantities[index] as Decimal }));
}

/** The quantity as slices; null where nothing was measured, which is not the same as zero. */
function slicesOf(usage: MeteredUsage | undefined, period: Period): readonly UsageSlice[] | null {
  if (usage?.slices !== undefined && usage.slices.length > 0) return usage.slices;
  return usage?.quantity === undefined ? null : [{ period, quantity: usage.quantity }];
}

function cutAtYears(version: PricedVersion, period: Period): Piece[] {
  const pieces: Piece[] = [];
  for (let start = period.start; start < period.end; ) {
    const yearEnd = resetYear(version.model, start).end;
    const end = yearEnd < period.end ? yearEnd : period.end;
    pieces.push({ version, period: { start, end }, metered: ZERO });
    start = end;
  }
  return pieces;
}

/** How much of a whole a piece is, as two numbers that are divided only at the end. */
interface Weight {
  by: ShareExplanation['by'];
  part: Decimal;
  of: Decimal;
}

/** Sums of the pieces so far, kept undivided, with what was charged for them. */
interface Running {
  by: ShareExplanation['by'];
  of: Decimal;
  weightedGross: Decimal;
  weightedAmount: Decimal;
  gross: Decimal;
  amount: Decimal;
}

/** Prices pieces as shares of a whole period's price. */
function wholePricer(input: ChargeInput, pieces: readonly Piece[]): (piece: Piece) => Priced {
  const { currency, rounding, discount = null } = input;
  const use = wholeUse(input, pieces);
  const weigh = weigher(input, pieces);
  let running: Running | null = null;
  return (piece) => {
    const { model } = piece.version;
    const weight = weigh(piece);
    const whole = wholeAmount(model, use);
    const sofar: Running =
      running !== null && running.by === weight.by && running.of.eq(weight.of) ? running : nothingYet(weight);
    const left = discounted(whole, discount);
    const weightedGross = sofar.weightedGross.plus(whole.times(weight.part));
    const weightedAmount = sofar.weightedAmount.plus(left.times(weight.part));
    const grossToHere = roundMoney(weightedGross.div(weight.of), currency, rounding);
    const amountToHere = roundMoney(weightedAmount.div(weight.of), currency, rounding);
    const gross = grossToHere.minus(sofar.gross);
    const amount = amountToHere.minus(sofar.amount);
    running = { by: weight.by, of: weight.of, weightedGross, weightedAmount, gross: grossToHere, amount: amountToHere };
    const lines = linesFor(model, use);
    const explanation: Explanation = {
      version: piece.version.id,
      period: piece.period,
      ...explainUse(model, use),
      lines,
      ...explainLimits(model),
      rounding,
      currency,
      exact: plain(left.times(weight.part).div(weight.of).toDecimalPlaces(20)),
      amount: plain(amount),
    };
    if (discount !== null) explanation.discount = explainDiscount(discount);
    if (!weight.part.eq(weight.of)) explanation.share = explainShare(weight, sofar);
    return { quantity: quantityOf(piece, input), unitPrice: singleUnitPrice(lines), gross, amount, explanation };
  };
}

function nothingYet({ by, of }: Weight): Running {
  return { by, of, weightedGross: ZERO, weightedAmount: ZERO, gross: ZERO, amount: ZERO };
}

function explainShare({ by, part, of }: Weight, sofar: Running): ShareExplanation {
  const share: ShareExplanation = { by, part: plain(part), of: plain(of) };
  if (!sofar.weightedAmount.isZero()) {
    share.earlier = { weighted: plain(sofar.weightedAmount), amount: plain(sofar.amount) };
  }
  return share;
}

/** Prices pieces one after the other on the year's ladder. */
function yearPricer(input: ChargeInput): (piece: Piece) => Priced {
  const { usage, currency, rounding, discount = null } = input;
  const days = daysBetween(input.period.start, input.period.end);
  const unmeasured = slicesOf(usage, input.period) === null;
  let year = {
    start: '',
    versionId: '',
    before: ZERO,
    beforeVersion: usage?.beforeVersion,
    charged: usage?.chargedBefore,
  };
  return (piece) => {
    const { version, period, metered } = piece;
    if (usage === undefined) throw resetNeedsUsage(version);
    const { start } = resetYear(version.model, period.start);
    if (year.versionId === '') year = { ...year, before: usage.before ?? ZERO };
    else if (year.start !== start) year = { ...year, before: ZERO, beforeVersion: undefined, charged: ZERO };
    else if (year.versionId !== version.id) year = { ...year, beforeVersion: year.before, charged: ZERO };
    const priced = price(version.model, {
      quantity: unmeasured ? undefined : metered,
      before: year.before,
      beforeVersion: year.beforeVersion,
      chargedBefore: year.charged,
      currency,
      rounding,
    });
    const gross = priced.amount;
    const charged = new Decimal(priced.explanation.year?.chargedBefore ?? 0).plus(gross);
    year = { ...year, start, versionId: version.id, before: year.before.plus(metered), charged };
    const share = { part: String(daysBetween(period.start, period.end)), of: String(days) };
    const left = discounted(gross, discount, share.part === share.of ? null : new Decimal(share.part).div(share.of));
    const amount = roundMoney(left, currency, rounding);
    const explanation = { version: version.id, period, ...priced.explanation, amount: plain(amount) };
    if (discount !== null) {
      explanation.discount = explainDiscount(discount, share);
      explanation.exact = plain(left);
    }
    return { quantity: metered, unitPrice: priced.unitPrice, gross, amount, explanation };
  };
}

function resetNeedsUsage(version: PricedVersion): Refusal {
  const sentence = `A price with "reset": "${version.model.reset}" needs metered use; bind a meter or take reset PERIOD`;
  return new Refusal('pricing.reset_needs_usage', sentence, { field: 'quantitySource' });
}

/** The use of the whole period, for which each version names its price. */
function wholeUse({ usage, quantity, period, cyclePeriod }: ChargeInput, pieces: readonly Piece[]): Use {
  const months = monthsIn(cyclePeriod);
  if (usage === undefined) return { quantity, months };
  const { bands, events } = usage;
  const unmeasured = slicesOf(usage, period) === null;
  const total = unmeasured ? undefined : pieces.reduce((sum, piece) => sum.plus(piece.metered), ZERO);
  return { quantity: total, bands, events, months };
}

/** A flat fee weighs by the days of its cycle; metered use by its share of the quantity, or by days without one. */
function weigher(input: ChargeInput, pieces: readonly Piece[]): (piece: Piece) => Weight {
  const { period, cyclePeriod, usage } = input;
  const total = pieces.reduce((sum, piece) => sum.plus(piece.metered), ZERO);
  const byQuantity = total.gt(0) && pieces.every((piece) => !piece.metered.isNegative());
  return (piece) => {
    if (usage === undefined || piece.version.model.measure === 'NOTHING') {
      const by = piece.version.proration ?? input.proration;
      const { part, of } = shareOfCycle(by, piece.period, period, cyclePeriod);
      return { by, part: new Decimal(part), of: new Decimal(of) };
    }
    if (byQuantity) return { by: 'QUANTITY', part: piece.metered, of: total };
    const part = daysBetween(piece.period.start, piece.period.end);
    return { by: 'DAYS', part: new Decimal(part), of: new Decimal(daysBetween(period.start, period.end)) };
  };
}

function quantityOf(piece: Piece, { quantity, usage }: ChargeInput): Decimal {
  if (piece.version.model.measure === 'NOTHING') return quantity ?? new Decimal(1);
  if (usage?.bands) return Object.values(usage.bands).reduce((sum, value) => sum.plus(value), ZERO);
  if (usage?.events) return usage.events.reduce((sum, value) => sum.plus(value), ZERO);
  return usage === undefined ? (quantity ?? ZERO) : piece.metered;
}
