/** Binds several fee items to a customer at once, by the rules of the sheet of bindings. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { namedId } from '../kernel/ids.ts';
import { type Books, read } from '../ledger/books.ts';
import type { Answer, PublishedRow } from './answers.ts';
import { publish } from './publish.ts';

const MOST_ITEMS = 100;
const LONGEST_CODE = 64;

/** What to bind; codes, dates and numbers as text. */
export interface BindRequest {
  key: string;
  customer: string;
  premise?: string | null | undefined;
  contract?: string | null | undefined;
  feeItems: readonly BindItem[];
  startDate: string;
  endDate?: string | null | undefined;
  payer?: string | null | undefined;
}

export interface BindItem {
  feeItem: string;
  quantitySource?: string | null | undefined;
  quantity?: string | null | undefined;
  meter?: string | null | undefined;
  code?: string | null | undefined;
}

/**
 * Binds all of them, or none. The same key and input binds once and is answered as before.
 * @throws Refusal `sync.bad_key`, `customers.nothing_to_bind`, `sync.too_many_rows`, and what `publish` refuses as a whole
 */
export async function bindFeeItems(books: Books, request: BindRequest): Promise<{ bound: boolean; results: Answer[] }> {
  const { key, feeItems } = request;
  if (key.trim() === '' || key.length > 150) {
    throw new Refusal('sync.bad_key', 'the key of a request has from 1 to 150 characters', { field: 'key' });
  }
  if (feeItems.length === 0) {
    throw new Refusal('customers.nothing_to_bind', 'name the fee items to bind', { field: 'feeItems' });
  }
  if (feeItems.length > MOST_ITEMS) {
    throw new Refusal('sync.too_many_rows', `at most ${MOST_ITEMS} fee items are bound at once`, { field: 'feeItems' });
  }
  const ids = feeItems.map((_, index) => namedId(`binding ${books.tenant.id} ${key} ${index}`));
  const codes = await codesFor(books, request, ids);
  const rows = feeItems.map((item, index): PublishedRow => {
    const cells = cellsOf(request, item, codes[index] as string);
    return { key: `bind ${key} ${index}`, id: ids[index] as string, version: null, cells };
  });
  const { results } = await publish(books, { dataset: 'BINDINGS', mode: 'ATOMIC', dryRun: false, rows });
  return { bound: results.every(({ status }) => status === 'APPLIED' || status === 'UNCHANGED'), results };
}

function cellsOf(request: BindRequest, item: BindItem, code: string): Record<string, string | null> {
  const quantitySource = item.quantitySource ?? 'FIXED';
  return {
    code,
    customer: request.customer,
    feeItem: item.feeItem,
    premise: request.premise ?? null,
    contract: request.contract ?? null,
    startDate: request.startDate,
    endDate: request.endDate ?? null,
    quantitySource,
    quantity: item.quantity ?? (quantitySource === 'FIXED' ? '1' : null),
    meter: item.meter ?? null,
    payer: request.payer ?? 'CUSTOMER',
  };
}

/**
 * Codes of the new bindings: as asked for, else `FEE-MGMT/R-101`, with a number behind it where that is taken. A binding
 * that this very request made before keeps its code, so that the request stays the same.
 */
async function codesFor(books: Books, { feeItems, premise, customer }: BindRequest, ids: readonly string[]) {
  const plainCodes = feeItems.map(({ feeItem }) => `${feeItem}/${premise ?? customer}`.slice(0, LONGEST_CODE - 6));
  const stored = await read(books, async (db) => {
    const { rows } = await sql<{ id: string; code: string }>`
      select id, code from binding where tenant_id = ${books.tenant.id}
        and (id = any(${[...ids]}::uuid[]) or regexp_replace(code, '~[0-9]+$', '') = any(${plainCodes}::text[]))`.execute(
      db,
    );
    return rows;
  });
  const made = new Map(stored.map(({ id, code }) => [id, code]));
  const taken = new Set(stored.map(({ code }) => code));
  return feeItems.map(({ code }, index) => {
    if (code) return code;
    const known = made.get(ids[index] as string);
    if (known) return known;
    const plainCode = plainCodes[index] as string;
    let free = plainCode;
    for (let n = 2; taken.has(free); n += 1) free = `${plainCode}~${n}`;
    taken.add(free);
    return free;
  });
}
