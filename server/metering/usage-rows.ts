/** Reads usage events as they come from outside, row by row: one bad row costs itself only. Pure. */
import type { BusinessDate } from '../kernel/dates.ts';
import type { FieldError } from '../kernel/errors.ts';
import { Refusal, toFieldError } from '../kernel/errors.ts';
import { parseDecimal, plain } from '../kernel/money.ts';

/** Who used something, by code. */
export type SubjectKind = 'binding' | 'customer' | 'meter';

/** An event whose cells were read. */
export interface UsageRow {
  index: number;
  id: string;
  kind: SubjectKind;
  /** Code of the binding, customer or meter. */
  subject: string;
  /** Code of the metric; null where the binding says it. */
  metric: string | null;
  /** ISO 8601 in UTC. */
  at: string;
  usedOn: BusinessDate;
  /** Plain decimal; null where the event gives none. */
  quantity: string | null;
  properties: Record<string, unknown> | null;
}

export const LONGEST_ID = 128;
const KINDS: readonly SubjectKind[] = ['binding', 'customer', 'meter'];
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const PLAIN_NUMBER = /^-?\d{1,15}(\.\d{1,12})?$/;
const LONGEST_PROPERTIES = 4_000;

/**
 * Reads one event.
 * @param dayOf the business day of a moment, in the tenant's time zone
 * @returns the event, or what is wrong with it
 */
export function readUsageRow(
  index: number,
  input: unknown,
  dayOf: (at: Date) => BusinessDate,
  today: BusinessDate,
): UsageRow | FieldError {
  try {
    const cells = objectOf(input);
    const at = momentOf(cells['at']);
    const usedOn = dayOf(at);
    if (usedOn > today) throw wrong('at', 'metering.usage_in_future', `${usedOn} is in the future; today is ${today}`);
    const [kind, subject] = subjectOf(cells);
    const metric = textOf(cells, 'metric');
    if (metric === null && kind !== 'binding') {
      throw wrong('metric', 'metering.metric_missing', `name the metric that the ${kind} used`);
    }
    return {
      index,
      id: idOf(cells),
      kind,
      subject,
      metric,
      at: at.toISOString(),
      usedOn,
      quantity: quantityOf(cells['quantity']),
      properties: propertiesOf(cells['properties']),
    };
  } catch (error) {
    if (error instanceof Refusal) return toFieldError(error);
    throw error;
  }
}

const wrong = (field: string | undefined, code: string, message: string) => new Refusal(code, message, { field });

function objectOf(input: unknown): Record<string, unknown> {
  if (input !== null && typeof input === 'object' && !Array.isArray(input)) return input as Record<string, unknown>;
  throw wrong(undefined, 'metering.event_not_read', 'an event is an object with id, binding, at and quantity');
}

function textOf(cells: Record<string, unknown>, field: string): string | null {
  const value = cells[field] ?? null;
  if (value === null || value === '') return null;
  if (typeof value !== 'string') throw wrong(field, 'value.not_text', `${field} must be text`);
  return value;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;

function idOf(cells: Record<string, unknown>): string {
  const id = textOf(cells, 'id');
  if (id === null)
    throw wrong('id', 'metering.event_id_missing', 'give each event an id of yours; it counts once by it');
  if (id.length <= LONGEST_ID && !CONTROL.test(id) && id.isWellFormed()) return id;
  throw wrong('id', 'metering.event_id_bad', `an event's id is one line of at most ${LONGEST_ID} characters`);
}

function subjectOf(cells: Record<string, unknown>): [SubjectKind, string] {
  const named = KINDS.filter((kind) => textOf(cells, kind) !== null);
  const [kind] = named;
  if (kind !== undefined && named.length === 1) return [kind, textOf(cells, kind) as string];
  const message =
    named.length === 0
      ? 'say who used it: name a binding, or a customer or meter with a metric'
      : `say who used it once: ${named.join(' and ')} are both named`;
  throw wrong('binding', 'metering.subject_missing', message);
}

function momentOf(value: unknown): Date {
  const moment = typeof value === 'string' && MOMENT.test(value) ? new Date(value) : null;
  if (moment !== null && !Number.isNaN(moment.getTime()) && moment.getUTCFullYear() >= 2000) return moment;
  throw wrong('at', 'value.not_a_moment', '“at” is a moment since 2000 such as 2026-10-31T08:00:00Z');
}

function quantityOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') throw wrong('quantity', 'value.not_a_number', 'a quantity is a number or its text');
  if (PLAIN_NUMBER.test(text)) return text;
  const quantity = inField('quantity', () => parseDecimal(text));
  if (quantity.abs().lt('1e15') && quantity.decimalPlaces() <= 12) return plain(quantity);
  throw wrong('quantity', 'value.out_of_range', 'a quantity has at most 15 digits before the point and 12 behind it');
}

function inField<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw wrong(field, error.code, error.message);
    throw error;
  }
}

function propertiesOf(value: unknown): Record<string, unknown> | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object' && !Array.isArray(value) && fits(JSON.stringify(value)))
    return value as Record<string, unknown>;
  throw wrong(
    'properties',
    'metering.properties_bad',
    `properties are an object of at most ${LONGEST_PROPERTIES} characters`,
  );
}

/** Short enough, and without what PostgreSQL cannot store: NUL and halves of characters. */
const fits = (json: string) => json.length <= LONGEST_PROPERTIES && !/\\u(?:0000|d[89a-f][0-9a-f]{2})/.test(json);

/** The business day of moments in a time zone. Days change at full quarters of an hour, so each is looked up once. */
export function dayIn(timeZone: string): (at: Date) => BusinessDate {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const known = new Map<number, BusinessDate>();
  return (at) => {
    const quarter = Math.floor(at.getTime() / 900_000);
    let day = known.get(quarter);
    if (day === undefined) {
      day = format.format(at);
      known.set(quarter, day);
    }
    return day;
  };
}
