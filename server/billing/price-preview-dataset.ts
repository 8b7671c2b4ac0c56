/** What bindings would be charged for a month: the pricing of a run, with nothing stored. */
import { sql } from 'kysely';
import type { DueCycle } from '../catalog/cycles.ts';
import type { Db } from '../database/orm.ts';
import { addDays, monthPeriod, type Period } from '../kernel/dates.ts';
import { namedId } from '../kernel/ids.ts';
import { type Decimal, moneyText, plain } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import {
  type DatasetRow,
  decodeCursor,
  encodeCursor,
  type PageRequest,
  type ReadOnlyDataset,
  refuseUnknownFilters,
} from '../ledger/dataset.ts';
import { textOf } from './dataset-filters.ts';
import { loadCustomers } from './load-customers.ts';
import type { RunLine } from './price-binding.ts';
import { loadShared, pricePage } from './price-run.ts';
import { findScope } from './run-scope.ts';
import type { Tariff } from './tariffs.ts';

/** Customers have a few lines each: as many of them as make about a page, and no more than a run prices at once. */
const LINES_A_CUSTOMER = 8;
const MOST_CUSTOMERS = 500;

/**
 * Cycles that fall due in a month (default: today's) and are not billed yet, priced with everything that is known now.
 * Customers are never cut in two, so a page may have a few rows more than asked for. It changes with everything that
 * prices depend on, so a refresh gives all of it again.
 */
export const pricePreview: ReadOnlyDataset = {
  name: 'PRICE_PREVIEW',
  async page(db: Db, books: Books, { filter, after, first }: PageRequest) {
    refuseUnknownFilters(filter, ['month', 'customer', 'community']);
    const month = monthPeriod(textOf(filter, 'month') ?? books.today.slice(0, 7), 'month');
    const [customer, community] = [textOf(filter, 'customer'), textOf(filter, 'community')];
    const kind = customer !== null ? 'CUSTOMER' : community !== null ? 'COMMUNITY' : 'ALL';
    const scope = { scope: await findScope(db, books, { kind, code: customer ?? community }), upTo: month.end };
    const count = Math.min(MOST_CUSTOMERS, Math.max(1, Math.floor(first / LINES_A_CUSTOMER)));
    const from = after === null ? '' : (decodeCursor(after, 1)[0] ?? '');
    const found = await loadCustomers(db, books, scope, from, count + 1);
    const customers = found.slice(0, count);
    const shared = await loadShared(db, books, month.end);
    const lines = await pricePage(db, books, scope, customers, shared, (cycle, tariff) =>
      isDueIn(month, cycle, tariff),
    );
    const shown = customers.flatMap(({ id, code }) => (lines.get(id) ?? []).map((line) => ({ line, customer: code })));
    const names = await namesOf(
      db,
      books,
      customers.map(({ id }) => id),
      shown,
    );
    return {
      rows: shown.map(({ line, customer: code }) => previewRow(line, code, names)),
      endCursor: customers.length === 0 ? null : encodeCursor([customers.at(-1)?.code ?? '']),
      hasMore: found.length > count,
    };
  },
};

/** Whether a cycle falls due in a month: on its first day in advance, on its last in arrears. */
function isDueIn(month: Period, { period }: DueCycle, { timing }: Tariff): boolean {
  const day = timing === 'ADVANCE' ? period.start : addDays(period.end, -1);
  return month.start <= day && day < month.end;
}

type Names = ReadonlyMap<string, string>;

/** Names of customers and fee items, codes of premises, by id. */
async function namesOf(
  db: Db,
  books: Books,
  customerIds: readonly string[],
  shown: readonly { line: RunLine }[],
): Promise<Names> {
  const feeItems = [...new Set(shown.map(({ line }) => line.tariff.feeItemId))];
  const premises = [...new Set(shown.map(({ line }) => line.binding.premiseId))].filter((id) => id !== null);
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from customer where tenant_id = ${books.tenant.id} and id = any(${[...customerIds]}::uuid[])
    union all
    select id, name_zh from fee_item where tenant_id = ${books.tenant.id} and id = any(${feeItems}::uuid[])
    union all
    select id, code from premise where tenant_id = ${books.tenant.id} and id = any(${premises}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function previewRow(line: RunLine, customer: string, names: Names): DatasetRow {
  const { binding, tariff, charge, exception } = line;
  const money = (amount: Decimal | undefined) => (amount ? moneyText(amount, tariff.currency) : null);
  return {
    id: namedId(`price preview ${binding.id} ${line.cycle} ${line.part} ${line.customerId}`),
    version: 0,
    archived: false,
    cells: {
      customer,
      customerName: names.get(line.customerId) ?? null,
      premise: names.get(binding.premiseId ?? '') ?? null,
      binding: binding.code,
      feeItem: tariff.code,
      feeItemName: names.get(tariff.feeItemId) ?? null,
      periodStart: line.periodStart,
      periodEnd: line.periodEnd,
      quantity: charge && plain(charge.quantity),
      unitPrice: charge?.unitPrice ? plain(charge.unitPrice) : null,
      gross: money(charge?.gross),
      discount: money(charge?.discount),
      amount: money(charge?.amount),
      net: money(charge?.net),
      tax: money(charge?.tax),
      currency: tariff.currency,
      discounts: discountsIn(line),
      exception: exception?.code ?? null,
      message: exception?.message ?? null,
    },
  };
}

/** Codes of the discounts that were taken, in their order. */
function discountsIn({ charge }: RunLine): string | null {
  const codes = (charge?.explanation.discounts ?? []).map(({ code }) => code);
  return codes.length === 0 ? null : codes.join(', ');
}
