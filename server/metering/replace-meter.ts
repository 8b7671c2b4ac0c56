/** A device is replaced: one closes, the next opens on the same day, and what is charged by it goes on without a gap. */
import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { Decimal, parseDecimal, plain } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { insertRows } from '../ledger/bulk.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { meterDates, timeline } from './reading-facts.ts';
import { flagOf, type MeterDates, wrongDay } from './reading-rules.ts';

export interface ReplaceInput {
  key: string;
  /** Code of the device that goes. */
  meter: string;
  /** Day on which it goes and the next one comes. */
  closedOn: BusinessDate;
  closingValue: string;
  /** Code of the device that comes. */
  newCode: string;
  openingValue: string;
  /** Digits and multiplier of the next one; those of the old one where left out. */
  digits?: number | null | undefined;
  multiplier?: string | null | undefined;
}

interface Device {
  id: string;
  code: string;
  premise_id: string;
  kind: string;
  digits: number | null;
  multiplier: string;
  parent_id: string | null;
  point_id: string | null;
  removed_on: string | null;
}

/**
 * Closes a meter with its last reading and opens another at the same point of supply. Bindings and meters below it
 * follow; charges and year ladders go on.
 * @returns code of the new meter
 * @throws Refusal `metering.meter_unknown`, `metering.meter_removed`, `metering.code_taken`, `metering.reading_lower`,
 *   `metering.reading_in_future`, `metering.replaced_before_reading`, `metering.reading_too_long`, `value.not_a_number`
 */
export async function replaceMeter(books: Books, { key, ...input }: ReplaceInput): Promise<string> {
  const [closing, opening] = [valueOf(input.closingValue, 'closingValue'), valueOf(input.openingValue, 'openingValue')];
  return writeOnce(books, { key, operation: 'metering.replace', input }, async (work) => {
    const old = await lockDevice(work, input.meter);
    await refuseTakenCode(work, input.newCode);
    await refuseClosing(work, old, input.closedOn, closing);
    const next = nextDevice(old, input);
    refuseTooLong(opening, next.digits, 'openingValue');
    await save(work, old, next, input.closedOn);
    await insertReadings(work, input.closedOn, [
      { meter: old, value: closing },
      { meter: next, value: opening },
    ]);
    work.audit({
      noun: 'Meter',
      rowId: old.id,
      action: 'REPLACED',
      before: { code: old.code },
      after: { code: next.code, on: input.closedOn, closingValue: plain(closing), openingValue: plain(opening) },
    });
    return next.code;
  });
}

function valueOf(text: string, field: string): Decimal {
  const value = parseDecimal(text);
  if (!value.isNegative() && value.lt('1e15') && value.decimalPlaces() <= 4) return value;
  throw new Refusal('value.out_of_range', 'a reading is not below zero and has at most 4 decimals', { field });
}

async function lockDevice(work: Work, code: string): Promise<Device> {
  const { rows } = await sql<Device>`
    select id, code, premise_id, kind, digits, multiplier, parent_id, point_id, removed_on from meter
    where tenant_id = ${work.tenantId} and code = ${code} and not archived for update`.execute(work.db);
  const [device] = rows;
  if (!device) throw new Refusal('metering.meter_unknown', `there is no meter ${code}`, { field: 'meter' });
  if (device.removed_on === null) return device;
  const message = `the meter ${code} was removed on ${device.removed_on} already; name the one that measures now`;
  throw new Refusal('metering.meter_removed', message, { field: 'meter' });
}

async function refuseTakenCode(work: Work, code: string): Promise<void> {
  const field = { field: 'newCode' };
  if (code.trim() === '' || code !== code.trim() || code.length > 64 || /[\r\n\t]/.test(code)) {
    throw new Refusal('value.bad_code', 'a code is one line of at most 64 characters without tabs', field);
  }
  const { rows } = await sql`select 1 from meter where tenant_id = ${work.tenantId} and code = ${code}`.execute(
    work.db,
  );
  if (rows.length > 0) throw new Refusal('metering.code_taken', `there is a meter ${code} already`, field);
}

/** The last reading must fit those before, and nothing may have been read of the old device later. */
async function refuseClosing(work: Work, old: Device, on: BusinessDate, value: Decimal): Promise<void> {
  const { db, books } = work;
  const dates = (await meterDates(db, books, [old.id])).get(old.id) as MeterDates;
  const wrong = wrongDay(on, dates, books.today);
  if (wrong) throw new Refusal(...wrong, { field: 'closedOn' });
  refuseTooLong(value, old.digits, 'closingValue');
  const readings = await timeline(db, books, [old.id]);
  const later = readings.find(
    (reading) => reading.on > on || (reading.on === on && !new Decimal(reading.value).eq(value)),
  );
  if (later) {
    const message = `the meter shows ${plain(new Decimal(later.value))} on ${later.on}; a meter is closed with its last reading`;
    throw new Refusal('metering.replaced_before_reading', message, { field: 'closedOn' });
  }
  if ((dates.billedUntil ?? '') > on) {
    const message = `the use of this meter is billed until ${dates.billedUntil}; close it on that day or later`;
    throw new Refusal('metering.reading_billed', message, { field: 'closedOn' });
  }
  const good = readings.filter((reading) => !reading.inDoubt && reading.on < on);
  // How much was used is for the reading itself to be doubted; a counter that went back cannot be closed.
  if (flagOf(good, { on, value: plain(value) }, old.digits, new Decimal('1e15')) === 'LOWER') {
    const message = `${plain(value)} is below the reading before; correct the wrong one`;
    throw new Refusal('metering.reading_lower', message, { field: 'closingValue' });
  }
}

function refuseTooLong(value: Decimal, digits: number | null, field: string): void {
  if (digits === null || value.lt(new Decimal(10).pow(digits))) return;
  throw new Refusal('metering.reading_too_long', `a meter with ${digits} digits cannot show ${plain(value)}`, {
    field,
  });
}

function nextDevice(old: Device, { newCode, digits, multiplier }: ReplaceInput | Omit<ReplaceInput, 'key'>): Device {
  if (digits !== null && digits !== undefined && !(Number.isInteger(digits) && digits >= 3 && digits <= 15)) {
    throw new Refusal('value.out_of_range', 'a meter has from 3 to 15 digits', { field: 'digits' });
  }
  const factor = parseDecimal(multiplier ?? old.multiplier);
  if (factor.lt('0.0001') || factor.gt('1000000') || factor.decimalPlaces() > 4) {
    throw new Refusal('value.out_of_range', 'a multiplier lies from 0.0001 to 1000000', { field: 'multiplier' });
  }
  const point = old.point_id ?? old.id;
  return {
    ...old,
    id: newId(),
    code: newCode,
    digits: digits ?? old.digits,
    multiplier: plain(factor),
    point_id: point,
  };
}

async function save(work: Work, old: Device, next: Device, on: BusinessDate): Promise<void> {
  const { db, tenantId, changeId } = work;
  await sql`update meter set removed_on = ${on}, version = version + 1, change_id = ${changeId}
    where tenant_id = ${tenantId} and id = ${old.id}`.execute(db);
  await insertRows(db, 'meter', [
    {
      ...next,
      tenant_id: tenantId,
      installed_on: on,
      removed_on: null,
      note: '',
      archived: false,
      version: 1,
      change_id: changeId,
    },
  ]);
  await sql`update meter set parent_id = ${next.id}, version = version + 1, change_id = ${changeId}
    where tenant_id = ${tenantId} and parent_id = ${old.id} and removed_on is null`.execute(db);
  const { rows } = await sql<{ id: string }>`
    update binding set meter_id = ${next.id}, version = version + 1, change_id = ${changeId}
    where tenant_id = ${tenantId} and meter_id = ${old.id} and not archived and (end_date is null or end_date > ${on}::date)
    returning id`.execute(db);
  for (const { id } of rows) {
    work.audit({
      noun: 'Binding',
      rowId: id,
      action: 'CHANGED',
      before: { meter: old.code },
      after: { meter: next.code },
    });
  }
  work.audit({ noun: 'Meter', rowId: next.id, action: 'CREATED', after: { code: next.code, replaces: old.code } });
}

/** The closing reading may have been entered before. */
async function insertReadings(
  work: Work,
  readOn: BusinessDate,
  shown: readonly { meter: Device; value: Decimal }[],
): Promise<void> {
  const known = new Set(
    (await timeline(work.db, work.books, [shown[0]?.meter.id ?? '']))
      .filter(({ on }) => on === readOn)
      .map(({ meterId }) => meterId),
  );
  const rows = shown
    .filter(({ meter }) => !known.has(meter.id))
    .map(({ meter, value }) => ({
      tenant_id: work.tenantId,
      id: newId(),
      meter_id: meter.id,
      read_on: readOn,
      value: plain(value),
      kind: 'ACTUAL',
      accepted_reason: '',
      note: '',
      archived: false,
      version: 1,
      change_id: work.changeId,
    }));
  await insertRows(work.db, 'meter_reading', rows);
  for (const { id, meter_id: meterId, value } of rows) {
    work.audit({ noun: 'MeterReading', rowId: id, action: 'CREATED', after: { meterId, readOn, value } });
  }
}
