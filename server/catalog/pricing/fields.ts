/**
 * Reading the JSON of a price model: every wrong field is refused with its path (`tiers[1].upTo`) and the reason.
 */
import { Refusal } from '../../kernel/errors.ts';
import { Decimal } from '../../kernel/money.ts';

const MAX_DECIMALS = 12;
const MAX_INTEGER_DIGITS = 15;
const PLAIN_DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/** A JSON object whose fields are taken one by one; `finish` refuses the ones that nobody asked for. */
export interface Fields {
  readonly path: string;
  has(name: string): boolean;
  /** The raw value; marks the field as known. */
  take(name: string): unknown;
  /** A decimal ≥ 0. @throws Refusal when it is missing */
  decimal(name: string): Decimal;
  /** A decimal ≥ 0, or null when the field is missing or null. */
  decimalOrNull(name: string): Decimal | null;
  /** One of the given words, or the first when the field is missing. */
  choice<T extends string>(name: string, allowed: readonly [T, ...T[]]): T;
  /** @throws Refusal `pricing.field_unknown` when a field was not asked for: a misspelt field must not be ignored */
  finish(): void;
}

/**
 * Opens a JSON object for reading.
 * @param path where it stands, empty for the model itself
 * @throws Refusal `pricing.model_invalid` when it is no object
 */
export function openFields(json: unknown, path: string): Fields {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    const what = path === '' ? 'A price model' : path;
    throw new Refusal(
      'pricing.model_invalid',
      `${what} must be a JSON object such as {"model": "FIXED", "amount": "300"}`,
      {
        field: path || 'model',
      },
    );
  }
  const object = json as Record<string, unknown>;
  const known = new Set<string>();
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const take = (name: string): unknown => {
    known.add(name);
    return Object.hasOwn(object, name) ? object[name] : undefined;
  };
  const decimalOrNull = (name: string): Decimal | null => {
    const value = take(name);
    return value === undefined || value === null ? null : readDecimal(value, at(name));
  };
  return {
    path,
    has: (name) => Object.hasOwn(object, name),
    take,
    decimalOrNull,
    decimal(name) {
      const value = decimalOrNull(name);
      if (value === null) {
        throw new Refusal('pricing.field_missing', `${at(name)} is missing; give a number such as "2.85"`, {
          field: at(name),
        });
      }
      return value;
    },
    choice(name, allowed) {
      const value = take(name);
      if (value === undefined || value === null) return allowed[0];
      const found = allowed.find((word) => word === value);
      if (found === undefined) {
        throw new Refusal('pricing.value_not_allowed', `${at(name)} must be one of ${allowed.join(', ')}`, {
          field: at(name),
        });
      }
      return found;
    },
    finish() {
      for (const name of Object.keys(object)) {
        if (!known.has(name)) {
          throw new Refusal(
            'pricing.field_unknown',
            `${at(name).slice(0, 60)} is not a field of this model; remove it`,
            {
              field: at(name).slice(0, 60),
            },
          );
        }
      }
    },
  };
}

/**
 * A decimal that is not negative, from a string or a JSON number: at most 12 decimals and 15 digits before the point.
 * @throws Refusal `pricing.not_a_number`, `pricing.negative`, `pricing.too_many_digits`
 */
export function readDecimal(value: unknown, path: string): Decimal {
  const number = readSignedDecimal(value, path);
  if (number.isNegative() && !number.isZero()) {
    throw new Refusal('pricing.negative', `${path} must not be negative`, { field: path });
  }
  return number;
}

/**
 * Like `readDecimal`, with either sign.
 * @throws Refusal `pricing.not_a_number`, `pricing.too_many_digits`
 */
export function readSignedDecimal(value: unknown, path: string): Decimal {
  const text = typeof value === 'number' && Number.isFinite(value) ? new Decimal(value).toFixed() : value;
  if (typeof text !== 'string' || !PLAIN_DECIMAL.test(text.trim())) {
    const shown = JSON.stringify(value)?.slice(0, 40) ?? 'nothing';
    throw new Refusal('pricing.not_a_number', `${path} is ${shown}, not a decimal number; write it like "1234.56"`, {
      field: path,
    });
  }
  const number = new Decimal(text.trim());
  // A JSON number has been through binary: past 15 digits it need not be what was written.
  const lossy = typeof value === 'number' && number.precision() > 15;
  if (lossy || number.decimalPlaces() > MAX_DECIMALS || number.abs().gte(new Decimal(10).pow(MAX_INTEGER_DIGITS))) {
    const rule = lossy
      ? 'has more digits than a JSON number keeps; write it as a string'
      : `must have at most ${MAX_INTEGER_DIGITS} digits before and ${MAX_DECIMALS} after the decimal point`;
    throw new Refusal('pricing.too_many_digits', `${path} ${rule}`, { field: path });
  }
  return number;
}
