/**
 * Publishing changed prices of a sheet end to end: the add-in's engine on a workbook in memory, GraphQL over HTTP on
 * loopback, PostgreSQL, statuses back in the sheet; against one UPDATE of the same rows.
 */
import { createSync, type Sync } from '../../addin/sync/sync.ts';
import { MemoryWorkbook } from '../../addin/workbook/memory.ts';
import { createApp } from '../../server/app.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Client } from '../support/client.ts';
import { type Counter, httpSheets, signedIn } from './http-sheets.ts';
import { inTurns, median, rounded, seconds } from './measure.ts';
import { type BenchTenant, benchTenant, byHand, EDITABLE } from './tenant.ts';

const SHEET = 'PRICES';

const UPDATE = `update price_version v set model = jsonb_build_object('model', 'PER_UNIT', 'unitPrice', x.price),
    version = v.version + 1, change_id = $2
  from json_to_recordset($1::json) as x(id uuid, version int, price text)
  where v.tenant_id = current_setting('suanpan.tenant')::uuid and v.id = x.id and v.version = x.version`;

export async function benchPublish(size: number, log: (line: string) => void) {
  const tenant = await benchTenant('2026-11-05');
  const app = await createApp({ orm: tenant.orm });
  try {
    await fillPrices(tenant, size);
    const client = await signedIn(tenant, await Client.of(app), ['PRICING', 'FINANCE']);
    const counter: Counter = { requests: 0, seconds: 0 };
    const sheet = new PriceSheet(httpSheets(client, counter), size);
    const requests: number[] = [];
    const requestSeconds: number[] = [];
    const settle = async () => {
      await tenant.settle();
      await sheet.open();
    };
    const ours = {
      async prepare() {
        await settle();
        await sheet.raisePrices();
        Object.assign(counter, { requests: 0, seconds: 0 });
      },
      async run() {
        await sheet.publish();
        requests.push(counter.requests);
        requestSeconds.push(counter.seconds);
      },
    };
    let changes: { id: string; version: number; price: string }[] = [];
    const limit = {
      async prepare() {
        await settle();
        changes = await sheet.higherPrices();
      },
      run: () => byHand(tenant, {}, (server) => updateAll(server, changes)),
    };
    const laps = await inTurns(ours, limit, log);
    log(`  ${size} prices: ${seconds(laps.seconds)} from the sheet and back, one UPDATE ${seconds(laps.limitSeconds)}`);
    log(`  of that ${seconds(median(requestSeconds.slice(1)))} in ${median(requests.slice(1))} requests`);
    log(`  ${laps.ratio.toFixed(2)} × the UPDATE, ${Math.round(size / laps.seconds)} rows a second`);
    return {
      bench: 'publish',
      rows: size,
      seconds: rounded(laps.seconds),
      sql_seconds: rounded(laps.limitSeconds),
      ratio_to_sql: rounded(laps.ratio),
      rows_per_s: Math.round(size / laps.seconds),
      request_seconds: rounded(median(requestSeconds.slice(1))),
    };
  } finally {
    await app.close();
    await tenant.close();
  }
}

async function updateAll(server: BenchTenant['server'], changes: readonly object[]): Promise<void> {
  const { rowCount } = await server.query(UPDATE, [JSON.stringify(changes), newId()]);
  if (rowCount !== changes.length) throw new Error(`the UPDATE changed ${rowCount} rows of ${changes.length}`);
}

/** One fee item a price, as a catalogue of many items has them. */
async function fillPrices({ fill }: BenchTenant, count: number): Promise<void> {
  const items = Array.from({ length: count }, (_, i) => {
    const code = `FEE-${String(i + 1).padStart(5, '0')}`;
    return { id: newId(), code, name_zh: `收费 ${code}`, name_en: `Fee ${code}` };
  });
  await fill('fee_item', items, {
    ...EDITABLE,
    category: 'BASIC',
    cycle: 'MONTHLY',
    timing: 'ARREARS',
    unit: 'm²',
    currency: 'CNY',
    effective_from: '2020-01-01',
  });
  const prices = items.map(({ id }, i) => {
    const model = { model: 'PER_UNIT', unitPrice: (1 + (i % 900) / 100).toFixed(2) };
    return { id: newId(), fee_item_id: id, model };
  });
  await fill('price_version', prices, { ...EDITABLE, effective_from: '2020-01-01', proration: 'ACTUAL_DAYS' });
}

/** The sheet of prices, as a person has it open. */
class PriceSheet {
  readonly #workbook = new MemoryWorkbook();
  readonly #sync: Sync;
  readonly #size: number;

  constructor(api: Parameters<typeof createSync>[0]['api'], size: number) {
    this.#sync = createSync({ workbook: this.#workbook, api, locale: 'zh' });
    this.#size = size;
  }

  async open(): Promise<void> {
    const { rows } = await this.#sync.open(SHEET);
    if (rows !== this.#size) throw new Error(`the sheet has ${rows} rows, not ${this.#size}`);
  }

  /** Every price a cent higher, by ids and versions as they are in the sheet. */
  async higherPrices(): Promise<{ id: string; version: number; price: string }[]> {
    const { rows } = await this.#workbook.read(SHEET, { columns: ['_id', '_version', 'price'] });
    return rows.map(([id, version, price]) => ({
      id: id as string,
      version: Number(version),
      price: (Number(price) + 0.01).toFixed(2),
    }));
  }

  /** Fills the column with new prices, as a formula filled down would. */
  async raisePrices(): Promise<void> {
    const prices = await this.higherPrices();
    const cells = prices.map(({ price }, row) => ({ row, column: 'price', value: Number(price) }));
    await this.#workbook.change(SHEET, { cells });
  }

  async publish(): Promise<void> {
    const report = await this.#sync.publish(SHEET);
    if (report.published !== this.#size) throw new Error(`not every price was published: ${JSON.stringify(report)}`);
  }
}
