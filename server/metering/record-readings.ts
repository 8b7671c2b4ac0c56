/** Takes in many readings at once, from a file or another system: good rows go in, others are told with their reason. */
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { type BusinessDate, parseDate } from '../kernel/dates.ts';
import { type FieldError, Refusal } from '../kernel/errors.ts';
import { newId, sha256 } from '../kernel/ids.ts';
import { Decimal, parseDecimal, plain } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import type { BulkRow } from '../ledger/bulk.ts';
import { insertMany } from '../ledger/copy.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import type { ReadingFlag } from './entities.ts';
import { readingFactor, timeline } from './reading-facts.ts';
import { flagOf, type MeterDates, place, tooLong, wrongDay } from './reading-rules.ts';

/** A reading as it came from outside, unread. */
export interface ReadingRow {
  /** Code of the meter. */
  meter?: unknown;
  readOn?: unknown;
  value?: unknown;
  /** ACTUAL where left out. */
  kind?: unknown;
  note?: unknown;
}

/** What became of many readings. */
export interface ReadingsOutcome {
  applied: number;
  /** There already, with the same value. */
  unchanged: number;
  /** Kept in doubt. */
  flagged: number;
  refused: { index: number; error: FieldError }[];
}

interface Read {
  index: number;
  code: string;
  on: BusinessDate;
  value: string;
  kind: 'ACTUAL' | 'ESTIMATED';
  note: string;
}

type Meter = MeterDates & { id: string; code: string };

/** Keeps readings in this unit of work. One audit record stands for them all, with the digest of what came. */
export async function keepReadings(work: Work, inputs: readonly ReadingRow[]): Promise<ReadingsOutcome> {
  const outcome: ReadingsOutcome = { applied: 0, unchanged: 0, flagged: 0, refused: [] };
  const rows = readAll(inputs, outcome);
  // Publishes of readings go one after the other, so that each is judged among all the others; this is one.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`publish ${work.tenantId} METER_READINGS`}, 0))`.execute(
    work.db,
  );
  const meters = await metersOf(work.db, work.books, [...new Set(rows.map(({ code }) => code))]);
  const known = rows.filter((row) => isOfMeter(row, meters.get(row.code), work.books.today, outcome));
  const store = await judge(work, known, meters, outcome);
  // While the last rows are being stored.
  const digest = sha256(JSON.stringify(inputs));
  await store.end();
  if (outcome.applied > 0) {
    const after = { readings: outcome.applied, flagged: outcome.flagged, digest };
    work.audit({ noun: 'ReadingBatch', rowId: newId(), action: 'RECORDED', after });
  }
  return outcome;
}

function readAll(inputs: readonly ReadingRow[], outcome: ReadingsOutcome): Read[] {
  const rows: Read[] = [];
  const days = new Map<unknown, BusinessDate>();
  for (const [index, input] of inputs.entries()) {
    try {
      let on = days.get(input.readOn);
      if (on === undefined) {
        on = dayOf(input.readOn);
        days.set(input.readOn, on);
      }
      rows.push({
        index,
        on,
        code: textOf(input.meter, 'meter', 64),
        value: valueOf(input.value),
        kind: kindOf(input.kind),
        note: textOf(input.note ?? '', 'note', 1000, true),
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, message, field } = error;
      outcome.refused.push({ index, error: { field: field ?? null, code, message } });
    }
  }
  return rows;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;

function textOf(value: unknown, field: string, most: number, mayBeEmpty = false): string {
  const text = (typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '').trim();
  if (text === '' && !mayBeEmpty) throw new Refusal('value.required', `${field} is missing`, { field });
  if (text.length <= most && !CONTROL.test(text) && text.isWellFormed()) return text;
  throw new Refusal('value.too_long', `${field} is one line of at most ${most} characters`, { field });
}

/** `2026-10-31`, also written with slashes or dots, or as the beginning of a moment. */
function dayOf(value: unknown): BusinessDate {
  const text = typeof value === 'string' ? value.trim() : '';
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text);
  const day = match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : text;
  return parseDate(day, 'readOn');
}

const PLAIN_VALUE = /^\d{1,15}(\.\d{1,4})?$/;

function valueOf(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (PLAIN_VALUE.test(text)) return text;
  try {
    const number = parseDecimal(text);
    if (!number.isNegative() && number.lt('1e15') && number.decimalPlaces() <= 4) return plain(number);
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, error.message, { field: 'value' });
    throw error;
  }
  throw new Refusal('value.out_of_range', 'a reading is not below zero and has at most 4 decimals', { field: 'value' });
}

function kindOf(value: unknown): Read['kind'] {
  const text = typeof value === 'string' ? value.trim().toUpperCase() : '';
  if (text === '' || text === 'ACTUAL' || text === '实抄') return 'ACTUAL';
  if (text === 'ESTIMATED' || text === '估抄') return 'ESTIMATED';
  throw new Refusal('value.unknown_option', 'a reading is ACTUAL or ESTIMATED', { field: 'kind' });
}

async function metersOf(db: Db, books: Books, codes: readonly string[]): Promise<Map<string, Meter>> {
  const { rows } = await sql<Meter>`
    select id, code, digits, installed_on as "installedOn", removed_on as "removedOn", null as "billedUntil" from meter
    where tenant_id = ${books.tenant.id} and code = any(${[...codes]}::text[]) and not archived`.execute(db);
  return new Map(rows.map((row) => [row.code, row]));
}

function isOfMeter(row: Read, meter: Meter | undefined, today: BusinessDate, outcome: ReadingsOutcome): boolean {
  const refuse = (field: string, code: string, message: string) => {
    outcome.refused.push({ index: row.index, error: { field, code, message } });
    return false;
  };
  if (!meter) return refuse('meter', 'value.unknown_code', `there is no meter “${row.code}”; add it first`);
  const day = wrongDay(row.on, meter, today);
  if (day) return refuse('readOn', ...day);
  const long = tooLong(row.value, row.code, meter);
  return long ? refuse('value', ...long) : true;
}

/** Judges each reading among those of its meter, in the order of days, and stores what is new. @returns the store, the last rows still under way */
async function judge(
  work: Work,
  rows: readonly Read[],
  meters: ReadonlyMap<string, Meter>,
  outcome: ReadingsOutcome,
): Promise<Store> {
  const ids = [...new Set(rows.map(({ code }) => (meters.get(code) as Meter).id))];
  const stored = Map.groupBy(await timeline(work.db, work.books, ids), ({ meterId }) => meterId);
  const factor = await readingFactor(work.db, work.books);
  const store = new Store(work, outcome);
  for (const [code, own] of Map.groupBy(rows, (row) => row.code)) {
    const meter = meters.get(code) as Meter;
    const all = stored.get(meter.id) ?? [];
    const days = new Map(all.map(({ on, value }) => [on, value]));
    const good = all.filter(({ inDoubt }) => !inDoubt);
    for (const row of own.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
      const there = days.get(row.on);
      if (there !== undefined) {
        settleAgain(row, there, outcome);
        continue;
      }
      days.set(row.on, row.value);
      const flag = flagOf(good, row, meter.digits, factor);
      const id = newId();
      if (flag === null) place(good, { id, meterId: meter.id, on: row.on, value: row.value });
      else outcome.flagged += 1;
      const storing = store.add(tableRow(id, meter, row, flag));
      if (storing) await storing;
    }
  }
  await store.next();
  return store;
}

const ROWS_AT_ONCE = 10_000;

/** Stores rows by the thousand while those behind them are being judged. */
class Store {
  readonly #work: Work;
  readonly #outcome: ReadingsOutcome;
  #rows: BulkRow[] = [];
  #storing: Promise<void> = Promise.resolve();

  constructor(work: Work, outcome: ReadingsOutcome) {
    this.#work = work;
    this.#outcome = outcome;
  }

  add(row: BulkRow): Promise<void> | undefined {
    this.#rows.push(row);
    return this.#rows.length < ROWS_AT_ONCE ? undefined : this.next();
  }

  end(): Promise<void> {
    return this.#storing;
  }

  /** Stores what was added, once the rows before are stored. */
  async next(): Promise<void> {
    await this.#storing;
    this.#storing = this.#insert(this.#rows.splice(0));
    // Awaited with the next rows; a failure in between must not count as unhandled.
    this.#storing.catch(() => undefined);
    // The statement leaves before the next rows keep the process busy.
    await setImmediate();
  }

  async #insert(rows: readonly BulkRow[]): Promise<void> {
    const { db, tenantId, changeId } = this.#work;
    const common = { tenant_id: tenantId, accepted_reason: '', archived: false, version: 1, change_id: changeId };
    try {
      this.#outcome.applied += await insertMany(db, 'meter_reading', rows, common, 'fail');
    } catch (error) {
      if ((error as { constraint?: string }).constraint !== 'meter_reading_day') throw error;
      const message = 'somebody has just entered readings of the same days; send yours again';
      throw new Refusal('metering.duplicate_day', message);
    }
  }
}

function settleAgain(row: Read, there: string, outcome: ReadingsOutcome): void {
  if (new Decimal(there).eq(row.value)) {
    outcome.unchanged += 1;
    return;
  }
  const message = `there is a reading of ${row.code} on ${row.on} already, of ${plain(new Decimal(there))}; correct that one`;
  outcome.refused.push({ index: row.index, error: { field: 'readOn', code: 'metering.duplicate_day', message } });
}

function tableRow(id: string, meter: Meter, { on, value, kind, note }: Read, flag: ReadingFlag | null): BulkRow {
  return { id, meter_id: meter.id, read_on: on, value, kind, flag, note };
}
