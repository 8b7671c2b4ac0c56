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
import type { BusinessDate, Period } from '../../kernel/dates.ts';
import { type Decimal, ZERO } from '../../kernel/money.ts';
import { splitByPrices } from '../proration.ts';
import { splitTax } from '../tax.ts';
import type { ChargeInput, ChargePart, Piece, PricedVersion } from './charge-input.ts';
import { cutByTerms } from './dated.ts';
import type { PriceModel } from './model.ts';
import { resetYear } from './price.ts';
import { sharePricer } from './share-pricer.ts';
import { slicesOf, splitUsage } from './usage.ts';
import { yearPricer } from './year-pricer.ts';

export type { ChargeInput, ChargePart, MeteredUsage, PricedVersion } from './charge-input.ts';

/**
 * Prices one cycle.
 * @returns a part for each price version (and reset year) that the period touches, and on each side of a cut, in order
 *   of dates; none for days that are paused
 * @throws Refusal `pricing.no_price` naming the dates without a price; `pricing.reset_needs_usage` when a yearly ladder
 *   meets a fixed quantity; and what `price` and `splitUsage` refuse
 */
export function priceCharge(input: ChargeInput): { parts: ChargePart[] } {
  const pieces = piecesOf(input);
  const pricers = { share: sharePricer(input, pieces), year: yearPricer(input, pieces) };
  const parts = pieces.map((piece) => {
    const priced = climbsYear(piece.version.model) ? pricers.year(piece) : pricers.share(piece);
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
function piecesOf({ versions, period, usage, cuts = [], paused = [] }: ChargeInput): Piece[] {
  const days = [...cuts, ...paused.flatMap(({ start, end }) => [start, end])].toSorted();
  const pieces = splitByPrices(period, versions)
    .flatMap(({ version, period: part }) =>
      climbsYear(version.model) ? cutAtYears(version, part) : cutAtTerms(version, part),
    )
    .flatMap((piece) => cutAtDays(piece, days));
  const charged = ({ period: { start } }: Piece) => !paused.some((pause) => pause.start <= start && start < pause.end);
  const slices = slicesOf(usage, period);
  if (slices === null) return pieces.filter(charged);
  const quantities = splitUsage(
    slices,
    pieces.map((piece) => piece.period),
    period,
  );
  return pieces.map((piece, index) => ({ ...piece, metered: quantities[index] as Decimal })).filter(charged);
}

/** @param days in order */
function cutAtDays(piece: Piece, days: readonly BusinessDate[]): Piece[] {
  const pieces: Piece[] = [];
  let { start } = piece.period;
  for (const day of days) {
    if (day <= start || day >= piece.period.end) continue;
    pieces.push({ ...piece, period: { start, end: day } });
    start = day;
  }
  return [...pieces, { ...piece, period: { start, end: piece.period.end } }];
}

/** Seasons and raises are like price changes, under one version. */
function cutAtTerms(version: PricedVersion, period: Period): Piece[] {
  return cutByTerms(version.model, period).map(({ model, period: part }) => ({
    version: { ...version, model },
    period: part,
    metered: ZERO,
  }));
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
