/**
 * Rating: what a graduated price makes of a quantity, rounded to the cent, with no database and no dates. The limit is the same price
 * in plain decimal.js, tier by tier as a person would write it. Both run on one core, in turns.
 */
import { Decimal as PlainDecimal } from 'decimal.js';
import { parseModel } from '../../server/catalog/pricing/parse.ts';
import { price, wholeAmount } from '../../server/catalog/pricing/price.ts';
import { Decimal, roundMoney } from '../../server/kernel/money.ts';
import { inTurns } from './measure.ts';

const TIERS = [
  { upTo: '180', unitPrice: '5' },
  { upTo: '260', unitPrice: '7' },
  { upTo: '400', unitPrice: '8.25' },
  { upTo: null, unitPrice: '9' },
];

/** The limit: no ladder prepared, no checks. */
function plainAmount(
  quantity: PlainDecimal,
  tiers: readonly { upTo: PlainDecimal | null; unitPrice: PlainDecimal }[],
): PlainDecimal {
  let amount = new PlainDecimal(0);
  let from = new PlainDecimal(0);
  for (const { upTo, unitPrice } of tiers) {
    const top = upTo === null || quantity.lt(upTo) ? quantity : upTo;
    amount = amount.plus(top.minus(from).times(unitPrice));
    if (upTo === null || quantity.lte(upTo)) break;
    from = upTo;
  }
  return amount.toDecimalPlaces(2, PlainDecimal.ROUND_HALF_UP);
}

/** @param charges how many are priced in a lap */
export async function benchRating(charges: number, log: (line: string) => void) {
  const quantities = Array.from({ length: charges }, (_, i) => ((i * 7919) % 60_000) / 100);
  const ours = quantities.map((quantity) => new Decimal(quantity));
  const plain = quantities.map((quantity) => new PlainDecimal(quantity));
  const model = parseModel({ model: 'GRADUATED', tiers: TIERS });
  const tiers = TIERS.map(({ upTo, unitPrice }) => ({
    upTo: upTo === null ? null : new PlainDecimal(upTo),
    unitPrice: new PlainDecimal(unitPrice),
  }));
  refuseDifference(ours, plain, (quantity) => roundMoney(wholeAmount(model, { quantity }), 'CNY'), tiers);
  const way = (work: () => void) => ({ prepare: async () => undefined, run: async () => work() });
  const limit = way(() => {
    for (const quantity of plain) plainAmount(quantity, tiers);
  });
  log('  the price alone');
  const alone = await inTurns(
    way(() => {
      for (const quantity of ours) roundMoney(wholeAmount(model, { quantity }), 'CNY');
    }),
    limit,
    log,
  );
  log('  the price with its explanation, as a charge stores it');
  const explained = await inTurns(
    way(() => {
      for (const quantity of ours) price(model, { quantity, currency: 'CNY' });
    }),
    limit,
    log,
  );
  const perSecond = (seconds: number) => Math.round(charges / seconds);
  return {
    bench: 'rating',
    charges,
    charges_per_second: perSecond(alone.seconds),
    limit_per_second: perSecond(alone.limitSeconds),
    /** Ours ÷ the limit in charges a second: above 1 is faster. */
    speed: Number((alone.limitSeconds / alone.seconds).toFixed(2)),
    explained_per_second: perSecond(explained.seconds),
    explained_speed: Number((explained.limitSeconds / explained.seconds).toFixed(2)),
  };
}

/** What is fast must be right first. */
function refuseDifference(
  ours: readonly Decimal[],
  plain: readonly PlainDecimal[],
  amountOf: (quantity: Decimal) => Decimal,
  tiers: Parameters<typeof plainAmount>[1],
): void {
  for (const [i, quantity] of ours.entries()) {
    const [amount, expected] = [amountOf(quantity), plainAmount(plain[i] as PlainDecimal, tiers)];
    if (!amount.eq(expected))
      throw new Error(`${quantity.toFixed()} costs ${amount.toFixed()}, by the limit ${expected.toFixed()}`);
  }
}
