/**
 * The library that reads and evaluates formulas, on exact decimals. It is loaded when the first formula is met: it takes
 * longer to load than everything else that prices.
 */
import { createRequire } from 'node:module';
import type * as Library from 'mathjs';
import { Refusal } from '../../kernel/errors.ts';

export type Engine = ReturnType<typeof Library.create>;
export type Big = Library.BigNumber;

/** As many digits as the kernel's Decimal has. */
const PRECISION = 50;
/** Numbers that differ are different: the library would call almost equal ones equal. */
const EXACTLY = 1e-45;
/** No step of a formula may go beyond it, so that none can overflow and hide behind a minimum. */
const LARGEST = '1e200';

let engine: Engine | null = null;

/** The one engine: parser, decimal arithmetic, and division and powers that say what is wrong instead of giving Infinity. */
export function expressionEngine(): Engine {
  engine ??= makeEngine();
  return engine;
}

function makeEngine(): Engine {
  const library = createRequire(import.meta.url)('mathjs') as typeof Library;
  const made = library.create(library.all as Library.FactoryFunctionMap, {
    number: 'BigNumber',
    precision: PRECISION,
    relTol: EXACTLY,
    absTol: EXACTLY,
  });
  const overrides = {
    divide: (a: Big, b: Big): Big => {
      if (b.isZero()) throw new Refusal('pricing.division_by_zero', 'the formula divides by zero');
      return a.div(b);
    },
    pow: (base: Big, exponent: Big): Big => finite(base.pow(exponent)),
    multiply: (a: Big, b: Big): Big => finite(a.times(b)),
  };
  made.import(overrides, { override: true });
  // People name what they charge for in their own language.
  made.parse.isAlpha = (c) => /^[\p{L}_]$/u.test(c);
  return made;
}

function finite(value: Big): Big {
  if (value.isFinite() && value.abs().lte(LARGEST)) return value;
  throw new Refusal('pricing.formula_not_finite', 'a step of the formula is too large to be an amount');
}
