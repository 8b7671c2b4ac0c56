/**
 * The scalars of the SDL. Exact values travel as text: whatever comes in leaves here as the string it was written as,
 * so that no amount and no date passes through a JS number or a time zone.
 */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { monthPeriod, parseDate } from './dates.ts';
import { Refusal } from './errors.ts';
import { Decimal as DecimalValue, parseDecimal, plain } from './money.ts';

/** A number of at most so many characters is the same number again when JavaScript prints it. */
const FAITHFUL_LENGTH = 15;

/** More digits than any amount, price or quantity has. */
const LONGEST_DECIMAL = 100;

/** Where a JSON text may hold a number that JavaScript would change: long, or with an exponent. */
const DELICATE_NUMBER = /[:,[]\s*-?[\d.]*(?:[\d.]{16}|[eE])/;

/**
 * `JSON.parse` that keeps numbers as they were written: one that a JS number cannot hold becomes a string of its
 * digits, all others stay numbers.
 * @throws SyntaxError when it is not JSON
 */
export function parseExactJson(text: string): unknown {
  if (!DELICATE_NUMBER.test(text)) return JSON.parse(text);
  return (JSON.parse as JsonParse)(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && !survives(value, source) ? source : value,
  );
}

/** `JSON.parse` with source text access (ECMAScript 2026), which Node has and the library's types do not yet. */
type JsonParse = (
  text: string,
  reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
) => unknown;

function survives(value: number, source: string): boolean {
  if (source.length <= FAITHFUL_LENGTH && !/e/i.test(source)) return true;
  return Number.isFinite(value) && new DecimalValue(source).eq(String(value));
}

function notOf(name: string, value: unknown): never {
  throw new GraphQLError(
    `${name} cannot be read from ${typeof value === 'string' ? `“${value.slice(0, 40)}”` : `a value that is ${typeof value}`}`,
  );
}

/** The digits of a decimal: strings as they are, numbers as JavaScript prints them, exponents written out. */
function decimalText(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return plain(new DecimalValue(value));
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'string' || value.length > LONGEST_DECIMAL) return notOf('Decimal', value);
  if (/^-?\d+(\.\d+)?[eE][+-]?\d{1,3}$/.test(value)) return plain(new DecimalValue(value));
  parseDecimal(value);
  return value.trim();
}

const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  serialize: (value) => (DecimalValue.isDecimal(value) ? plain(value) : decimalText(value)),
  parseValue: decimalText,
  // A number in the document has not been through JavaScript: its digits stand in the node.
  parseLiteral: (node) =>
    node.kind === Kind.INT || node.kind === Kind.FLOAT || node.kind === Kind.STRING
      ? decimalText(node.value)
      : notOf('Decimal', node.kind),
});

/** A scalar of text in one form, checked on the way in. */
function textScalar(name: string, check: (text: string) => string): GraphQLScalarType<string, string> {
  const parse = (value: unknown) => (typeof value === 'string' ? check(value) : notOf(name, value));
  return new GraphQLScalarType<string, string>({
    name,
    serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : node.kind),
  });
}

const BusinessDate = textScalar('Date', (text) => parseDate(text));
const Month = textScalar('Month', (text) => monthPeriod(text).start.slice(0, 7));

/** PostgreSQL writes `2026-10-31 08:00:00+00`; ISO 8601 has a `T` and, in UTC, a `Z`. */
const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  serialize: (value) => isoMoment(value instanceof Date ? value : new Date(String(value))),
  parseValue: (value) => (typeof value === 'string' ? parseMoment(value) : notOf('DateTime', value)),
  parseLiteral: (node) => (node.kind === Kind.STRING ? parseMoment(node.value) : notOf('DateTime', node.kind)),
});

function isoMoment(moment: Date): string {
  if (Number.isNaN(moment.getTime())) throw new TypeError('a moment that is none');
  return moment.toISOString();
}

function parseMoment(text: string): string {
  const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
  const moment = new Date(text);
  if (shape.test(text) && !Number.isNaN(moment.getTime())) return moment.toISOString();
  throw new Refusal('value.not_a_moment', `“${text.slice(0, 40)}” is not a moment; write it like 2026-10-31T08:00:00Z`);
}

const Json = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

/**
 * Any value as the cells of a row, without ever failing: a number or boolean becomes its text, anything deeper its
 * JSON, which the row's rules then refuse at its column. What is no object at all has no cells.
 */
function cellsOf(value: unknown): Record<string, string | null> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([column, cell]) => [column, cellText(cell)]));
}

function cellText(cell: unknown): string | null {
  if (cell === null || cell === undefined || typeof cell === 'string') return cell ?? null;
  if (typeof cell === 'number') return Number.isFinite(cell) ? plain(new DecimalValue(cell)) : String(cell);
  return typeof cell === 'boolean' ? String(cell) : JSON.stringify(cell);
}

function cellsLiteral(node: ValueNode, variables: Record<string, unknown> | null | undefined): unknown {
  if (node.kind !== Kind.OBJECT) return {};
  return Object.fromEntries(
    node.fields.map(({ name, value }) => [
      name.value,
      value.kind === Kind.INT || value.kind === Kind.FLOAT ? value.value : valueFromASTUntyped(value, variables),
    ]),
  );
}

const Cells = new GraphQLScalarType<Record<string, string | null>, Record<string, string | null>>({
  name: 'Cells',
  serialize: cellsOf,
  parseValue: cellsOf,
  parseLiteral: (node, variables) => cellsOf(cellsLiteral(node, variables)),
});

/** Resolvers of the scalars, by the names of the SDL. */
export const scalars = { Decimal, Date: BusinessDate, Month, DateTime, JSON: Json, Cells };
