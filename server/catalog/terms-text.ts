/**
 * What a price has beside price and tiers, as one cell: `packageSize: 10; freeUnits: 5`, `peak: 0.62; valley: 0.34`,
 * `expression: area * price + 10; price: 2.85`, `basis: AREA; vacant: EXCLUDED`, `minimum: 20; escalator: 3% from 2026-01-01`.
 */
import { Refusal } from '../kernel/errors.ts';
import { Decimal, plain } from '../kernel/money.ts';

type Json = Record<string, unknown>;

/** Terms that come first, in this order; others follow by name. */
const ORDER = ['expression', 'basis', 'vacant', 'packageSize', 'freeUnits', 'fixedFee', 'freeEvents', 'freeAmount'];
const COMMON = ['includedQuantity', 'minimum', 'maximum', 'resetFrom', 'escalator', 'seasons'];
const RAISE = /^(-?\d+(?:\.\d+)?)%? from (\d{4}-\d{2}-\d{2})$/;
const EXAMPLE = 'packageSize: 10; freeUnits: 5';
/** Fields that are a group of numbers by name, written as terms of their own. */
const GROUPS: Record<string, string> = { TIME_OF_USE: 'bands', FORMULA: 'variables' };

/** Writes terms as a cell; null where there are none. @param model the model without what other cells show */
export function formatTerms(name: string, model: Json): string | null {
  const group = GROUPS[name];
  const flat = Object.entries(model).flatMap(([field, value]) =>
    field === group && typeof value === 'object' && value !== null ? Object.entries(value) : [[field, value] as const],
  );
  const written = flat
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([field, value]) => [field, textOf(field, value)] as const);
  return written.length === 0 ? null : joined(written);
}

/** The one way in which terms are written, whatever their order was. */
function joined(terms: readonly (readonly [string, string])[]): string {
  const rank = (field: string) => {
    const [first, last] = [ORDER.indexOf(field), COMMON.indexOf(field)];
    return first >= 0 ? first : last >= 0 ? 1000 + last : 500;
  };
  const sorted = terms.toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return sorted.map(([field, value]) => `${field}: ${value}`).join('; ');
}

function textOf(field: string, value: unknown): string {
  if (field === 'escalator' && typeof value === 'object' && value !== null) {
    const { rate, from } = value as { rate: string | number; from: string };
    return `${plain(new Decimal(rate))}% from ${from}`;
  }
  if (field === 'excludedPremises' && Array.isArray(value)) return value.join(', ');
  if (typeof value === 'number') return plain(new Decimal(value));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * A cell in its one way of writing.
 * @throws Refusal `catalog.terms_not_readable`
 */
export const canonicalTerms = (cell: string): string =>
  joined(readTerms(cell).map(([field, value]) => [field, textOf(field, valueOf(field, value))]));

/**
 * Reads a cell into the fields of a model.
 * @throws Refusal `catalog.terms_not_readable` naming the term
 */
export function parseTerms(name: string, cell: string): Json {
  const group = GROUPS[name];
  const model: Json = {};
  const members: Json = {};
  for (const [field, value] of readTerms(cell)) {
    const own = group === undefined || ORDER.includes(field) || COMMON.includes(field);
    (own ? model : members)[field] = valueOf(field, value);
  }
  return group === undefined || Object.keys(members).length === 0 ? model : { ...model, [group]: members };
}

function readTerms(cell: string): [string, string][] {
  const terms = parts(cell).map((part): [string, string] => {
    const [, field, value] = /^([\p{L}_][\p{L}\p{N}_]*)\s*[:：]\s*(.+)$/su.exec(part) ?? [];
    if (field === undefined || value === undefined) throw notReadable(part);
    return [field, value.trim()];
  });
  const twice = terms.find(([field], index) => terms.findIndex(([other]) => other === field) !== index);
  if (twice) throw notReadable(`${twice[0]} twice`);
  return terms;
}

/** Parts between semicolons or line ends; those within brackets or quotes belong to a value. */
function parts(cell: string): string[] {
  const found: string[] = [''];
  let depth = 0;
  let quoted = false;
  for (const sign of cell) {
    if (sign === '"') quoted = !quoted;
    if (!quoted && '[{('.includes(sign)) depth += 1;
    if (!quoted && ']})'.includes(sign)) depth -= 1;
    if (!quoted && depth === 0 && /[;；\n]/.test(sign)) found.push('');
    else found[found.length - 1] += sign;
  }
  return found.map((part) => part.trim()).filter((part) => part !== '');
}

function valueOf(field: string, value: string): unknown {
  if (field === 'escalator') {
    const [, rate, from] = RAISE.exec(value) ?? [];
    if (rate === undefined) throw notReadable(`escalator: ${value}”, like “escalator: 3% from 2026-01-01`);
    return { rate, from };
  }
  if (field === 'excludedPremises') return value.split(/[,，]/).map((code) => code.trim());
  if (field === 'freeEvents' && /^\d+$/.test(value)) return Number(value);
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    throw notReadable(`${field}: ${value}`);
  }
}

function notReadable(part: string): Refusal {
  return new Refusal('catalog.terms_not_readable', `“${part.slice(0, 60)}” is not a term; write terms like ${EXAMPLE}`);
}
