/** How many cycles are due and not billed, without pricing them. */
import type { Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import type { Books } from '../ledger/books.ts';
import { type CustomerFacts, loadBindings, loadCustomers, openCurrencies } from './load-customers.ts';
import { dueCycles } from './price-binding.ts';
import { loadTariffs, type Tariff } from './tariffs.ts';

const CUSTOMERS_A_PAGE = 2000;
/** Whoever has more looks at a preview. */
const MOST = 1000;

/** Counts up to 1,000 of them. @param upTo first day that does not count */
export async function countDueCycles(db: Db, books: Books, upTo: BusinessDate): Promise<number> {
  const tariffs = await loadTariffs(db, books);
  const currencies = await openCurrencies(db, books);
  const scope = { scope: { kind: 'ALL' as const }, upTo };
  // A binding that several pay for comes with each of them.
  const seen = new Set<string>();
  let count = 0;
  for (let after = ''; count < MOST; ) {
    const customers = await loadCustomers(db, books, scope, after, CUSTOMERS_A_PAGE);
    if (customers.length === 0) break;
    after = (customers.at(-1) as CustomerFacts).code;
    const byId = new Map(customers.map((customer) => [customer.id, customer]));
    for (const binding of await loadBindings(db, books, scope, byId, tariffs, currencies)) {
      if (binding.occupants !== null && seen.has(binding.id)) continue;
      if (binding.occupants !== null) seen.add(binding.id);
      const due = dueCycles(binding, tariffs.get(binding.feeItemId) as Tariff, upTo);
      count += due.filter(({ period }) => !isWithin(binding.pauses, period)).length;
    }
  }
  return Math.min(count, MOST);
}

const isWithin = (pauses: readonly { start: string; end: string }[], period: { start: string; end: string }): boolean =>
  pauses.some(({ start, end }) => start <= period.start && period.end <= end);
