/** A bill is never negative: what would make it so waits for the next one. Pure. */
import { Decimal, plain, ZERO } from '../kernel/money.ts';
import { givenBackInPart } from './corrections.ts';
import { type RunLine, unbilled } from './price-binding.ts';

/**
 * Keeps what a customer is charged in each currency at zero or above. Corrections give back only as much as there is to
 * charge, and carry the rest over. Where a year's ladder gives back still more (it settles a corrected reading), its
 * cycle becomes an exception, stays unbilled and is settled with a later bill.
 */
export function withoutCredits(lines: readonly RunLine[]): readonly RunLine[] {
  return isCredit(lines) ? holdCycles(trimCorrections(lines)) : lines;
}

const isCredit = (lines: readonly RunLine[]) =>
  lines.some(({ charge }) => charge?.amount.isNegative() && !charge.amount.isZero());

function sumsOf(lines: readonly RunLine[]): Map<string, Decimal> {
  const sums = new Map<string, Decimal>();
  for (const { charge, tariff } of lines) {
    if (charge) sums.set(tariff.currency, (sums.get(tariff.currency) ?? ZERO).plus(charge.amount));
  }
  return sums;
}

/** From the last correction on, as far as it takes; one of which nothing is left waits whole. */
function trimCorrections(lines: readonly RunLine[]): readonly RunLine[] {
  const sums = sumsOf(lines);
  return lines
    .toReversed()
    .map((line) => {
      const sum = sums.get(line.tariff.currency) ?? ZERO;
      const amount = line.charge?.amount ?? ZERO;
      if (line.kind !== 'CORRECTION' || !amount.isNegative() || !sum.isNegative()) return line;
      const left = Decimal.min(amount.minus(sum), ZERO);
      sums.set(line.tariff.currency, sum.minus(amount).plus(left));
      return left.isZero() ? heldLine(line, line) : givenBackInPart(line, left);
    })
    .toReversed();
}

function holdCycles(lines: readonly RunLine[]): readonly RunLine[] {
  const sums = sumsOf(lines);
  const held = new Map<string, RunLine>();
  for (const line of lines) {
    const { charge, binding, cycle, tariff } = line;
    if (charge?.amount.isNegative() && sums.get(tariff.currency)?.isNegative())
      held.set(`${binding.id} ${cycle}`, line);
  }
  const shown = new Set<string>();
  return lines.flatMap((line) => {
    const key = `${line.binding.id} ${line.cycle}`;
    const credit = held.get(key);
    if (!credit) return [line];
    // A cycle is held as a whole, as one exception.
    if (shown.has(key)) return [];
    shown.add(key);
    return [heldLine(line, credit)];
  });
}

function heldLine(line: RunLine, { charge }: RunLine): RunLine {
  const amount = charge ? plain(charge.amount) : '0';
  const message = `the cycle comes to a credit of ${amount}, more than there is to charge; it is settled with a later bill`;
  return unbilled(line, { code: 'billing.credit_held', message });
}
