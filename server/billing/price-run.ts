/**
 * Prices every cycle of a run that is due and stores the lines. Pages of customers are priced while the page before is
 * being stored, so memory stays flat.
 */
import { setImmediate } from 'node:timers/promises';
import type { DueCycle } from '../catalog/cycles.ts';
import type { Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import { Decimal } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import type { BulkRow } from '../ledger/bulk.ts';
import { insertMany } from '../ledger/copy.ts';
import { write } from '../ledger/unit-of-work.ts';
import { type AgreedDiscount, discountsOfCustomers, loadDiscounts } from './applicable-discounts.ts';
import { correctionLines } from './corrections.ts';
import { withoutCredits } from './credit-lines.ts';
import { type HalfBilled, halfBilledLine, loadHalfBilled } from './half-billed.ts';
import { type CustomerFacts, type LoadScope, loadBindings, loadCustomers, openCurrencies } from './load-customers.ts';
import {
  bookKey,
  type DueBinding,
  loadMeterBooks,
  loadPreviousAmounts,
  loadReadings,
  sharedMeters,
} from './load-history.ts';
import { MeterBook } from './meter-books.ts';
import { loadPools, type Pools } from './pools.ts';
import { type BindingFacts, dueCycles, type PricingContext, priceBinding, type RunLine } from './price-binding.ts';
import { PricedBefore } from './priced-before.ts';
import { lineRow, type RunContent } from './run-content.ts';
import { lockRun } from './run-locks.ts';
import { checkStep } from './run-states.ts';
import type { Run } from './runs.ts';
import { withoutSmall } from './small-bills.ts';
import { loadTariffs, type Tariff } from './tariffs.ts';
import { loadUsageBooks } from './usage-books.ts';

const CUSTOMERS_A_PAGE = 1000;

/** Lets what came from the database be taken in, and the next be asked for, so that it works on while prices are computed. */
const breath = () => setImmediate();
/** After so many bindings or customers. */
const BREATH = 200;

/** Prices within a snapshot. @param content takes the totals and the hash @throws Refusal `billing.wrong_state` when the run was cancelled meanwhile */
export async function priceRun(db: Db, books: Books, run: Run, content: RunContent): Promise<void> {
  const shared = await loadShared(db, books, run.periodEnd);
  const scope = { scope: run.scope, upTo: run.periodEnd };
  const minimum = new Decimal(run.minimum);
  let seq = 0;
  let storing: Promise<void> = Promise.resolve();
  let loading = loadPage(db, books, scope, '', shared);
  for (;;) {
    const page = await loading;
    if (page.customers.length === 0) break;
    // The database looks the next page up while this one is priced.
    loading = loadPage(db, books, scope, (page.customers.at(-1) as CustomerFacts).code, shared);
    loading.catch(() => undefined);
    const lines = await pricePrepared(page.prepared, shared);
    const rows: BulkRow[] = [];
    for (const [place, { code, id }] of page.customers.entries()) {
      if (place % BREATH === 0) await breath();
      const own = withoutSmall(withoutCredits(lines.get(id) ?? []), minimum, run.periodEnd);
      lines.delete(id);
      const ownRows = own.map((line) => lineRow(++seq, line));
      content.addCustomer(code, own, ownRows);
      for (const row of ownRows) rows.push(row);
    }
    await storing;
    storing = storeLines(books, run, rows);
    // Awaited one page later; a failure in between must not count as unhandled.
    storing.catch(() => undefined);
  }
  await storing;
  const left = [...shared.lines.keys()];
  if (left.length > 0) throw new Error(`priced, but billed to nobody: customers ${left.join(', ')}`);
}

/** What all pages of a run share. */
export interface Shared {
  tariffs: ReadonlyMap<string, Tariff>;
  currencies: ReadonlySet<string>;
  discounts: readonly AgreedDiscount[];
  /** Costs that communities share. */
  pools: Pools;
  /** Meters that change hands between customers; their books are continued from page to page. */
  meters: ReadonlySet<string>;
  books: Map<string, MeterBook>;
  /** Cycles that a stopped run billed in part, by binding. */
  halfBilled: ReadonlyMap<string, readonly HalfBilled[]>;
  /** Bindings with several payers that are priced already, with an earlier page. */
  priced: Set<string>;
  pricedBefore: PricedBefore;
  /** Lines by the customer who is billed; those of later pages wait here. */
  lines: Map<string, RunLine[]>;
}

export async function loadShared(db: Db, books: Books, upTo: BusinessDate): Promise<Shared> {
  const tariffs = await loadTariffs(db, books);
  return {
    tariffs,
    pools: await loadPools(db, books, tariffs, upTo),
    currencies: await openCurrencies(db, books),
    discounts: await loadDiscounts(db, books),
    meters: await sharedMeters(db, books),
    books: new Map(),
    halfBilled: await loadHalfBilled(db, books),
    priced: new Set(),
    pricedBefore: new PricedBefore(),
    lines: new Map(),
  };
}

/**
 * Prices what is due of a page of customers.
 * @param isWanted which of the due cycles; all of them unless said otherwise
 * @returns lines by the customer who is billed, in the order of bindings and cycles; also of customers of later pages
 */
export async function pricePage(
  db: Db,
  books: Books,
  scope: LoadScope,
  customers: readonly CustomerFacts[],
  shared: Shared,
  isWanted: (cycle: DueCycle, tariff: Tariff) => boolean = () => true,
): Promise<Map<string, RunLine[]>> {
  return pricePrepared(await prepare(db, books, scope, customers, shared, isWanted), shared);
}

/** The next customers, and all that is needed to price what they have. */
async function loadPage(db: Db, books: Books, scope: LoadScope, after: string, shared: Shared) {
  const customers = await loadCustomers(db, books, scope, after, CUSTOMERS_A_PAGE);
  return { customers, prepared: await prepare(db, books, scope, customers, shared) };
}

/** Bindings of some customers with what is due of them, and what the database knows about that. */
interface Prepared {
  bindings: readonly BindingFacts[];
  due: readonly DueBinding[];
  context: PricingContext;
}

async function prepare(
  db: Db,
  books: Books,
  scope: LoadScope,
  customers: readonly CustomerFacts[],
  shared: Shared,
  isWanted: (cycle: DueCycle, tariff: Tariff) => boolean = () => true,
): Promise<Prepared> {
  const { tariffs, currencies } = shared;
  const byId = new Map(customers.map((customer) => [customer.id, customer]));
  const bindings = byId.size === 0 ? [] : await loadBindings(db, books, scope, byId, tariffs, currencies);
  const due = bindings
    .map((binding): DueBinding => {
      const tariff = tariffs.get(binding.feeItemId) as Tariff;
      return {
        binding,
        tariff,
        due: dueCycles(binding, tariff, scope.upTo).filter((cycle) => isWanted(cycle, tariff)),
      };
    })
    .filter((each) => each.due.length > 0);
  const owners = [...due.map(({ binding }) => binding), ...bindings.filter(isAmended)];
  return { bindings, due, context: await pricingContext(db, books, scope.upTo, due, owners, shared) };
}

const isAmended = ({ amendments }: BindingFacts) => amendments !== null;

/** Prices what was prepared, but for what an earlier page priced meanwhile. @returns lines as `pricePage` does */
async function pricePrepared({ bindings, due, context }: Prepared, shared: Shared): Promise<Map<string, RunLine[]>> {
  const { tariffs, lines } = shared;
  const add = (line: RunLine) => {
    const own = lines.get(line.customerId);
    if (own) own.push(line);
    else lines.set(line.customerId, [line]);
  };
  const before = new Set(bindings.filter(({ id }) => shared.priced.has(id)));
  const here = bindings.filter((binding) => !before.has(binding));
  for (const binding of here) {
    if (binding.occupants !== null) shared.priced.add(binding.id);
    const tariff = tariffs.get(binding.feeItemId) as Tariff;
    for (const half of shared.halfBilled.get(binding.id) ?? []) add(halfBilledLine(binding, tariff, half));
  }
  for (const binding of here.filter(isAmended)) {
    correctionLines(binding, tariffs.get(binding.feeItemId) as Tariff, context).forEach(add);
  }
  for (const [place, { binding, tariff, due: cycles }] of due.entries()) {
    if (before.has(binding)) continue;
    if (place % BREATH === 0) await breath();
    priceBinding(binding, tariff, cycles, context).forEach(add);
  }
  return lines;
}

async function pricingContext(
  db: Db,
  books: Books,
  upTo: BusinessDate,
  due: readonly DueBinding[],
  owners: readonly BindingFacts[],
  shared: Shared,
): Promise<PricingContext> {
  const readings = await loadReadings(db, books, due, upTo);
  const loaded = await loadMeterBooks(db, books, due);
  const amounts = await loadPreviousAmounts(db, books, due);
  const usage = await loadUsageBooks(db, books, due);
  const onThisPage = new Map<string, MeterBook>();
  return {
    rounding: books.tenant.rounding,
    pricedBefore: shared.pricedBefore,
    discountsOf: await discountsOfCustomers(db, books, shared.discounts, customersOf(owners)),
    readingsOf: (meterId) => readings.get(meterId) ?? [],
    bookOf: (meterId, feeItemId) => {
      const key = bookKey(meterId, feeItemId);
      const kept = shared.meters.has(meterId) ? shared.books : onThisPage;
      const book = kept.get(key) ?? loaded.get(key) ?? new MeterBook();
      kept.set(key, book);
      return book;
    },
    poolsOf: (binding, tariff, cycle) => shared.pools.sharesOf(binding, tariff, cycle),
    usageOf: (bindingId) => usage.get(bindingId) ?? null,
    amountOf: (bindingId, cycle) => amounts.get(`${bindingId} ${cycle}`) ?? null,
  };
}

const customersOf = (bindings: readonly BindingFacts[]) => [...new Set(bindings.map(({ customerId }) => customerId))];

/** Stores a page of lines; a run that was cancelled meanwhile ends here. */
async function storeLines(books: Books, run: Run, rows: readonly BulkRow[]): Promise<void> {
  await write(books, 'billing.preview.lines', async (work) => {
    const { status } = await lockRun(work, run.id);
    checkStep(run.number, status, 'PREVIEWED');
    const common = { tenant_id: books.tenant.id, run_id: run.id };
    await insertMany(work.db, 'billing_run_line', rows, common, 'fail');
  });
}
