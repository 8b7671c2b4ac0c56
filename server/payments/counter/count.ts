/** What a cashier counted, as it must be. Pure. */
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, minorUnits, moneyText, parseDecimal, plain, ZERO } from '../../kernel/money.ts';

/** So many pieces of a note or coin; its value as decimal text. */
export interface Pieces {
  denomination: string;
  pieces: number;
}

/** Notes and coins of a count. */
export interface CountedPieces {
  denomination: Decimal;
  pieces: number;
}

/**
 * Reads what was counted. It is zero or more; only where more was given back than taken, it may be as far below zero as that:
 * what had to be put in.
 * @throws Refusal `value.not_a_number`, `value.too_many_decimals`, `counter.counted_negative`
 */
export function countedAmount(text: string, booked: Decimal, currency: string): Decimal {
  const place = { field: 'counted' };
  const counted = parseDecimal(text, 'counted');
  if (counted.decimalPlaces() > minorUnits(currency)) {
    const message = `${currency} has ${minorUnits(currency)} decimals; round the count`;
    throw new Refusal('value.too_many_decimals', message, place);
  }
  const least = Decimal.min(booked, ZERO);
  if (counted.gte(least)) return counted;
  const message = `a drawer holds ${moneyText(least, currency)} or more; count it again`;
  throw new Refusal('counter.counted_negative', message, place);
}

/**
 * Reads notes and coins. None of a kind is left out.
 * @throws Refusal `value.not_a_number`, `counter.denomination_invalid`, `counter.denominations_off`
 */
export function countedPieces(list: readonly Pieces[], counted: Decimal, currency: string): CountedPieces[] {
  const place = { field: 'denominations' };
  const read = list.map(({ denomination, pieces }) => ({
    denomination: parseDecimal(denomination, 'denominations'),
    pieces,
  }));
  const seen = new Set(read.map(({ denomination }) => plain(denomination)));
  if (seen.size < read.length || read.some((each) => !isPossible(each, currency))) {
    const message = `give each note and coin of ${currency} once, with a value above zero and no less than no pieces`;
    throw new Refusal('counter.denomination_invalid', message, place);
  }
  const found = read.filter(({ pieces }) => pieces > 0);
  const sum = found.reduce((total, { denomination, pieces }) => total.plus(denomination.times(pieces)), ZERO);
  if (list.length === 0 || sum.eq(counted)) return found;
  const message = `notes and coins come to ${plain(sum)}, counted is ${moneyText(counted, currency)}; count them again`;
  throw new Refusal('counter.denominations_off', message, place);
}

const isPossible = ({ denomination, pieces }: CountedPieces, currency: string): boolean =>
  denomination.gt(0) && denomination.decimalPlaces() <= minorUnits(currency) && pieces >= 0;

/**
 * Why a count differs, in at most 200 characters; it may be empty where it does not.
 * @throws Refusal `counter.explanation_missing`, `counter.explanation_too_long`
 */
export function explanationOf(text: string | null | undefined, difference: Decimal, currency: string): string {
  const place = { field: 'explanation' };
  const explanation = (text ?? '').trim();
  if (explanation.length > 200) {
    throw new Refusal('counter.explanation_too_long', 'explain it in at most 200 characters', place);
  }
  if (explanation !== '' || difference.isZero()) return explanation;
  const message = `counted less booked is ${moneyText(difference, currency)}; explain it, or count again`;
  throw new Refusal('counter.explanation_missing', message, place);
}
