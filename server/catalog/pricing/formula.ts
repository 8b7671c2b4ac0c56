import { Refusal } from '../../kernel/errors.ts';
import { Decimal, plain } from '../../kernel/money.ts';
import { type Expression, isVariableName, parseExpression } from './expression.ts';
import { type Fields, readSignedDecimal } from './fields.ts';
import type { FormulaLine, ModelRule, Use } from './model.ts';

/** What a formula may name beside its own variables. */
export const OFFERED = ['quantity', 'area', 'days', 'cycleDays'] as const;
type Offered = (typeof OFFERED)[number];

const MAX_VARIABLES = 50;

/**
 * `{ "model": "FORMULA", "expression": "area * price + surcharge", "variables": { "price": "2.85", "surcharge": "10" } }`.
 * Offered are `quantity`, `area` (of the premise), `days` (that are charged) and `cycleDays` (of the
 * whole cycle). A formula that names `days` is not prorated on top.
 */
export function parseFormula(fields: Fields): ModelRule {
  const variables = readVariables(fields.take('variables'));
  const text = fields.take('expression');
  if (typeof text !== 'string' || text.trim() === '') {
    throw new Refusal('pricing.field_missing', 'expression is missing; write one such as "area * price + surcharge"', {
      field: 'expression',
    });
  }
  const expression = parseExpression(text, new Set([...OFFERED, ...variables.keys()]));
  const uses = (name: Offered) => expression.names.includes(name);
  const lineOf = (use: Use): FormulaLine => {
    const values: Record<string, string> = {};
    for (const name of expression.names) values[name] = plain(variables.get(name) ?? offered(name as Offered, use));
    return { expression: text, values };
  };
  return {
    model: 'FORMULA',
    measure: uses('quantity') || uses('area') ? 'QUANTITY' : 'NOTHING',
    countsDays: uses('days'),
    amountOf: (use) => formulaAmount(lineOf(use), expression),
    linesOf: (use) => {
      const formula = lineOf(use);
      return [
        { quantity: plain(use.quantity ?? new Decimal(1)), formula, amount: plain(formulaAmount(formula, expression)) },
      ];
    },
  };
}

/**
 * The amount that a line's formula gives; done anew from the line alone where no expression is given.
 * @throws Refusal `pricing.division_by_zero`, `pricing.formula_not_finite`, `pricing.formula_negative`
 */
export function formulaAmount({ expression: text, values }: FormulaLine, expression?: Expression): Decimal {
  const parsed = expression ?? parseExpression(text, new Set(Object.keys(values)));
  const amounts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, new Decimal(value)]));
  const amount = named(() => parsed.valueOf(amounts), values);
  if (!amount.isNegative() || amount.isZero()) return amount;
  throw new Refusal(
    'pricing.formula_negative',
    `the formula gives ${plain(amount)}${withValues(values)}; write max(0, …) if it may`,
    {
      field: 'expression',
    },
  );
}

/** Says with which values something went wrong. */
function named<T>(body: () => T, values: FormulaLine['values']): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, `${error.message}${withValues(values)}`, { field: 'expression' });
  }
}

function withValues(values: FormulaLine['values']): string {
  const pairs = Object.entries(values)
    .slice(0, 6)
    .map(([name, value]) => `${name} = ${value}`);
  return pairs.length > 0 ? ` with ${pairs.join(', ')}` : '';
}

function offered(name: Offered, { quantity, area, days, cycleDays }: Use): Decimal {
  const value = { quantity, area, days, cycleDays }[name];
  if (value !== undefined) return new Decimal(value);
  throw new Refusal('pricing.formula_value_missing', `the formula names ${name}, which is not known here`, {
    field: 'expression',
  });
}

function readVariables(json: unknown): Map<string, Decimal> {
  if (json === undefined || json === null) return new Map();
  if (typeof json !== 'object' || Array.isArray(json) || Object.keys(json).length > MAX_VARIABLES) {
    const message = `variables must be a JSON object of at most ${MAX_VARIABLES} numbers, such as {"price": "2.85"}`;
    throw new Refusal('pricing.variables_invalid', message, { field: 'variables' });
  }
  return new Map(
    Object.entries(json).map(([name, value]) => [checkedName(name), readSignedDecimal(value, `variables.${name}`)]),
  );
}

function checkedName(name: string): string {
  if (isVariableName(name) && !(OFFERED as readonly string[]).includes(name)) return name;
  const message = `a variable cannot be called “${name.slice(0, 40)}”; take letters, digits and _, and no word of the formula language`;
  throw new Refusal('pricing.variables_invalid', message, { field: `variables.${name.slice(0, 40)}` });
}
