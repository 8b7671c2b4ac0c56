/** Pieces of a cycle that are shares of a whole period's price: by days, or by metered quantity. */
import { daysBetween } from '../../kernel/dates.ts';
import { Decimal, plain, roundMoney, ZERO } from '../../kernel/money.ts';
import { monthsIn } from '../cycles.ts';
import { stacked } from '../discounts.ts';
import { shareOfCycle } from '../proration.ts';
import { priceAsAgreed } from './agreed-price.ts';
import { changesIn } from './changes.ts';
import type { ChargeInput, Piece, Priced } from './charge-input.ts';
import { type Explanation, explainDiscount, explainNamed, type ShareExplanation } from './explanation.ts';
import type { Use } from './model.ts';
import { explainUse, singleUnitPrice, wholeAmount } from './price.ts';
import { slicesOf } from './usage.ts';

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

/**
 * A function that prices the pieces of one period, to be called in their order: it keeps the sum so far, so that the
 * rounded pieces sum to the rounded whole.
 */
export function sharePricer(input: ChargeInput, pieces: readonly Piece[]): (piece: Piece) => Priced {
  const { currency, rounding, discount = null, discounts = [] } = input;
  const shared = wholeUse(input, pieces);
  const weigh = weigher(input, pieces);
  let running: Running | null = null;
  return (piece) => {
    const { model } = piece.version;
    const alone = pricedAlone(piece, input);
    const use = alone ? useOfPiece(piece, input, shared) : shared;
    const weight = alone ? WHOLE : weigh(piece);
    const whole = wholeAmount(model, use);
    const sofar: Running =
      !alone && running !== null && running.by === weight.by && running.of.eq(weight.of) ? running : nothingYet(weight);
    const agreed = priceAsAgreed(model, use, discounts);
    const left = stacked(agreed.amount, discount, discounts);
    const weightedGross = sofar.weightedGross.plus(whole.times(weight.part));
    const weightedAmount = sofar.weightedAmount.plus(left.times(weight.part));
    // Most cycles are one piece: what is multiplied and divided by the same weight need not be.
    const undivided = isFirst(sofar) && weight.part.eq(weight.of);
    const grossToHere = roundMoney(undivided ? whole : weightedGross.div(weight.of), currency, rounding);
    const amountToHere = roundMoney(undivided ? left : weightedAmount.div(weight.of), currency, rounding);
    const exact = undivided ? left : left.times(weight.part).div(weight.of);
    const amount = amountToHere.minus(sofar.amount);
    // The two roundings may differ by a minor unit on a part; a discount is never shown as a surcharge.
    const gross = Decimal.max(grossToHere.minus(sofar.gross), amount);
    running = {
      by: weight.by,
      of: weight.of,
      weightedGross,
      weightedAmount,
      gross: sofar.gross.plus(gross),
      amount: amountToHere,
    };
    const explanation: Explanation = {
      version: piece.version.id,
      period: piece.period,
      ...explainUse(model, use),
      ...agreed.terms,
      lines: agreed.lines,
      rounding,
      currency,
      exact: plain(exact.toDecimalPlaces(20)),
      amount: plain(amount),
    };
    if (discount !== null) explanation.discount = explainDiscount(discount);
    if (discounts.length > 0) explanation.discounts = discounts.map((each) => explainNamed(each));
    if (!weight.part.eq(weight.of)) explanation.share = explainShare(weight, sofar);
    return {
      quantity: quantityOf(piece, input),
      unitPrice: singleUnitPrice(agreed.lines, agreed.terms.raise?.factor),
      gross,
      amount,
      explanation,
    };
  };
}

const WHOLE: Weight = { by: 'NONE', part: new Decimal(1), of: new Decimal(1) };

/** Whether a piece has its own price rather than a share of a whole period's: the days are in its use already. */
function pricedAlone({ version: { model } }: Piece, { quantities }: ChargeInput): boolean {
  return model.countsDays === true || (quantities !== undefined && model.measure === 'QUANTITY');
}

/** The use of one piece, with its days; what a meter counted is the piece's own. */
function useOfPiece(piece: Piece, input: ChargeInput, whole: Use): Use {
  const { quantities, cyclePeriod, usage } = input;
  const quantity = usage === undefined || whole.quantity === undefined ? whole.quantity : piece.metered;
  const days = daysBetween(piece.period.start, piece.period.end);
  if (quantities === undefined || piece.version.model.measure !== 'QUANTITY') return { ...whole, quantity, days };
  return { ...whole, quantity: undefined, days, changes: changesIn(piece.period, cyclePeriod, quantities) };
}

const isFirst = ({ weightedGross, weightedAmount }: Running) => weightedGross.isZero() && weightedAmount.isZero();

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

/** The use of the whole period, for which each version names its price. */
function wholeUse({ usage, quantity, area, pools, period, cyclePeriod }: ChargeInput, pieces: readonly Piece[]): Use {
  const months = monthsIn(cyclePeriod);
  const days = daysBetween(period.start, period.end);
  const common = { months, area, pools, days, cycleDays: daysBetween(cyclePeriod.start, cyclePeriod.end) };
  if (usage === undefined) return { quantity, ...common };
  const { bands, events } = usage;
  const unmeasured = slicesOf(usage, period) === null;
  const total = unmeasured ? undefined : pieces.reduce((sum, piece) => sum.plus(piece.metered), ZERO);
  return { quantity: total, bands, events, ...common };
}

/**
 * A flat fee weighs by the days of its cycle; metered use by its share of the quantity, or by days without one; shares of costs,
 * which know their days, by the days of the period.
 */
function weigher(input: ChargeInput, pieces: readonly Piece[]): (piece: Piece) => Weight {
  const { period, cyclePeriod, usage } = input;
  const total = pieces.reduce((sum, piece) => sum.plus(piece.metered), ZERO);
  // Without proration the days that are charged share the whole price, however few they are.
  const charged = new Decimal(pieces.reduce((sum, piece) => sum + daysOf(piece), 0));
  const byQuantity = total.gt(0) && pieces.every((piece) => !piece.metered.isNegative());
  return (piece) => {
    const { measure } = piece.version.model;
    if (measure !== 'POOL' && (usage === undefined || measure === 'NOTHING')) {
      const by = piece.version.proration ?? input.proration;
      if (by === 'NONE') return { by, part: new Decimal(daysOf(piece)), of: charged };
      const { part, of } = shareOfCycle(by, piece.period, period, cyclePeriod);
      return { by, part: new Decimal(part), of: new Decimal(of) };
    }
    if (byQuantity && measure !== 'POOL') return { by: 'QUANTITY', part: piece.metered, of: total };
    return { by: 'DAYS', part: new Decimal(daysOf(piece)), of: new Decimal(daysBetween(period.start, period.end)) };
  };
}

const daysOf = ({ period }: Piece) => daysBetween(period.start, period.end);

function quantityOf(piece: Piece, { quantity, quantities, pools, usage }: ChargeInput): Decimal {
  if (piece.version.model.measure === 'POOL') return (pools ?? []).reduce((sum, { weight }) => sum.plus(weight), ZERO);
  if (quantities !== undefined && piece.version.model.measure === 'QUANTITY') {
    return quantities.findLast(({ from }) => from < piece.period.end)?.quantity ?? ZERO;
  }
  if (piece.version.model.measure === 'NOTHING') return quantity ?? new Decimal(1);
  if (usage?.bands) return Object.values(usage.bands).reduce((sum, value) => sum.plus(value), ZERO);
  if (usage?.events) return usage.events.reduce((sum, value) => sum.plus(value), ZERO);
  return usage === undefined ? (quantity ?? ZERO) : piece.metered;
}
