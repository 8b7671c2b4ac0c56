/** Taking in usage events and meter readings in bulk, checked row by row, against COPY of the same rows into a bare table. */
import { newId } from '../../server/kernel/ids.ts';
import { write } from '../../server/ledger/unit-of-work.ts';
import { keepReadings } from '../../server/metering/record-readings.ts';
import { MOST_EVENTS, recordUsage } from '../../server/metering/record-usage.ts';
import { copyRows } from './copy.ts';
import { inTurns, type Laps, rounded, seconds } from './measure.ts';
import { type BenchTenant, benchTenant, byHand, EDITABLE } from './tenant.ts';

type Row = Record<string, unknown>;

const BINDINGS = 200;
const READINGS_A_METER = 10;

export async function benchIngest(size: number, log: (line: string) => void) {
  const tenant = await benchTenant('2026-12-05');
  try {
    const events = await measured(tenant, 'usage_event', await eventsOf(tenant, size), sendEvents, log);
    const readings = await measured(tenant, 'meter_reading', await readingsOf(tenant, size), keepAll, log);
    return {
      bench: 'ingest',
      rows: size,
      events_seconds: rounded(events.seconds),
      events_copy_seconds: rounded(events.limitSeconds),
      events_ratio_to_copy: rounded(events.ratio),
      events_per_s: Math.round(size / events.seconds),
      readings_seconds: rounded(readings.seconds),
      readings_copy_seconds: rounded(readings.limitSeconds),
      readings_ratio_to_copy: rounded(readings.ratio),
      readings_per_s: Math.round(size / readings.seconds),
    };
  } finally {
    await tenant.close();
  }
}

/** The rows as they come in, and as the table holds them. */
interface Load {
  incoming: Row[];
  stored: Row[];
}

async function measured(
  tenant: BenchTenant,
  table: 'usage_event' | 'meter_reading',
  { incoming, stored }: Load,
  keep: (tenant: BenchTenant, rows: readonly Row[]) => Promise<number>,
  log: (line: string) => void,
): Promise<Laps> {
  const bare = await tenant.bareCopyOf(table);
  const ours = {
    prepare: () => tenant.settle([table]),
    async run() {
      const applied = await keep(tenant, incoming);
      if (applied !== incoming.length) throw new Error(`${applied} rows of ${incoming.length} went in`);
    },
  };
  const limit = {
    prepare: () => tenant.settle([bare]),
    run: () => byHand(tenant, {}, (server) => copyRows(server, bare, stored)),
  };
  log(`  ${table}`);
  const laps = await inTurns(ours, limit, log);
  log(`  ${incoming.length} rows: ${seconds(laps.seconds)}, COPY into a bare table ${seconds(laps.limitSeconds)}`);
  log(`  ${laps.ratio.toFixed(2)} × COPY, ${Math.round(incoming.length / laps.seconds)} rows a second`);
  return laps;
}

async function eventsOf(tenant: BenchTenant, size: number): Promise<Load> {
  const [metric, feeItem] = [newId(), newId()];
  await tenant.fill('usage_metric', [
    { ...EDITABLE, id: metric, code: 'CALLS', name: 'Calls', aggregation: 'SUM', property: '', unit: '' },
  ]);
  await tenant.fill('fee_item', [
    {
      ...EDITABLE, id: feeItem, code: 'API', name_zh: 'API', name_en: 'API', category: 'BASIC', cycle: 'MONTHLY',
      timing: 'ARREARS', unit: '', currency: 'CNY', effective_from: '2020-01-01',
    },
  ]); // biome-ignore format: a list reads better packed
  const customers = numbers(BINDINGS).map((i) => ({ id: newId(), code: `C-${i}` }));
  await tenant.fill('customer', customers, {
    ...EDITABLE, name: 'Customer', kind: 'COMPANY', currency: 'CNY', customer_group: '', region: '', phone: '', email: '',
    tax_id: '', bank_account: '', language: 'EN',
  }); // biome-ignore format: a list reads better packed
  const bindings = customers.map((customer, i) => ({ id: newId(), code: `B-${i}`, customer_id: customer.id }));
  await tenant.fill('binding', bindings, {
    ...EDITABLE, fee_item_id: feeItem, start_date: '2026-01-01', anchor: '2026-01-01', quantity_source: 'USAGE', metric_id: metric,
  }); // biome-ignore format: a list reads better packed
  const incoming = numbers(size).map((i) => ({
    id: `evt-${newId()}`,
    binding: `B-${i % BINDINGS}`,
    at: new Date(Date.UTC(2026, 9, 1, 0, 0, i)).toISOString(),
    quantity: String(1 + (i % 97) / 4),
    properties: { region: i % 3 === 0 ? 'eu' : 'us', endpoint: `/v1/${i % 20}` },
  }));
  const changeId = newId();
  const stored = incoming.map(({ id, at, quantity, properties }, i) => ({
    id,
    at,
    quantity,
    properties,
    tenant_id: tenant.books.tenant.id,
    subject_id: bindings[i % BINDINGS]?.id,
    metric_id: metric,
    used_on: at.slice(0, 10),
    change_id: changeId,
  }));
  return { incoming, stored };
}

/** Two batches are under way at a time, as a sender does who does not wait for each answer. */
async function sendEvents({ books }: BenchTenant, rows: readonly Row[]): Promise<number> {
  let applied = 0;
  let at = 0;
  const send = async () => {
    while (at < rows.length) {
      const events = rows.slice(at, (at += MOST_EVENTS));
      const answers = await recordUsage(books, { key: newId(), events });
      applied += answers.filter(({ status }) => status === 'APPLIED').length;
    }
  };
  await Promise.all([send(), send()]);
  return applied;
}

async function readingsOf(tenant: BenchTenant, size: number): Promise<Load> {
  const premise = newId();
  await tenant.fill('premise', [
    { ...EDITABLE, id: premise, code: 'R', name: 'R', kind: 'ROOM', building: '', unit: '', room: '' },
  ]);
  const meters = numbers(Math.ceil(size / READINGS_A_METER)).map((i) => ({ id: newId(), code: `M-${i}` }));
  await tenant.fill('meter', meters, { ...EDITABLE, premise_id: premise, kind: 'WATER', multiplier: '1', digits: 6 });
  const changeId = newId();
  const placed = numbers(size).map((i) => ({
    meter: meters[Math.floor(i / READINGS_A_METER)],
    day: i % READINGS_A_METER,
  }));
  const value = (day: number) => String(100 + day * 12.5);
  const readOn = (day: number) => `2026-10-${String(1 + day * 3).padStart(2, '0')}`;
  return {
    incoming: placed.map(({ meter, day }) => ({ meter: meter?.code, readOn: readOn(day), value: value(day) })),
    stored: placed.map(({ meter, day }) => ({
      ...EDITABLE,
      tenant_id: tenant.books.tenant.id,
      id: newId(),
      meter_id: meter?.id,
      read_on: readOn(day),
      value: value(day),
      kind: 'ACTUAL',
      flag: null,
      accepted_reason: '',
      change_id: changeId,
    })),
  };
}

async function keepAll({ books }: BenchTenant, rows: readonly Row[]): Promise<number> {
  return (await write(books, 'bench.readings', (work) => keepReadings(work, rows))).applied;
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
