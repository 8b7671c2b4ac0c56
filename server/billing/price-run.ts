/**
 * Prices every cycle of a run that is due and stores the lines. Pages of customers are priced while the page before is
 * being stored, so memory stays flat.
 */
import type { Db } from '../database/orm.ts';
import type { Books } from '../ledger/books.ts';
import { type BulkRow, insertRows } from '../ledger/bulk.ts';
import { write } from '../ledger/unit-of-work.ts';
import { withoutCredits } from './credit-lines.ts';
import { type CustomerFacts, loadBindings, loadCustomers, openCurrencies } from './load-customers.ts';
import {
  bookKey,
  type DueBinding,
  loadMeterBooks,
  loadPreviousAmounts,
  loadReadings,
  sharedMeters,
} from './load-history.ts';
import { MeterBook } from './meter-books.ts';
import { dueCycles, type PricingContext, priceBinding, type RunLine } from './price-binding.ts';
import { lineRow, type RunContent } from './run-content.ts';
import { checkStep } from './run-states.ts';
import { lockRun, type Run } from './runs.ts';
import { loadTariffs, type Tariff } from './tariffs.ts';

const CUSTOMERS_A_PAGE = 500;

/** Prices within a snapshot. @param content takes the totals and the hash @throws Refusal `billing.wrong_state` when the run was cancelled meanwhile */
export async function priceRun(db: Db, books: Books, run: Run, content: RunContent): Promise<void> {
  const tariffs = await loadTariffs(db, books);
  const currencies = await openCurrencies(db, books);
  const scope = { scope: run.scope, upTo: run.periodEnd };
  const shared: SharedBooks = { meters: await sharedMeters(db, books), byKey: new Map() };
  let seq = 0;
  let storing: Promise<void> = Promise.resolve();
  for (let after = ''; ; ) {
    const customers = await loadCustomers(db, books, scope, after, CUSTOMERS_A_PAGE);
    if (customers.length === 0) break;
    after = (customers.at(-1) as CustomerFacts).code;
    const lines = await pricePage(db, books, run, { customers, tariffs, currencies, shared });
    const rows: BulkRow[] = [];
    for (const { code, id } of customers) {
      const own = withoutCredits(lines.get(id) ?? []);
      content.addCustomer(code, own);
      for (const line of own) rows.push(lineRow(books.tenant.id, run.id, ++seq, line));
    }
    await storing;
    storing = storeLines(books, run, rows);
    // Awaited one page later; a failure in between must not count as unhandled.
    storing.catch(() => undefined);
  }
  await storing;
}

interface Page {
  customers: readonly CustomerFacts[];
  tariffs: ReadonlyMap<string, Tariff>;
  currencies: ReadonlySet<string>;
  shared: SharedBooks;
}

/** Books of meters that change hands between customers: continued from page to page. */
interface SharedBooks {
  meters: ReadonlySet<string>;
  byKey: Map<string, MeterBook>;
}

/** Prices the due cycles of a page of customers. @returns lines by customer, in the order of bindings and cycles */
async function pricePage(db: Db, books: Books, run: Run, page: Page): Promise<Map<string, RunLine[]>> {
  const byId = new Map(page.customers.map((customer) => [customer.id, customer]));
  const scope = { scope: run.scope, upTo: run.periodEnd };
  const bindings = await loadBindings(db, books, scope, byId, page.tariffs, page.currencies);
  const dueBindings = bindings
    .map((binding): DueBinding => {
      const tariff = page.tariffs.get(binding.feeItemId) as Tariff;
      return { binding, tariff, due: dueCycles(binding, tariff, run.periodEnd) };
    })
    .filter(({ due }) => due.length > 0);
  const context = await pricingContext(db, books, run, dueBindings, page.shared);
  const lines = new Map<string, RunLine[]>();
  for (const { binding, tariff, due } of dueBindings) {
    const priced = priceBinding(binding, tariff, due, context);
    const own = lines.get(binding.customerId);
    if (own) own.push(...priced);
    else lines.set(binding.customerId, priced);
  }
  return lines;
}

async function pricingContext(
  db: Db,
  books: Books,
  run: Run,
  due: readonly DueBinding[],
  shared: SharedBooks,
): Promise<PricingContext> {
  const readings = await loadReadings(db, books, due, run.periodEnd);
  const loaded = await loadMeterBooks(db, books, due);
  const amounts = await loadPreviousAmounts(db, books, due);
  const onThisPage = new Map<string, MeterBook>();
  return {
    rounding: books.tenant.rounding,
    readingsOf: (meterId) => readings.get(meterId) ?? [],
    bookOf: (meterId, feeItemId) => {
      const key = bookKey(meterId, feeItemId);
      const kept = shared.meters.has(meterId) ? shared.byKey : onThisPage;
      const book = kept.get(key) ?? loaded.get(key) ?? new MeterBook();
      kept.set(key, book);
      return book;
    },
    amountOf: (bindingId, cycle) => amounts.get(`${bindingId} ${cycle}`) ?? null,
  };
}

/** Stores a page of lines; a run that was cancelled meanwhile ends here. */
async function storeLines(books: Books, run: Run, rows: readonly BulkRow[]): Promise<void> {
  await write(books, 'billing.preview.lines', async (work) => {
    const { status } = await lockRun(work, run.id);
    checkStep(run.number, status, 'PREVIEWED');
    await insertRows(work.db, 'billing_run_line', rows);
  });
}
