/** A customer's statement (客户对账函) as a sheet: what it opens with, the documents by day with what they pay, what it closes with. */
import { addMonths, monthStart } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { namedId } from '../kernel/ids.ts';
import type { Books } from '../ledger/books.ts';
import {
  type Cells,
  decodeCursor,
  encodeCursor,
  type PageRequest,
  pageOf,
  type ReadOnlyDataset,
  refuseUnknownFilters,
} from '../ledger/dataset.ts';
import { type CustomerStatementView, customerStatement } from './customer-statement.ts';

/** So many whole months before this one, unless days are named. */
const MONTHS_BACK = 11;

interface Row {
  /** Place of the row, from zero. */
  at: number;
  id: string;
  cells: Cells;
}

/**
 * The statement of the customer in the filter, from its first to its last day.
 * @throws Refusal `sync.filter_missing` without a customer, and those of `customerStatement`
 */
export const customerStatements: ReadOnlyDataset = {
  name: 'CUSTOMER_STATEMENT',
  async page(_db, books, request) {
    const statement = await customerStatement(books, orderOf(books, request));
    const after = request.after ? Number(decodeCursor(request.after, 1)[0]) : -1;
    const rows = rowsOf(statement).filter(({ at }) => at > after);
    return pageOf(rows.slice(0, request.first + 1), request.first, toRow, ({ at }) => encodeCursor([String(at)]));
  },
};

const toRow = ({ id, cells }: Row) => ({ id, version: 0, archived: false, cells });

function orderOf(books: Books, { filter }: PageRequest) {
  refuseUnknownFilters(filter, ['customer', 'from', 'to']);
  const text = (name: string) => (typeof filter[name] === 'string' ? filter[name].trim() : '');
  const customer = text('customer');
  if (customer === '') {
    throw new Refusal('sync.filter_missing', 'name the customer whose statement it is', { field: 'customer' });
  }
  const from = text('from') || addMonths(monthStart(books.today), -MONTHS_BACK);
  return { customer, from, to: text('to') || books.today };
}

function rowsOf(statement: CustomerStatementView): Row[] {
  const { from, to, currency, opening, closing, unallocated } = statement;
  const row = (kind: string, date: string, cells: Cells): Omit<Row, 'at' | 'id'> => ({
    cells: { date, kind, number: null, charged: null, paid: null, pays: null, currency, ...cells },
  });
  const paid = allocationsOf(statement);
  const rows = [
    row('OPENING', from, { balance: opening }),
    ...statement.lines.map(({ date, kind, number, amount, balance }) => {
      const back = amount.startsWith('-');
      return row(kind, date, {
        number,
        charged: back ? null : amount,
        paid: back ? amount.slice(1) : null,
        pays: paid.get(number) ?? null,
        balance,
      });
    }),
    row('CLOSING', to, { balance: closing }),
    row('WAITING', to, { paid: unallocated, balance: closing }),
  ];
  return rows.map(({ cells }, at) => ({
    at,
    id: namedId(`statement ${statement.customerId} ${from} ${to} ${at} ${cells['kind']} ${cells['number']}`),
    cells,
  }));
}

/** What each payment was put to in the period, as a person reads it: `B-000001 552.23, B-000004 47.77`. */
function allocationsOf({ allocations }: CustomerStatementView): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { payment, bill, amount } of allocations) {
    const before = texts.get(payment);
    texts.set(payment, `${before ? `${before}, ` : ''}${bill} ${amount}`);
  }
  return texts;
}
