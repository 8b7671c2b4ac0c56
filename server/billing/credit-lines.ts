/** A bill is never negative: what would make it so waits for the next one. Pure. */
import { type Decimal, plain, ZERO } from '../kernel/money.ts';
import { exceptionLine, type RunLine } from './price-binding.ts';

/**
 * Turns the credits of a customer into exceptions where they outweigh what is charged in the same currency. A credit
 * comes from a year's ladder that settles a corrected reading; its cycle stays unbilled and is settled with a later bill.
 */
export function withoutCredits(lines: readonly RunLine[]): readonly RunLine[] {
  if (!lines.some(({ charge }) => charge?.amount.isNegative() && !charge.amount.isZero())) return lines;
  const sums = new Map<string, Decimal>();
  for (const { charge, tariff } of lines) {
    if (charge) sums.set(tariff.currency, (sums.get(tariff.currency) ?? ZERO).plus(charge.amount));
  }
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
  const period = { start: line.periodStart, end: line.periodEnd };
  const held = exceptionLine(
    line.binding,
    line.tariff,
    { index: line.cycle, period },
    { code: 'billing.credit_held', message },
  );
  return { ...held, customerId: line.customerId, previousAmount: line.previousAmount };
}
