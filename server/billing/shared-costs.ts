/** The dataset of costs that communities share. */
import { sql } from 'kysely';
import { refuseReversedDates } from '../catalog/dates.ts';
import { FEE_ITEM_CODE } from '../catalog/references.ts';
import { PREMISE_CODE } from '../customers/references.ts';
import type { Db } from '../database/orm.ts';
import { Decimal, minorUnits } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { type Claim, type ClaimingRow, type Claims, timeOf } from '../ledger/claims.ts';
import { date, decimal, reference, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';

export const sharedCosts: EditableDataset = {
  name: 'SHARED_COSTS',
  noun: 'SharedCost',
  table: 'shared_cost',
  codeField: null,
  order: ['feeItem', 'community', 'periodStart'],
  extra: [],
  columns: [
    reference('feeItem', 'fee_item_id', FEE_ITEM_CODE, { required: true }),
    reference('community', 'community_id', PREMISE_CODE, { required: true }),
    date('periodStart', 'period_start', { required: true }),
    date('periodEnd', 'period_end', { required: true }),
    decimal('amount', 'amount', 4, { required: true }),
    text('note', 'note', { max: 1000 }),
  ],
  deferred: ['shared_cost_no_overlap'],
  constraints: {
    shared_cost_no_overlap: {
      field: 'periodStart',
      code: 'billing.shared_cost_overlap',
      message: 'somebody has just entered a cost for these days; refresh and choose other days',
    },
  },
  async prepare(db, books, rows) {
    const facts = await factsOf(db, books, rows);
    return {
      check(row) {
        refuseReversedDates(row, 'periodStart', 'periodEnd');
        const kind = facts.kinds.get(row.ids['community'] ?? '');
        if (row.has('community') && kind !== undefined && kind !== 'COMMUNITY') {
          row.refuse('community', 'customers.not_a_community', `${row.text('community')} is not a community; name one`);
        }
        refuseFractions(row, facts.currencies.get(row.ids['feeItem'] ?? ''));
        if (facts.billed.has(row.id) && (row.archived || row.changed.size > (row.touches('note') ? 1 : 0))) {
          const message =
            'bills with shares of this cost are posted, so it stays; have them reversed first, or enter the rest later';
          row.refuse(row.archived ? null : 'amount', 'billing.shared_cost_billed', message);
        }
      },
      claims: [await costTimes(db, books, rows)],
    };
  },
};

interface Facts {
  currencies: ReadonlyMap<string, string>;
  kinds: ReadonlyMap<string, string>;
  /** Costs of which shares were charged. */
  billed: ReadonlySet<string>;
}

async function factsOf(db: Db, books: Books, rows: readonly Candidate[]): Promise<Facts> {
  const tenant = books.tenant.id;
  const ids = (field: string) => [...new Set(rows.map((row) => row.ids[field]))].filter((id) => id);
  const { rows: items } = await sql<{ id: string; currency: string }>`
    select id, currency from fee_item where tenant_id = ${tenant} and id = any(${ids('feeItem')}::uuid[])`.execute(db);
  const { rows: premises } = await sql<{ id: string; kind: string }>`
    select id, kind from premise where tenant_id = ${tenant} and id = any(${ids('community')}::uuid[])`.execute(db);
  const stored = rows.filter((row) => row.stored).map((row) => row.id);
  const { rows: billed } = await sql<{ id: string }>`
    select distinct s.id from shared_cost s
    join charge c on c.tenant_id = s.tenant_id and c.fee_item_id = s.fee_item_id and c.community_id = s.community_id and c.live
    cross join lateral jsonb_array_elements(c.explanation -> 'lines') as line
    where s.tenant_id = ${tenant} and s.id = any(${stored}::uuid[]) and line #>> '{pool,id}' = s.id::text`.execute(db);
  return {
    currencies: new Map(items.map(({ id, currency }) => [id, currency])),
    kinds: new Map(premises.map(({ id, kind }) => [id, kind])),
    billed: new Set(billed.map(({ id }) => id)),
  };
}

/** A cost is money: it has no more decimals than its currency. */
function refuseFractions(row: Candidate, currency: string | undefined): void {
  if (currency === undefined || !row.has('amount')) return;
  const places = minorUnits(currency);
  if (new Decimal(row.text('amount')).decimalPlaces() <= places) return;
  row.refuse('amount', 'value.too_many_decimals', `an amount in ${currency} has at most ${places} decimals; round it`);
}

/** A community has one cost of a fee item for each day. */
async function costTimes(db: Db, books: Books, rows: readonly Candidate[]): Promise<Claims> {
  const feeItems = [...new Set(rows.map((row) => row.ids['feeItem']))].filter((id) => id);
  const { rows: stored } = await sql<Claim>`
    select id, concat_ws(' | ', fee_item_id, community_id) as key, period_start as start, period_end as end from shared_cost
    where tenant_id = ${books.tenant.id} and fee_item_id = any(${feeItems}::uuid[]) and not archived
    order by period_start`.execute(db);
  return {
    stored,
    of: ({ id, archived, ids, cells }: ClaimingRow) =>
      archived || !ids['feeItem'] || !ids['community'] || !cells['periodStart']
        ? null
        : {
            id,
            key: `${ids['feeItem']} | ${ids['community']}`,
            start: cells['periodStart'],
            end: cells['periodEnd'] ?? null,
          },
    refuse(row, holder) {
      const message = `the community has a cost of ${row.text('feeItem')} ${timeOf(holder)}; change that one, or choose other days`;
      row.refuse('periodStart', 'billing.shared_cost_overlap', message);
    },
  };
}
