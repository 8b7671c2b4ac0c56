/** The dataset of occupancies: who owns or rents a premise from when to when, and who of them pays for it. */
import { sql } from 'kysely';
import { refuseReversedDates } from '../catalog/dates.ts';
import type { Db } from '../database/orm.ts';
import type { Books } from '../ledger/books.ts';
import { type Claim, type Claims, timeOf } from '../ledger/claims.ts';
import { bool, date, enumOf, reference, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { CUSTOMER_CODE, PREMISE_CODE } from './references.ts';

export const occupancies: EditableDataset = {
  name: 'OCCUPANCIES',
  noun: 'Occupancy',
  table: 'occupancy',
  codeField: null,
  order: ['premise', 'startDate'],
  extra: [],
  columns: [
    reference('premise', 'premise_id', PREMISE_CODE, { required: true }),
    reference('customer', 'customer_id', CUSTOMER_CODE, { required: true }),
    enumOf('role', 'role', ['OWNER', 'TENANT'], { required: true }),
    date('startDate', 'start_date', { required: true }),
    date('endDate', 'end_date'),
    bool('pays', 'pays', { required: true, initial: 'true' }),
    text('note', 'note', { max: 1000 }),
  ],
  deferred: ['occupancy_one_payer'],
  constraints: {
    occupancy_one_payer: {
      field: 'startDate',
      code: 'customers.two_payers',
      message: 'somebody has just named another payer for these days; refresh and choose other dates',
    },
  },
  async prepare(db, books, rows) {
    return {
      check(row) {
        refuseReversedDates(row, 'startDate', 'endDate');
        if (row.stored && row.touches('premise')) {
          const message = 'an occupancy stays with its premise; archive it, and add one for the other premise';
          row.refuse('premise', 'customers.occupancy_moved', message);
        }
      },
      claims: [await payingTimes(db, books, rows)],
    };
  },
};

/** Each day of a premise has one payer at most. */
async function payingTimes(db: Db, books: Books, rows: readonly Candidate[]): Promise<Claims> {
  const premises = [...new Set(rows.map((row) => row.ids['premise']))].filter((id) => id);
  const { rows: stored } = await sql<Claim & { customer: string }>`
    select o.id, o.premise_id as key, o.start_date as start, o.end_date as end, c.code as customer
    from occupancy o join customer c on c.tenant_id = o.tenant_id and c.id = o.customer_id
    where o.tenant_id = ${books.tenant.id} and o.premise_id = any(${premises}::uuid[]) and o.pays and not o.archived
    order by o.start_date`.execute(db);
  const customers = new Map(stored.map(({ id, customer }) => [id, customer]));
  for (const row of rows) customers.set(row.id, row.cells['customer'] ?? '');
  return {
    stored,
    of: ({ id, archived, ids, cells }) =>
      archived || cells['pays'] !== 'true' || !ids['premise'] || !cells['startDate']
        ? null
        : { id, key: ids['premise'], start: cells['startDate'], end: cells['endDate'] ?? null },
    refuse(row, holder) {
      const message = `${customers.get(holder.id)} pays for ${row.text('premise')} ${timeOf(holder)}; end that first, or say that this one does not pay`;
      row.refuse('startDate', 'customers.two_payers', message);
    },
  };
}
