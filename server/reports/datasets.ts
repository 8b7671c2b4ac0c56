import type { Db } from '../database/orm.ts';
import { addMonths } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { namedId } from '../kernel/ids.ts';
import type { Books } from '../ledger/books.ts';
import {
  type DatasetRow,
  decodeCursor,
  encodeCursor,
  type PageRequest,
  pageOf,
  type ReadOnlyDataset,
  refuseUnknownFilters,
} from '../ledger/dataset.ts';
import { type Kpi, kpisIn } from './kpis.ts';

/** Name of the row that stands for all fee items of a month. */
const ALL = '合计';

/**
 * KPIs by month: a row for all fee items together (without a fee item), then one for each. Default: twelve months up to
 * the one after today's, in which today's bills fall due. They are sums as of a day, which time alone moves, so a refresh
 * gives all of them again.
 */
export const kpis: ReadOnlyDataset = {
  name: 'KPIS',
  async page(db: Db, books: Books, request: PageRequest) {
    refuseUnknownFilters(request.filter, ['fromMonth', 'toMonth', 'asOf']);
    const range = {
      fromMonth: textOf(request.filter, 'fromMonth') ?? addMonths(books.today, -10).slice(0, 7),
      toMonth: textOf(request.filter, 'toMonth') ?? addMonths(books.today, 1).slice(0, 7),
      asOf: textOf(request.filter, 'asOf'),
    };
    const months = await kpisIn(db, books, { ...range, by: 'MONTH' });
    const items = await kpisIn(db, books, { ...range, by: 'FEE_ITEM' });
    const rows = [...months, ...items].toSorted(byMonth);
    const from = request.after ? Number(decodeCursor(request.after, 1)[0]) : 0;
    const numbered = rows.map((row, index) => ({ row, end: index + 1 }));
    return pageOf(
      numbered.slice(from, from + request.first + 1),
      request.first,
      ({ row }) => toRow(row, books),
      ({ end }) => encodeCursor([String(end)]),
    );
  },
};

function textOf(filter: PageRequest['filter'], name: string): string | null {
  const value = filter[name] ?? null;
  if (value === null || value === '') return null;
  if (typeof value === 'string') return value;
  throw new Refusal('value.not_text', `the filter “${name}” must be a text`, { field: name });
}

/** By month, then currency; all together first. */
function byMonth(a: Kpi, b: Kpi): number {
  return orderOf(a) < orderOf(b) ? -1 : 1;
}

const orderOf = ({ month, currency, feeItem }: Kpi): string => `${month} ${currency} ${feeItem ?? ''}`;

/** Ids are made of what a row is about, so that a refresh finds it again. */
function toRow(row: Kpi, { tenant }: Books): DatasetRow {
  const all = row.currency === tenant.currency ? ALL : `${ALL} ${row.currency}`;
  return {
    id: namedId(`kpi ${tenant.id} ${row.month} ${row.currency} ${row.feeItem ?? ''}`),
    version: 0,
    archived: false,
    cells: {
      month: row.month,
      feeItem: row.feeItem,
      feeItemName: row.feeItem === null ? all : row.nameZh,
      due: row.due,
      collected: row.collected,
      open: row.open,
      overdue: row.overdue,
      collectionRate: row.collectionRate,
    },
  };
}
