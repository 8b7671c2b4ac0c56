/** Pieces of a cycle on the year's ladder (`reset: YEAR`). */
import { type BusinessDate, daysBetween } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, plain, roundMoney, ZERO } from '../../kernel/money.ts';
import { agreedPrice, freeUnits, type NamedDiscount, stacked, withoutFreeUnits } from '../discounts.ts';
import { agreedLine, less } from './agreed-price.ts';
import type { ChargeInput, MeteredUsage, Piece, Priced, PricedVersion } from './charge-input.ts';
import { type Explanation, explainDiscount, explainNamed } from './explanation.ts';
import { type Price, price, resetYear } from './price.ts';
import { slicesOf } from './usage.ts';

/** Where the year stands before a piece is priced. */
interface YearSoFar {
  start: BusinessDate;
  versionId: string;
  before: Decimal;
  beforeVersion: Decimal | undefined;
  charged: Decimal | undefined;
}

/**
 * A function that prices the pieces of one period, to be called in their order: each goes on where the one before left
 * the ladder. A new year begins at its foot; a new version goes on at the same height and charges only its own units.
 */
export function yearPricer(input: ChargeInput, pieces: readonly Piece[]): (piece: Piece) => Priced {
  const { usage, currency, rounding } = input;
  const unmeasured = slicesOf(usage, input.period) === null;
  let year: YearSoFar | null = null;
  return (piece) => {
    const { version, metered } = piece;
    if (usage === undefined) throw resetNeedsUsage(version);
    const start = resetYear(version.model, piece.period.start).start;
    const sofar = year === null ? yearAtFirst(usage, pieces, piece, start) : goOn(year, version, start);
    const priced = price(version.model, {
      quantity: unmeasured ? undefined : metered,
      before: sofar.before,
      beforeVersion: sofar.beforeVersion,
      chargedBefore: sofar.charged,
      currency,
      rounding,
    });
    const charged = new Decimal(priced.explanation.year?.chargedBefore ?? 0).plus(priced.amount);
    year = { ...sofar, before: sofar.before.plus(metered), charged };
    return lessDiscount(priced, piece, input);
  };
}

/** The year as the caller knows it, and the use of pieces that another kind of price has charged in this period. */
function yearAtFirst(usage: MeteredUsage, pieces: readonly Piece[], piece: Piece, start: BusinessDate): YearSoFar {
  const { before = ZERO, beforeVersion, chargedBefore } = usage;
  const versionId = piece.version.id;
  const earlier = pieces.slice(0, pieces.indexOf(piece));
  if (earlier.length === 0) return { start, versionId, before, beforeVersion, charged: chargedBefore };
  if (piece.period.start === start) return { start, versionId, before: ZERO, beforeVersion: undefined, charged: ZERO };
  const used = earlier.reduce((sum, { metered }) => sum.plus(metered), before);
  return { start, versionId, before: used, beforeVersion: used, charged: ZERO };
}

function goOn(year: YearSoFar, version: PricedVersion, start: BusinessDate): YearSoFar {
  const versionId = version.id;
  if (year.start !== start) return { start, versionId, before: ZERO, beforeVersion: undefined, charged: ZERO };
  return year.versionId === versionId ? year : { ...year, versionId, beforeVersion: year.before, charged: ZERO };
}

/**
 * The settlement is rounded already; what counts for a cycle (an AMOUNT, free units) counts by the days of the piece. The
 * gross amount stays that of the ladder, whatever was agreed, so that the next period goes on from there; where an agreed
 * price lies above the ladder the discount is therefore negative.
 */
function lessDiscount(priced: Price, { version, period, metered }: Piece, input: ChargeInput): Priced {
  const { discount = null, discounts = [], currency, rounding } = input;
  const days = daysBetween(period.start, period.end);
  const share = { part: String(days), of: String(daysBetween(input.period.start, input.period.end)) };
  const part = share.part === share.of ? null : new Decimal(share.part).div(share.of);
  const gross = priced.amount;
  const agreed = asAgreed(priced, metered, discounts, part);
  const left = stacked(agreed.amount, discount, discounts, part);
  const amount = roundMoney(left, currency, rounding);
  const explanation: Explanation = {
    version: version.id,
    period,
    ...agreed.explanation,
    exact: plain(agreed.exact),
    amount: plain(amount),
  };
  if (discount !== null) explanation.discount = explainDiscount(discount, share);
  if (discounts.length > 0) {
    const quantity = agreed.average ? { quantity: plain(metered) } : {};
    explanation.discounts = discounts.map((each) => ({
      ...explainNamed(each, share),
      ...(each.kind === 'FREE_UNITS' ? quantity : {}),
    }));
  }
  if (discount !== null || discounts.length > 0) explanation.exact = plain(left.toDecimalPlaces(20));
  return { quantity: metered, unitPrice: agreed.unitPrice, gross, amount, explanation };
}
interface Agreed extends Pick<Price, 'exact' | 'amount' | 'unitPrice' | 'explanation'> {
  /** Whether free units were taken off at the average price. */
  average: boolean;
}

/** The settlement with free units and agreed prices: an agreed price leaves the ladder out. */
function asAgreed(priced: Price, quantity: Decimal, discounts: readonly NamedDiscount[], part: Decimal | null): Agreed {
  const free = freeUnits(discounts).times(part ?? 1);
  const agreed = agreedPrice(discounts);
  if (agreed === null) {
    return { ...priced, amount: withoutFreeUnits(priced.amount, quantity, free), average: true };
  }
  const line = agreedLine(agreed, less(quantity, free));
  const {
    year: _year,
    minimum: _minimum,
    maximum: _maximum,
    includedQuantity: _included,
    ...explanation
  } = priced.explanation;
  const amount = new Decimal(line.amount);
  return { exact: amount, amount, unitPrice: agreed, explanation: { ...explanation, lines: [line] }, average: false };
}

function resetNeedsUsage(version: PricedVersion): Refusal {
  const sentence = `A price with "reset": "${version.model.reset}" needs metered use; bind a meter or take reset PERIOD`;
  return new Refusal('pricing.reset_needs_usage', sentence, { field: 'quantitySource' });
}
