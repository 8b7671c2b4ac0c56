import { Refusal } from '../../kernel/errors.ts';
import { Decimal, ZERO } from '../../kernel/money.ts';
import type { Fields } from './fields.ts';
import { buildLadder } from './ladder.ts';
import type { ModelRule, Reset } from './model.ts';
import { readTiers } from './tiers.ts';

const RESETS = ['PERIOD', 'MONTH', 'YEAR'] as const;

export type Graduated = ModelRule & { reset: Reset; resetFrom: string };

/**
 * `{ "model": "GRADUATED", "tiers": [{ "upTo": "180", "unitPrice": "5", "flatFee": "0" }, …], "reset": "YEAR" }`: the
 * units of each tier at that tier's price. A tier may have a `packageSize`: its units then count in started packages
 * and the unit price is for one package. With `reset: YEAR` the quantity is the year's so far; see `price.ts`.
 */
export function parseGraduated(fields: Fields): Graduated {
  const tiers = readTiers(fields, (tier) => ({
    price: tier.decimal('unitPrice'),
    flatFee: tier.decimalOrNull('flatFee') ?? ZERO,
    packageSize: readPackageSize(tier),
  }));
  const reset = fields.choice('reset', RESETS);
  const packaged = tiers.findIndex((tier) => tier.packageSize !== null);
  if (reset === 'MONTH' && packaged >= 0) {
    throw new Refusal('pricing.value_not_allowed', 'packages cannot be combined with reset MONTH; use PERIOD', {
      field: `tiers[${packaged}].packageSize`,
    });
  }
  const ladder = buildLadder(tiers);
  const monthsOf = (months: number | undefined): number => (reset === 'MONTH' ? (months ?? 1) : 1);
  return {
    model: 'GRADUATED',
    measure: 'QUANTITY',
    takesChanges: packaged < 0,
    reset,
    resetFrom: readResetFrom(fields, reset),
    amountOf: ({ quantity, months }) => ladder.amountOf(quantity as Decimal, monthsOf(months)),
    linesOf: ({ quantity, months }) => ladder.linesOf(quantity as Decimal, 'unitPrice', monthsOf(months)),
  };
}

/** The optional size of the packages that a tier is sold in. @throws Refusal when it is zero */
export function readPackageSize(tier: Fields): Decimal | null {
  const size = tier.decimalOrNull('packageSize');
  if (size?.isZero()) {
    throw new Refusal('pricing.value_not_allowed', `${tier.path}.packageSize must be above zero`, {
      field: `${tier.path}.packageSize`,
    });
  }
  return size;
}

function readResetFrom(fields: Fields, reset: Reset): string {
  const value = fields.take('resetFrom');
  if (value === undefined || value === null) return '01-01';
  if (reset !== 'YEAR') {
    throw new Refusal('pricing.value_not_allowed', 'resetFrom belongs to reset YEAR; remove it or set the reset', {
      field: 'resetFrom',
    });
  }
  if (typeof value !== 'string' || !isDayOfEveryYear(value)) {
    throw new Refusal('pricing.value_not_allowed', 'resetFrom must be a day that every year has, as MM-DD: "12-01"', {
      field: 'resetFrom',
    });
  }
  return value;
}

function isDayOfEveryYear(text: string): boolean {
  if (!/^\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`2001-${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === text;
}
