/** Bills that are too small to send wait until there is more to charge. Pure. */
import type { BusinessDate } from '../kernel/dates.ts';
import { type Decimal, plain, ZERO } from '../kernel/money.ts';
import { type RunLine, unbilled } from './price-binding.ts';

/**
 * Holds what a customer is charged in a currency when it comes to less than the smallest bill: the cycles stay unbilled,
 * and a later run bills them with its own. It is billed where nothing will follow, because all of their bindings have ended, and
 * where others pay for a part of the same cycle, who would be billed without it.
 * @param upTo first day after the run's period
 */
export function withoutSmall(lines: readonly RunLine[], minimum: Decimal, upTo: BusinessDate): readonly RunLine[] {
  if (minimum.isZero() || lines.some(({ binding }) => binding.occupants !== null)) return lines;
  const sums = new Map<string, Decimal>();
  const goOn = new Set<string>();
  for (const { charge, tariff, binding } of lines) {
    if (!charge) continue;
    sums.set(tariff.currency, (sums.get(tariff.currency) ?? ZERO).plus(charge.amount));
    if (binding.end === null || binding.end > upTo) goOn.add(tariff.currency);
  }
  return lines.map((line) => {
    const { currency } = line.tariff;
    const sum = sums.get(currency) ?? ZERO;
    return line.charge && sum.lt(minimum) && goOn.has(currency) ? heldLine(line, sum, minimum) : line;
  });
}

function heldLine(line: RunLine, sum: Decimal, minimum: Decimal): RunLine {
  const message = `the bill would come to ${plain(sum)}, less than ${plain(minimum)}; its cycles wait for a later bill`;
  return unbilled(line, { code: 'billing.below_minimum', message });
}
