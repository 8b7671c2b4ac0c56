/**
 * Keeps the workbench's workbook in the browser (IndexedDB), so that unpublished edits survive a reload or a closed laptop.
 * Sheets, state and settings are written in one transaction: keys of rows on their way never outrun the rows' ids.
 */
import type { IWorkbookData } from '@univerjs/core';
import type { SavedWorkbench } from './univer.ts';

const STORE = 'workbook';

/** Stands for a record that is in the store as it is. */
const KEEP = Symbol('keep');

export interface WorkbenchStorage {
  load(): Promise<SavedWorkbench | undefined>;
  /**
   * Writes what differs from the last write.
   * @param touched ids of Univer's sheets that may differ; all by default. With none, only state and settings are written.
   */
  save(saved: SavedWorkbench | Pick<SavedWorkbench, 'memory'>, touched?: ReadonlySet<string>): Promise<void>;
  clear(): Promise<void>;
}

/** @param name tells the workbooks of several tenants or operators apart */
export async function openStorage(name: string): Promise<WorkbenchStorage> {
  const request = indexedDB.open(`suanpan-workbench-${name}`, 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE));
  const database = await answer(request);
  const written = new Map<string, unknown>();
  return {
    async load() {
      const store = database.transaction(STORE).objectStore(STORE);
      const [keys, values] = await Promise.all([
        answer(store.getAllKeys()),
        answer(store.getAll() as IDBRequest<unknown[]>),
      ]);
      const records = new Map(keys.map((key, i) => [key as string, values[i]]));
      for (const [key, value] of records) written.set(key, fingerprint(value));
      return restore(records);
    },
    async save(saved, touched) {
      const records = split(saved, (key) => written.has(key) && touched !== undefined && !touched.has(key.slice(6)));
      const transaction = database.transaction(STORE, 'readwrite');
      const store = transaction.objectStore(STORE);
      for (const [key, value] of records) {
        if (value === KEEP) continue;
        const print = fingerprint(value);
        if (written.get(key) === print) continue;
        store.put(value, key);
        written.set(key, print);
      }
      for (const key of written.keys()) {
        if (records.has(key) || (!('workbook' in saved) && /^(workbook$|sheet:)/.test(key))) continue;
        store.delete(key);
        written.delete(key);
      }
      await finished(transaction);
    },
    async clear() {
      written.clear();
      const transaction = database.transaction(STORE, 'readwrite');
      transaction.objectStore(STORE).clear();
      await finished(transaction);
    },
  };
}

/** One record per sheet and per state entry, so that a small change writes little. */
function split(
  saved: SavedWorkbench | Pick<SavedWorkbench, 'memory'>,
  isWritten: (key: string) => boolean,
): Map<string, unknown> {
  const { memory } = saved;
  return new Map<string, unknown>([
    ...('workbook' in saved ? splitWorkbook(saved.workbook, isWritten) : []),
    ...[...memory.state].map(([key, text]) => [`state:${key}`, text] as const),
    ...[...memory.settings].map(([key, text]) => [`setting:${key}`, text] as const),
    ...[...memory.lists].map(([key, values]) => [`list:${key}`, values.join('\n')] as const),
  ]);
}

function splitWorkbook(workbook: IWorkbookData, isWritten: (key: string) => boolean): [string, unknown][] {
  const { sheets, ...rest } = workbook;
  const records = Object.entries(sheets).map(([id, sheet]): [string, unknown] => {
    const key = `sheet:${id}`;
    return [key, isWritten(key) ? KEEP : JSON.stringify(sheet)];
  });
  return [['workbook', JSON.stringify(rest)], ...records];
}

function restore(records: ReadonlyMap<string, unknown>): SavedWorkbench | undefined {
  const main = records.get('workbook');
  if (typeof main !== 'string') return undefined;
  const part = (prefix: string): [string, string][] =>
    [...records]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => [key.slice(prefix.length), text as string]);
  const sheets = Object.fromEntries(part('sheet:').map(([id, text]) => [id, JSON.parse(text)]));
  return {
    workbook: { ...(JSON.parse(main) as IWorkbookData), sheets },
    memory: {
      state: new Map(part('state:')),
      settings: new Map(part('setting:')),
      lists: new Map(part('list:').map(([key, text]) => [key, text.split('\n')])),
    },
  };
}

/** Short texts stand for themselves, long ones for their length and a 53-bit hash (cyrb53). */
function fingerprint(value: unknown): string {
  const text = String(value);
  if (text.length < 100) return text;
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2_654_435_761);
    b = Math.imul(b ^ unit, 1_597_334_677);
  }
  return `${text.length}:${a >>> 0}:${b >>> 0}`;
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.addEventListener('success', () => done(request.result));
    request.addEventListener('error', () => failed(request.error ?? new Error('the browser’s storage failed')));
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((done, failed) => {
    const fail = () => failed(transaction.error ?? new Error('the browser’s storage failed'));
    transaction.addEventListener('complete', () => done());
    transaction.addEventListener('error', fail);
    transaction.addEventListener('abort', fail);
  });
}
