/**
 * A quantity that changes inside the period (seats that come and go): each tier's units count for the days on which they
 * were there, and the flat fee of each tier that was reached is due once, in full.
 */
import { type BusinessDate, daysBetween, type Period } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, plain, ZERO } from '../../kernel/money.ts';
import { lineAmount } from './explanation.ts';
import type { Line, ModelRule, PriceModel, QuantityChange } from './model.ts';

/** A quantity from a day on. */
export interface DatedQuantity {
  from: BusinessDate;
  quantity: Decimal;
}

/**
 * The changes that a list of dated quantities makes in a part of a cycle: the first holds from the part's start on.
 * @param quantities in order of days; the last one on or before the start is where the part begins
 */
export function changesIn(part: Period, cycle: Period, quantities: readonly DatedQuantity[]): QuantityChange[] {
  const of = new Decimal(daysBetween(cycle.start, cycle.end));
  const opening = quantities.findLast(({ from }) => from <= part.start)?.quantity ?? ZERO;
  const changes: QuantityChange[] = [{ quantity: opening, part: new Decimal(daysBetween(part.start, part.end)), of }];
  let before = opening;
  for (const { from, quantity } of quantities) {
    if (from <= part.start || from >= part.end) continue;
    const left = new Decimal(daysBetween(from, part.end));
    changes.push({ quantity: quantity.minus(before), part: left, of });
    before = quantity;
  }
  return changes;
}

/**
 * The steps of a price with changes; their sum may be below zero where more is taken away than there was, and counts as zero then.
 * @throws Refusal `pricing.changes_not_supported` for a model whose price is not a sum over its tiers
 */
export function linesOfChanges(
  model: PriceModel,
  changes: readonly QuantityChange[],
  months: number | undefined,
): Line[] {
  if (!model.takesChanges || model.reset === 'YEAR') {
    const message = `${model.model} cannot price a quantity that changes inside the period; use PER_UNIT or GRADUATED without packages`;
    throw new Refusal('pricing.changes_not_supported', message, { field: 'model' });
  }
  const [first] = changes;
  const same = changes.every(({ of }) => of.eq((first as QuantityChange).of));
  const sums = new Map<string, { line: Line; units: Decimal }>();
  let before: Line[] = [];
  let level = ZERO;
  for (const { quantity, part, of } of changes) {
    level = level.plus(quantity);
    const after = linesAt(model, level, months);
    const weight = same ? part : part.div(of);
    addUnits(sums, after, weight);
    addUnits(sums, before, weight.negated());
    before = after;
  }
  return [...sums.values()].map(({ line, units }) => {
    const summed: Line = { ...line, quantity: plain(units) };
    if (same) summed.per = plain((first as QuantityChange).of);
    return { ...summed, amount: plain(lineAmount(summed)) };
  });
}

function linesAt(
  model: ModelRule & Pick<PriceModel, 'includedQuantity'>,
  level: Decimal,
  months: number | undefined,
): Line[] {
  const quantity = model.includedQuantity === null ? level : Decimal.max(level.minus(model.includedQuantity), ZERO);
  return model.linesOf({ quantity, months });
}

/** Adds weighted units tier by tier. */
function addUnits(sums: Map<string, { line: Line; units: Decimal }>, lines: readonly Line[], weight: Decimal): void {
  for (const line of lines) {
    const key = String(line.upTo);
    const known = sums.get(key);
    const units = weight.times(line.quantity);
    if (known) known.units = known.units.plus(units);
    else sums.set(key, { line, units });
  }
}
