/** The dataset of fee items. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { Books } from '../ledger/books.ts';
import { type Column, code, computed, date, enumOf, int, reference, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { PREMISE_KINDS, readList } from './applicability.ts';
import { refuseReversedDates } from './dates.ts';
import { ACCOUNT_CODE, TAX_CODE } from './references.ts';

const CATEGORIES = ['BASIC', 'VALUE_ADDED', 'DEPOSIT', 'PENALTY', 'PASS_THROUGH', 'ONE_OFF'];
const CYCLES = ['ONE_OFF', 'DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'HALF_YEARLY', 'YEARLY'];

export const feeItems: EditableDataset = {
  name: 'FEE_ITEMS',
  noun: 'FeeItem',
  table: 'fee_item',
  codeField: 'code',
  order: ['code'],
  extra: [],
  columns: [
    code('code', 'code'),
    text('nameZh', 'name_zh', { required: true }),
    text('nameEn', 'name_en'),
    enumOf('category', 'category', CATEGORIES, { required: true }),
    enumOf('cycle', 'cycle', CYCLES, { required: true }),
    enumOf('timing', 'timing', ['ADVANCE', 'ARREARS'], { required: true }),
    int('anchorDay', 'anchor_day', { min: 1, max: 31 }),
    text('unit', 'unit', { max: 20 }),
    { ...text('currency', 'currency', { required: true }), read: (cell) => cell.toUpperCase() },
    reference('taxCode', 'tax_code_id', TAX_CODE),
    reference('revenueAccount', 'revenue_account_id', ACCOUNT_CODE),
    date('effectiveFrom', 'effective_from', { required: true }),
    date('effectiveTo', 'effective_to'),
    listOf('forGroups', 'for_groups'),
    listOf('forRegions', 'for_regions'),
    listOf('forPremiseKinds', 'for_premise_kinds', PREMISE_KINDS),
    computed('status'),
    text('note', 'note', { max: 1000 }),
  ],
  computedCells: ({ archived }) => ({ status: archived ? 'ARCHIVED' : 'ACTIVE' }),
  async prepare(db, books, rows) {
    const [accounts, uses] = [await accountsOf(db, books), await usesOf(db, books, rows)];
    return {
      check(row) {
        refuseReversedDates(row, 'effectiveFrom', 'effectiveTo');
        refuseAnchorDay(row);
        refuseCurrency(row, accounts);
        const use = uses.get(row.id);
        if (use) refuseChangeOfUsed(row, use);
      },
    };
  },
};

/** Codes separated by commas; an empty cell means everybody. */
function listOf(field: string, stored: string, allowed?: readonly string[]): Column {
  return { ...text(field, stored, { max: 500 }), read: (cell) => readList(cell, allowed).join(', ') };
}

/** A week has seven days, and a day or a single charge has none to choose. */
function refuseAnchorDay(row: Candidate): void {
  if (!row.has('cycle', 'anchorDay')) return;
  const cycle = row.text('cycle');
  if (cycle === 'ONE_OFF' || cycle === 'DAILY') {
    row.refuse('anchorDay', 'catalog.anchor_day_not_used', `a cycle of ${cycle} has no anchor day; clear the cell`);
  } else if (cycle === 'WEEKLY' && Number(row.text('anchorDay')) > 7) {
    row.refuse('anchorDay', 'catalog.anchor_day_not_in_week', 'a week has the days 1 (Monday) to 7 (Sunday)');
  }
}

interface AccountFacts {
  id: string;
  kind: string;
  role: string | null;
  currency: string;
}

async function accountsOf(db: Db, books: Books): Promise<AccountFacts[]> {
  return db
    .selectFrom('account')
    .select(['id', 'kind', 'role', 'currency'])
    .where('tenant_id', '=', books.tenant.id)
    .execute();
}

/** A fee item can be charged only in a currency that the books are kept in. */
function refuseCurrency(row: Candidate, accounts: readonly AccountFacts[]): void {
  if (
    row.has('currency') &&
    !accounts.some(({ role, currency }) => role === 'REVENUE' && currency === row.text('currency'))
  ) {
    const known = [...new Set(accounts.map(({ currency }) => currency))].join(', ');
    const message = `the books have no accounts in ${row.text('currency').slice(0, 20)}; use one of ${known}`;
    row.refuse('currency', 'catalog.currency_without_accounts', message);
  }
  const revenue = accounts.find(({ id }) => id === row.ids['revenueAccount']);
  if (!revenue || !row.has('currency', 'revenueAccount')) return;
  if (revenue.kind !== 'INCOME' || revenue.currency !== row.text('currency')) {
    const message = `${row.text('revenueAccount')} is not an income account in ${row.text('currency')}; choose one, or leave the cell empty`;
    row.refuse('revenueAccount', 'catalog.revenue_account_wrong', message);
  }
}

interface Use {
  bindings: number;
  first: string;
  last: string;
  charged: boolean;
}

/** Live bindings of stored fee items, with the days that they span; `last` is 9999-12-31 where one has no end. */
async function usesOf(db: Db, books: Books, rows: readonly Candidate[]): Promise<Map<string, Use>> {
  const ids = rows.filter((row) => row.stored).map((row) => row.id);
  const { rows: uses } = await sql<Use & { id: string }>`
    select b.fee_item_id as id, (count(*) filter (where not b.archived))::int as bindings,
      coalesce(min(b.start_date) filter (where not b.archived), '9999-12-31')::text as first,
      coalesce(max(coalesce(b.end_date, '9999-12-31')) filter (where not b.archived), '0001-01-01')::text as last,
      bool_or(exists (
        select 1 from charge c where c.tenant_id = b.tenant_id and c.binding_id = b.id and c.live)) as charged
    from binding b where b.tenant_id = ${books.tenant.id} and b.fee_item_id = any(${ids}::uuid[])
    group by b.fee_item_id`.execute(db);
  return new Map(uses.map((use) => [use.id, use]));
}

/** Cycles are numbered by their length and bindings are held to the dates: what is used changes only where that stays true. */
function refuseChangeOfUsed(row: Candidate, use: Use): void {
  if (use.charged && row.touches('cycle')) {
    const message = 'cycles of this fee item are billed, so its cycle stays; make a new fee item for another one';
    row.refuse('cycle', 'catalog.fee_item_billed', message);
  }
  if (use.bindings === 0) return;
  const bound = `${use.bindings} binding${use.bindings === 1 ? '' : 's'}`;
  if (row.archived) {
    row.refuse(null, 'catalog.fee_item_bound', `${bound} use this fee item; end and archive them first`);
    return;
  }
  if (row.touches('anchorDay')) {
    const message = `${bound} count their cycles from its day already; make a new fee item for another day`;
    row.refuse('anchorDay', 'catalog.fee_item_bound', message);
  }
  if (row.touches('currency')) {
    row.refuse('currency', 'catalog.fee_item_bound', `${bound} use this fee item in its currency; make a new fee item`);
  }
  if (row.touches('effectiveFrom') && row.has('effectiveFrom') && row.text('effectiveFrom') > use.first) {
    row.refuse(
      'effectiveFrom',
      'catalog.fee_item_bound',
      `${bound} use it from ${use.first} on; choose that day or an earlier one`,
    );
  }
  if (row.touches('effectiveTo') && row.has('effectiveTo') && row.text('effectiveTo') < use.last) {
    const until = use.last === '9999-12-31' ? 'without an end' : `until ${use.last}`;
    row.refuse('effectiveTo', 'catalog.fee_item_bound', `${bound} use it ${until}; end them first`);
  }
}
