/** `suanpan price`: what a price model makes of a quantity, without a database. */
import { type BusinessDate, daysInMonth, parseDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, moneyText, parseDecimal, plain, type RoundingMode, roundMoney, ZERO } from '../../kernel/money.ts';
import { modelOn } from './dated.ts';
import { openFields, readDecimal, readSignedDecimal } from './fields.ts';
import type { PriceModel, QuantityChange, Use } from './model.ts';
import { parseModel } from './parse.ts';
import { price, resetYear } from './price.ts';
import { type SharedTerms, splitPool } from './shared.ts';

const OPTIONS = [
  'model',
  'quantity',
  'currency',
  'at',
  'events',
  'before',
  'rounding',
  'area',
  'changes',
  'weights',
] as const;
type Option = (typeof OPTIONS)[number];
type Options = Partial<Record<Option, string>>;

export interface CommandResult {
  /** 0 done, 1 refused, 2 wrong usage. */
  exitCode: number;
  output: object;
}

/** The arguments do not form a question; as opposed to a question that is refused. */
class WrongUsage extends Error {}

const USAGE =
  'price --model \'<json>\' --quantity 201 [--currency CNY] [--at 2026-10-31] [--events \'[10, 80]\'] [--before 170] [--rounding HALF_UP|HALF_EVEN] [--area 89.5] [--changes \'[{"quantity": 5, "part": 31, "of": 31}]\'] [--weights \'{"A-101": 89.5}\']';

/**
 * Prices one period.
 * @param args what follows the word `price` on the command line
 * @returns exit code and the object to print: `{ exact, amount, explanation }`, or `{ error: { code, message, field } }`
 */
export function priceCommand(args: readonly string[]): CommandResult {
  try {
    return { exitCode: 0, output: answer(readOptions(args)) };
  } catch (error) {
    if (error instanceof WrongUsage) {
      return {
        exitCode: 2,
        output: { error: { code: 'usage', message: `${error.message}. Usage: ${USAGE}`, field: null } },
      };
    }
    if (error instanceof Refusal) {
      const { code, message, field = null } = error;
      return { exitCode: 1, output: { error: { code, message, field } } };
    }
    throw error;
  }
}

function answer(options: Options): object {
  if (options.model === undefined) throw new WrongUsage('--model is missing');
  const parsed = parseModel(options.model);
  const currency = readCurrency(options.currency ?? 'CNY');
  const rounding = readRounding(options.rounding ?? 'HALF_UP');
  const at = options.at === undefined ? null : parseDate(options.at, 'at');
  if (parsed.shared !== null) return answerShared(parsed.shared, options, currency);
  const model = at === null ? parsed : modelOn(parsed, at);
  const before = options.before === undefined ? undefined : readDecimal(options.before, 'before');
  const { exact, amount, explanation } = price(model, {
    ...readUse(model, options),
    ...readMonth(at),
    area: options.area === undefined ? undefined : readDecimal(options.area, 'area'),
    before,
    currency,
    rounding,
  });
  const year = at !== null && model.reset === 'YEAR' ? { resetYear: resetYear(model, at) } : {};
  return {
    exact: plain(exact),
    amount: moneyText(amount, currency),
    explanation: { ...explanation, ...(at === null ? {} : { at, ...year }) },
  };
}

/** Days of a whole month, for a formula that counts them. */
function readMonth(at: BusinessDate | null): Pick<Use, 'days' | 'cycleDays'> {
  if (at === null) return {};
  const days = daysInMonth(Number(at.slice(0, 4)), Number(at.slice(5, 7)));
  return { days, cycleDays: days };
}

/** A cost (`--quantity`) split over `--weights` by name: areas, usages, or 1 each. */
function answerShared(terms: SharedTerms, { quantity, weights }: Options, currency: string): object {
  if (weights === undefined) throw new WrongUsage('--weights is missing: a cost is shared over premises');
  const json = parseJson(weights, 'weights');
  if (typeof json !== 'object' || json === null) {
    throw new Refusal('pricing.weights_invalid', 'weights must be a JSON object such as {"A-101": 89.5}', {
      field: 'weights',
    });
  }
  const participants = Object.entries(json).map(([key, weight]) => ({
    key,
    measure: terms.basis === 'EQUAL' ? new Decimal(1) : readDecimal(weight, `weights.${key.slice(0, 40)}`),
    days: 1,
  }));
  const cost = roundMoney(readDecimal(required(quantity), 'quantity'), currency);
  const shares = splitPool(cost, terms.basis, participants, currency);
  const shown = [...shares].map(([premise, share]) => ({
    premise,
    weight: plain(share.weight),
    exact: plain(cost.times(share.weight).div(share.weights).toDecimalPlaces(20)),
    amount: moneyText(share.amount, currency),
  }));
  return {
    exact: plain(cost),
    amount: moneyText(cost, currency),
    explanation: { model: 'SHARED', ...terms, currency, shares: shown },
  };
}

/** `--name value` and `--name=value`, each once. */
function readOptions(args: readonly string[]): Options {
  const options: Options = {};
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--json') continue;
    const [, word, inline] = /^--([a-z]+)(?:=(.*))?$/s.exec(arg) ?? [];
    const name = OPTIONS.find((option) => option === word);
    if (name === undefined) throw new WrongUsage(`“${arg.slice(0, 40)}” is not an option of price`);
    const value = inline ?? args[++i];
    if (value === undefined) throw new WrongUsage(`--${name} needs a value`);
    if (options[name] !== undefined) throw new WrongUsage(`--${name} is given twice`);
    options[name] = value;
  }
  return options;
}

function readUse(model: PriceModel, { quantity, events, changes }: Options): Use {
  if (events !== undefined && model.measure !== 'EVENTS') {
    throw new Refusal('pricing.events_not_used', `${model.model} prices a quantity, not events`, { field: 'events' });
  }
  if (changes !== undefined) return { changes: readChanges(changes) };
  if (model.measure === 'NOTHING') return quantity === undefined ? {} : { quantity: readQuantity(quantity) };
  if (model.measure === 'BANDS') return { bands: readBands(required(quantity)) };
  if (events === undefined) return { quantity: readQuantity(required(quantity)) };
  return readEvents(events, quantity);
}

function required(quantity: string | undefined): string {
  if (quantity === undefined) throw new WrongUsage('--quantity is missing');
  return quantity;
}

function readQuantity(text: string): Decimal {
  return readSignedDecimal(plain(parseDecimal(text, 'quantity')), 'quantity');
}

/** Changes of a quantity inside the period: so many more or fewer, for a part of it. */
function readChanges(json: string): QuantityChange[] {
  const list = parseJson(json, 'changes');
  if (!Array.isArray(list) || list.length === 0) {
    throw new Refusal(
      'pricing.changes_invalid',
      'changes must be a JSON array: [{"quantity": 5, "part": 31, "of": 31}]',
      {
        field: 'changes',
      },
    );
  }
  return list.map((change, index) => {
    const path = `changes[${index}]`;
    const fields = openFields(change, path);
    const read = {
      quantity: readSignedDecimal(fields.take('quantity'), `${path}.quantity`),
      part: fields.decimal('part'),
      of: fields.decimal('of'),
    };
    fields.finish();
    if (!read.of.isZero() && read.part.lte(read.of)) return read;
    throw new Refusal('pricing.changes_invalid', `${path}: part must be at most of, and of above zero`, {
      field: path,
    });
  });
}

/** Events in their order; a quantity beside them must be their sum, or one of the two is wrong. */
function readEvents(json: string, quantity: string | undefined): Use {
  const list = parseJson(json, 'events');
  if (!Array.isArray(list)) {
    throw new Refusal('pricing.events_invalid', 'events must be a JSON array of amounts: [10, 80]', {
      field: 'events',
    });
  }
  const events = list.map((amount, index) => readDecimal(amount, `events[${index}]`));
  const sum = events.reduce((total, event) => total.plus(event), ZERO);
  if (quantity !== undefined && !readQuantity(quantity).eq(sum)) {
    throw new Refusal(
      'pricing.quantity_differs',
      `The events sum to ${plain(sum)}, not to the quantity; leave one out`,
      {
        field: 'quantity',
      },
    );
  }
  return { quantity: sum, events };
}

function readBands(json: string): Record<string, Decimal> {
  const bands = parseJson(json, 'quantity');
  if (typeof bands !== 'object' || bands === null || Array.isArray(bands)) {
    throw new Refusal('pricing.bands_missing', 'TIME_OF_USE needs a quantity for each band, such as {"peak": "50"}', {
      field: 'quantity',
    });
  }
  return Object.fromEntries(
    Object.entries(bands).map(([band, value]) => [band, readDecimal(value, `quantity.${band.slice(0, 40)}`)]),
  );
}

function parseJson(text: string, field: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('value.not_json', `${field} is not valid JSON; check quotes and brackets`, { field });
  }
}

function readCurrency(text: string): string {
  if (/^[A-Z]{3}$/.test(text)) return text;
  throw new Refusal('value.not_a_currency', `“${text.slice(0, 40)}” is not a currency; write it like CNY`, {
    field: 'currency',
  });
}

function readRounding(text: string): RoundingMode {
  if (text === 'HALF_UP' || text === 'HALF_EVEN') return text;
  throw new Refusal('value.not_allowed', 'rounding must be HALF_UP or HALF_EVEN', { field: 'rounding' });
}
