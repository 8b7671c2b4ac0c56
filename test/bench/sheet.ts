/**
 * A wide sheet of many rows: the engine's comparison with its base copy against a bare loop, publishing from the sheet to
 * the statuses and refreshing against the bare GraphQL requests for the same rows. The workbook is the one in memory, so
 * that what is measured is the engine and not a spreadsheet.
 */

import { customers } from '../../addin/datasets/masters.ts';
import type { PublishRow, SheetApi } from '../../addin/sync/api.ts';
import { diffTable } from '../../addin/sync/diff.ts';
import type { BaseRow } from '../../addin/sync/rows.ts';
import { SheetState } from '../../addin/sync/state.ts';
import { createSync, type Sync } from '../../addin/sync/sync.ts';
import { MemoryWorkbook } from '../../addin/workbook/memory.ts';
import type { CellValue, TableContent } from '../../addin/workbook/port.ts';
import { createApp } from '../../server/app.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Client } from '../support/client.ts';
import { httpSheets, signedIn } from './http-sheets.ts';
import { kpiRequests } from './kpi-cells.ts';
import { inTurns, type Laps, rounded, seconds, type Way } from './measure.ts';
import { type BenchTenant, benchTenant, EDITABLE } from './tenant.ts';

const SHEET = 'CUSTOMERS';
/** The column that is changed, here and on the server. */
const CHANGED = 'note';
const MOST_PUBLISHED = 10_000;
const MOST_REFRESHED = 1_000;
/** One comparison takes milliseconds, too few for a clock beside a garbage collector. */
const COMPARISONS = 10;

export async function benchSheet(size: number, log: (line: string) => void) {
  const tenant = await benchTenant('2026-11-05');
  const app = await createApp({ orm: tenant.orm });
  try {
    await fillCustomers(tenant, size);
    const client = await signedIn(tenant, await Client.of(app), ['FINANCE']);
    const sheet = new CustomerSheet(tenant, httpSheets(client, { requests: 0, seconds: 0 }), size);
    await sheet.open();
    const diff = await measuredDiff(sheet, log);
    const published = Math.min(size, MOST_PUBLISHED);
    const publish = await measuredPublish(sheet, published, log);
    const refresh = await measuredRefresh(sheet, Math.min(size, MOST_REFRESHED), log);
    return {
      bench: 'sheet',
      rows: size,
      diff_seconds: rounded(diff.seconds),
      loop_seconds: rounded(diff.limitSeconds),
      diff_ratio: rounded(diff.ratio),
      publish_rows_per_s: Math.round(published / publish.seconds),
      publish_ratio: rounded(publish.ratio),
      refresh_seconds: rounded(refresh.seconds),
      request_seconds: rounded(refresh.limitSeconds),
      refresh_ratio: rounded(refresh.ratio),
      kpi_requests: await kpiRequests(client, log),
    };
  } finally {
    await app.close();
    await tenant.close();
  }
}

/** The whole table with a changed cell in every hundredth row, read already, by the engine and by a bare loop. */
async function measuredDiff(sheet: CustomerSheet, log: (line: string) => void): Promise<Laps> {
  const changed = Math.ceil(sheet.size / 100);
  const { table, base } = await sheet.edited(changed);
  const cells = [...base.values()].map((row) => row.cells);
  const ours = repeated(() => {
    expect(diffTable(customers, table, base).changed.length, changed, 'the engine found');
  });
  const limit = repeated(() => expect(differentRows(table.rows, cells), changed, 'the loop found'));
  log(`  ${sheet.size} × ${customers.columns.length} with the base copy, ${changed} rows changed`);
  const laps = await inTurns(ours, limit, log);
  log(`  ${laps.ratio.toFixed(2)} × the bare loop: ${seconds(laps.seconds)}, loop ${seconds(laps.limitSeconds)}`);
  return laps;
}

/** Work of milliseconds, as the mean of several times. */
function repeated(work: () => void): Way {
  return {
    prepare: () => Promise.resolve(),
    async run() {
      const began = performance.now();
      for (let time = 0; time < COMPARISONS; time += 1) work();
      return (performance.now() - began) / 1000 / COMPARISONS;
    },
  };
}

/** The least that a comparison can do: both tables side by side, whose rows and columns stand where they stood. */
function differentRows(rows: readonly CellValue[][], base: readonly (readonly CellValue[])[]): number {
  let different = 0;
  for (let row = 0; row < base.length; row += 1) {
    const now = rows[row] as CellValue[];
    const before = base[row] as readonly CellValue[];
    for (let column = 0; column < before.length; column += 1) {
      if (now[column] !== before[column]) {
        different += 1;
        break;
      }
    }
  }
  return different;
}

/** From changed cells to their statuses, against the same rows in one bare request. */
async function measuredPublish(sheet: CustomerSheet, count: number, log: (line: string) => void): Promise<Laps> {
  let rows: PublishRow[] = [];
  const ours = {
    async prepare() {
      await sheet.settle();
      await sheet.fillDown(count);
    },
    run: () => sheet.publish(count),
  };
  const limit = {
    async prepare() {
      await sheet.settle();
      rows = await sheet.changesOf(count);
    },
    run: () => sheet.request(rows),
  };
  log(`  ${count} rows published`);
  const laps = await inTurns(ours, limit, log);
  log(`  ${Math.round(count / laps.seconds)} rows a second, ${laps.ratio.toFixed(2)} × one bare request`);
  return laps;
}

/** Rows that another person changed, into the sheet, against the bare request that fetches them. */
async function measuredRefresh(sheet: CustomerSheet, count: number, log: (line: string) => void): Promise<Laps> {
  const prepare = async () => {
    await sheet.settle();
    await sheet.request(await sheet.changesOf(count));
  };
  log(`  ${count} rows refreshed`);
  const laps = await inTurns(
    { prepare, run: () => sheet.refresh(count) },
    { prepare, run: () => sheet.fetch(count) },
    log,
  );
  log(`  ${laps.ratio.toFixed(2)} × the bare request: ${seconds(laps.seconds)}, request ${seconds(laps.limitSeconds)}`);
  return laps;
}

/** Customers with a value in every column but one. */
async function fillCustomers({ fill }: BenchTenant, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => {
    const code = `C-${String(i + 1).padStart(6, '0')}`;
    return {
      id: newId(), code, name: `客户 ${code}`, phone: `138${String(i).padStart(8, '0')}`, email: `${code}@example.com`,
      tax_id: `91310000${i}`, bank_account: `62220000${i}`, payment_days: i % 60, region: `R${i % 40}`,
      customer_group: `G${i % 12}`, contacts: `联系人 ${i}`,
    };
  }); // biome-ignore format: a list reads better packed
  await fill('customer', rows, {
    ...EDITABLE, kind: 'COMPANY', currency: 'CNY', language: 'ZH', industry: '物业', tags: '', bill_channel: 'EMAIL',
    note: 'as imported',
  }); // biome-ignore format: a list reads better packed
}

/** The sheet of customers, as a person has it open, and the same server without a sheet. */
class CustomerSheet {
  readonly size: number;
  readonly #tenant: BenchTenant;
  readonly #workbook = new MemoryWorkbook();
  readonly #api: SheetApi;
  readonly #sync: Sync;
  /** So that no note is the one that stands there already. */
  #notes = 0;

  constructor(tenant: BenchTenant, api: SheetApi, size: number) {
    this.size = size;
    this.#tenant = tenant;
    this.#api = api;
    this.#sync = createSync({ workbook: this.#workbook, api, locale: 'zh' });
  }

  async open(): Promise<void> {
    expect((await this.#sync.open(SHEET)).rows, this.size, 'the sheet opened with');
  }

  /** Level ground: the sheet shows what the server has, and the server has nothing left to tidy. */
  async settle(): Promise<void> {
    await this.#tenant.settle();
    await this.#sync.refresh(SHEET);
  }

  /**
   * What the engine compares, with edits in a copy of the table only. The base copy comes from the workbook, as after a
   * restart: fresh from opening, its strings would be the very ones of the sheet, which no spreadsheet gives back.
   */
  async edited(count: number): Promise<{ table: TableContent; base: ReadonlyMap<string, BaseRow> }> {
    const state = await SheetState.load(this.#workbook, SHEET);
    if (!state) throw new Error('the sheet has no base copy');
    const table = await this.#workbook.read(SHEET);
    const column = table.columns.indexOf(CHANGED);
    for (const row of this.#spread(count)) (table.rows[row] as CellValue[])[column] = `edited ${row}`;
    return { table, base: state.base };
  }

  /** Fills a new note into so many rows, as a person would with a filter on. */
  async fillDown(count: number): Promise<void> {
    const value = this.#newNote();
    await this.#workbook.change(SHEET, { cells: this.#spread(count).map((row) => ({ row, column: CHANGED, value })) });
  }

  /** The same change as it goes over the wire, on the versions of the sheet. */
  async changesOf(count: number): Promise<PublishRow[]> {
    const cells = { [CHANGED]: this.#newNote() };
    const { rows } = await this.#workbook.read(SHEET, { columns: ['_id', '_version'] });
    return this.#spread(count).map((row) => {
      const [id, version] = rows[row] as CellValue[];
      return { key: newId(), id: id as string, version: Number(version), cells, archive: false };
    });
  }

  async publish(count: number): Promise<void> {
    expect((await this.#sync.publish(SHEET)).published, count, 'the sheet published');
  }

  async refresh(count: number): Promise<void> {
    expect((await this.#sync.refresh(SHEET)).updated, count, 'the sheet took in');
  }

  /** Publishes without the sheet, all rows at once. */
  async request(rows: PublishRow[]): Promise<void> {
    const { results } = await this.#api.publish({ dataset: SHEET, mode: 'PARTIAL', dryRun: false, rows });
    expect(results.filter(({ status }) => status === 'APPLIED').length, rows.length, 'the server applied');
  }

  /** Fetches what changed since the sheet was refreshed, without the sheet. */
  async fetch(count: number): Promise<void> {
    const since = (await this.#sync.meta(SHEET))?.cursor ?? undefined;
    const { rows } = await this.#api.rows({ dataset: SHEET, since, first: count });
    expect(rows.length, count, 'the server gave');
  }

  #newNote(): string {
    this.#notes += 1;
    return `note ${this.#notes}`;
  }

  /** So many rows all over the sheet: nobody's changes lie in one block of the base copy. */
  #spread(count: number): number[] {
    return Array.from({ length: count }, (_, i) => Math.floor((i * this.size) / count));
  }
}

/** A bench that did other work than it says measures nothing. */
function expect(found: number, wanted: number, what: string): void {
  if (found !== wanted) throw new Error(`${what} ${found} rows, not ${wanted}`);
}
