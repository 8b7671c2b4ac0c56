/** The dataset of contracts. */
import { sql } from 'kysely';
import { refuseReversedDates } from '../catalog/dates.ts';
import type { Db } from '../database/orm.ts';
import type { Books } from '../ledger/books.ts';
import { code, date, reference, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { paymentDays } from './customers.ts';
import { CUSTOMER_CODE } from './references.ts';

export const contracts: EditableDataset = {
  name: 'CONTRACTS',
  noun: 'Contract',
  table: 'contract',
  codeField: 'number',
  order: ['number'],
  extra: [],
  columns: [
    code('number', 'number'),
    reference('customer', 'customer_id', CUSTOMER_CODE, { required: true }),
    date('startDate', 'start_date', { required: true }),
    date('endDate', 'end_date'),
    paymentDays,
    text('terms', 'terms', { max: 1000 }),
    text('note', 'note', { max: 1000 }),
  ],
  async prepare(db, books, rows) {
    const spans = await boundSpans(db, books, rows);
    return {
      check(row) {
        refuseReversedDates(row, 'startDate', 'endDate');
        const span = spans.get(row.id);
        if (span) refuseChangeOfBound(row, span);
      },
    };
  },
};

interface Span {
  count: number;
  first: string;
  /** 9999-12-31 where a binding has no end. */
  last: string;
}

/** What live bindings of stored contracts span. */
async function boundSpans(db: Db, books: Books, rows: readonly Candidate[]): Promise<Map<string, Span>> {
  const ids = rows.filter((row) => row.stored).map((row) => row.id);
  const { rows: spans } = await sql<Span & { id: string }>`
    select contract_id as id, count(*)::int as count, min(start_date)::text as first,
      max(coalesce(end_date, '9999-12-31'))::text as last
    from binding where tenant_id = ${books.tenant.id} and contract_id = any(${ids}::uuid[]) and not archived
    group by contract_id`.execute(db);
  return new Map(spans.map((span) => [span.id, span]));
}

/** Bindings must stay inside their contract, so it does not shrink below them. */
function refuseChangeOfBound(row: Candidate, { count, first, last }: Span): void {
  const bindings = `${count} binding${count === 1 ? '' : 's'}`;
  if (row.archived) {
    row.refuse(null, 'customers.contract_bound', `${bindings} belong to this contract; archive or change them first`);
    return;
  }
  if (row.touches('customer')) {
    row.refuse(
      'customer',
      'customers.contract_bound',
      `${bindings} of its customer belong to this contract; make a new contract`,
    );
  }
  if (row.touches('startDate') && row.has('startDate') && row.text('startDate') > first) {
    row.refuse('startDate', 'customers.contract_bound', `${bindings} begin on ${first}; start on that day or earlier`);
  }
  if (row.touches('endDate') && row.has('endDate') && row.text('endDate') < last) {
    const until = last === '9999-12-31' ? 'have no end' : `end on ${last}`;
    row.refuse('endDate', 'customers.contract_bound', `${bindings} ${until}; end them first`);
  }
}
