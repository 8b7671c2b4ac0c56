/** The dataset of quantities that change on a day: seats that come and go. A binding's own quantity holds from its start. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import type { Books } from '../ledger/books.ts';
import type { Claim, Claims } from '../ledger/claims.ts';
import { date, decimal, reference, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { BINDING_CODE } from './references.ts';

export const quantityChanges: EditableDataset = {
  name: 'QUANTITY_CHANGES',
  noun: 'QuantityChange',
  table: 'quantity_change',
  codeField: null,
  order: ['binding', 'effectiveFrom'],
  extra: [],
  columns: [
    reference('binding', 'binding_id', BINDING_CODE, { required: true }),
    date('effectiveFrom', 'effective_from', { required: true }),
    decimal('quantity', 'quantity', 6, { required: true }),
    text('note', 'note', { max: 1000 }),
  ],
  vacate: { fields: ['effectiveFrom', 'binding'], by: 'archive' },
  constraints: {
    quantity_change_day: {
      field: 'effectiveFrom',
      code: 'customers.quantity_change_repeated',
      message: 'somebody has just changed the quantity of this binding on this day; refresh, and change that row',
    },
  },
  async prepare(db, books, rows) {
    const facts = await changedBindings(db, books, rows);
    return {
      check: (row) => checkChange(row, facts.get(row.ids['binding'] ?? '')),
      claims: [await days(db, books, rows)],
    };
  },
};

/** What the rules need to know of the binding that a change is for. */
interface ChangedBinding {
  start: BusinessDate;
  end: BusinessDate | null;
  source: string;
  payer: string;
  /** The last cycle that is billed, and where billed days end; null where nothing is billed. */
  billedFrom: BusinessDate | null;
  billedUntil: BusinessDate | null;
}

async function changedBindings(db: Db, books: Books, rows: readonly Candidate[]): Promise<Map<string, ChangedBinding>> {
  const ids = [...new Set(rows.map((row) => row.ids['binding']))].filter((id) => id);
  const { rows: found } = await sql<ChangedBinding & { id: string }>`
    select b.id, b.start_date as start, b.end_date as end, b.quantity_source as source, b.payer,
      x.billed_from as "billedFrom", x.billed_until as "billedUntil"
    from binding b
    left join lateral (
      select min(c.period_start)::text as billed_from, max(c.period_end)::text as billed_until from charge c
      where c.tenant_id = b.tenant_id and c.binding_id = b.id and c.live and c.kind = 'REGULAR' and c.cycle = (
        select max(l.cycle) from charge l
        where l.tenant_id = b.tenant_id and l.binding_id = b.id and l.live and l.kind = 'REGULAR')) x on true
    where b.tenant_id = ${books.tenant.id} and b.id = any(${ids}::uuid[])`.execute(db);
  return new Map(found.map((row) => [row.id, row]));
}

/**
 * A change may lie in the cycle that was billed last, which a correction then settles, and in any later one. What a
 * billed cycle was settled with stays.
 */
function checkChange(row: Candidate, binding: ChangedBinding | undefined): void {
  if (!binding || !row.has('binding', 'effectiveFrom')) return;
  const { billedFrom, billedUntil } = binding;
  if (row.stored && billedUntil !== null && (row.stored.cells['effectiveFrom'] ?? '') < billedUntil) {
    const message = `the binding is billed until ${billedUntil}, with this change; add another one from a later day on`;
    row.refuse(
      row.archived ? null : row.touches('quantity') ? 'quantity' : 'effectiveFrom',
      'customers.quantity_change_billed',
      message,
    );
    return;
  }
  if (row.archived) return;
  const day = row.text('effectiveFrom');
  if (binding.source !== 'FIXED') {
    const message = `the quantity of ${row.text('binding')} is not a fixed one but comes from ${binding.source}; it cannot be changed by hand`;
    row.refuse('binding', 'customers.quantity_not_fixed', message);
  }
  if (binding.payer !== 'CUSTOMER') {
    const message = `${row.text('binding')} is paid by whoever occupies the premise; end it and make a new binding with the other quantity`;
    row.refuse('binding', 'customers.quantity_of_occupants', message);
  }
  if (day <= binding.start || (binding.end !== null && day >= binding.end)) {
    const until = binding.end === null ? '' : ` and before ${binding.end}`;
    const message = `${row.text('binding')} begins on ${binding.start} with its own quantity; change it after that day${until}`;
    row.refuse('effectiveFrom', 'customers.quantity_change_outside', message);
  } else if (billedFrom !== null && day < billedFrom) {
    const message = `cycles before ${billedFrom} are billed and settled; change the quantity from that day on`;
    row.refuse('effectiveFrom', 'customers.quantity_change_too_early', message);
  }
}

/** One change a day. */
async function days(db: Db, books: Books, rows: readonly Candidate[]): Promise<Claims> {
  const ids = [...new Set(rows.map((row) => row.ids['binding']))].filter((id) => id);
  const { rows: stored } = await sql<Claim>`
    select id, binding_id || ' ' || effective_from as key from quantity_change
    where tenant_id = ${books.tenant.id} and binding_id = any(${ids}::uuid[]) and not archived`.execute(db);
  return {
    stored,
    of: ({ id, archived, ids: { binding }, cells }) =>
      archived || !binding || !cells['effectiveFrom'] ? null : { id, key: `${binding} ${cells['effectiveFrom']}` },
    refuse(row) {
      const message = `the quantity of ${row.text('binding')} changes on ${row.text('effectiveFrom')} already; change that row`;
      row.refuse('effectiveFrom', 'customers.quantity_change_repeated', message);
    },
  };
}
