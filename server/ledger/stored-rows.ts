/** Reads rows of editable datasets: their cells with references shown by code, in one query whatever the number of rows. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { parseDate } from '../kernel/dates.ts';
import { parseId } from '../kernel/ids.ts';
import { parseDecimal, plain } from '../kernel/money.ts';
import type { Books } from './books.ts';
import type { Column } from './columns.ts';
import {
  type Cells,
  changedSince,
  type DatasetRow,
  decodeCursor,
  encodeCursor,
  type PageRequest,
  pageOf,
  type RowPage,
} from './dataset.ts';
import type { EditableDataset, StoredRow } from './editable-dataset.ts';

type SqlRow = Record<string, unknown> & { id: string; version: number; archived: boolean };

const alias = (column: Column) => `ref_${column.stored}`;

/** The expression of a column's value as a person sees it: the code where the table holds an id. */
function shown(column: Column): RawBuilder<unknown> {
  return column.reference ? sql.ref(`${alias(column)}.${column.reference.code}`) : sql.ref(`t.${column.stored}`);
}

/** `select … from table t left join …` of a dataset, with the conditions to follow. */
function selectFrom(dataset: EditableDataset): RawBuilder<SqlRow> {
  const stored = dataset.columns.filter((column) => column.stored !== null);
  const values = stored.flatMap((column) => [
    sql`${shown(column)}::text as ${sql.ref(`cell_${column.field}`)}`,
    ...(column.reference ? [sql`${sql.ref(`t.${column.stored}`)} as ${sql.ref(`id_${column.field}`)}`] : []),
  ]);
  const extra = dataset.extra.map((name) => sql`${sql.ref(`t.${name}`)} as ${sql.ref(`extra_${name}`)}`);
  const joins = stored
    .filter((column) => column.reference)
    .map((column) => {
      const name = alias(column);
      return sql`left join ${sql.table(column.reference?.table ?? '')} as ${sql.ref(name)}
        on ${sql.ref(`${name}.tenant_id`)} = t.tenant_id and ${sql.ref(`${name}.id`)} = ${sql.ref(`t.${column.stored}`)}`;
    });
  return sql<SqlRow>`select t.id, t.version, t.archived, ${sql.join([...values, ...extra])}
    from ${sql.table(dataset.table)} as t ${sql.join(joins, sql` `)}`;
}

function toStored(dataset: EditableDataset, row: SqlRow): StoredRow {
  const cells: Cells = {};
  const ids: Record<string, string | null> = {};
  for (const column of dataset.columns) {
    const value = row[`cell_${column.field}`] as string | null | undefined;
    cells[column.field] = value === null || value === undefined || value === '' ? null : column.show(value);
    if (column.reference) ids[column.field] = row[`id_${column.field}`] as string | null;
  }
  const extra = Object.fromEntries(dataset.extra.map((name) => [name, row[`extra_${name}`]]));
  const state = { id: row.id, version: row.version, archived: row.archived, ids, extra };
  return { ...state, cells: { ...cells, ...dataset.computedCells?.(state) } };
}

/** The row as a sheet gets it. */
export function asRow({ id, version, archived, cells }: StoredRow): DatasetRow {
  return { id, version, archived, cells };
}

/**
 * The stored rows with these ids, by id. With `lock` they stay as they are until the transaction ends; locks are taken
 * in the order of ids, so that two publishes never wait for each other in a circle.
 */
export async function storedRows(
  db: Db,
  books: Books,
  dataset: EditableDataset,
  ids: readonly string[],
  lock: boolean,
): Promise<Map<string, StoredRow>> {
  const { rows } = await sql<SqlRow>`${selectFrom(dataset)}
    where t.tenant_id = ${books.tenant.id} and t.id = any(${[...ids]}::uuid[])
    order by t.id ${lock ? sql`for update of t` : sql``}`.execute(db);
  return new Map(rows.map((row) => [row.id, toStored(dataset, row)]));
}

/** A page of an editable dataset, in its order. */
export async function pageOfRows(
  db: Db,
  books: Books,
  dataset: EditableDataset,
  { sinceFeedNo, after, first }: PageRequest,
): Promise<RowPage> {
  const order = orderOf(dataset);
  const live = sinceFeedNo === null ? sql<boolean>`not t.archived` : changedWithReferences(dataset, books, sinceFeedNo);
  const beyond = after === null ? sql<boolean>`true` : afterCursor(order, decodeCursor(after, order.length));
  const { rows } = await sql<SqlRow>`${selectFrom(dataset)}
    where t.tenant_id = ${books.tenant.id} and ${live} and ${beyond}
    order by ${sql.join(order.map(({ expression }) => expression))} limit ${first + 1}`.execute(db);
  const cursorOf = (row: StoredRow) => encodeCursor([...dataset.order.map((field) => row.cells[field] ?? ''), row.id]);
  return pageOf(
    rows.map((row) => toStored(dataset, row)),
    first,
    asRow,
    cursorOf,
  );
}

interface OrderPart {
  expression: RawBuilder<unknown>;
  /** The bound of a cursor, checked: it came from outside. */
  bound: (value: string | null) => RawBuilder<unknown>;
}

const BOUNDS: Record<Column['order'], OrderPart['bound']> = {
  text: (value) => sql`cast(${value} as text)`,
  date: (value) => sql`cast(${parseDate(value ?? '', 'after')} as date)`,
  numeric: (value) => sql`cast(${plain(parseDecimal(value ?? '', 'after'))} as numeric)`,
};

function orderOf(dataset: EditableDataset): OrderPart[] {
  const parts = dataset.order.map((field): OrderPart => {
    const column = dataset.columns.find((each) => each.field === field) as Column;
    return { expression: shown(column), bound: BOUNDS[column.order] };
  });
  const id: OrderPart = {
    expression: sql.ref('t.id'),
    bound: (value) => sql`cast(${parseId(value ?? '', 'after')} as uuid)`,
  };
  return [...parts, id];
}

function afterCursor(order: readonly OrderPart[], values: readonly (string | null)[]): RawBuilder<boolean> {
  const bounds = order.map(({ bound }, i) => bound(values[i] ?? null));
  return sql<boolean>`(${sql.join(order.map(({ expression }) => expression))}) > (${sql.join(bounds)})`;
}

/** A row also changes in its sheet when the code of what it refers to does. */
function changedWithReferences(dataset: EditableDataset, books: Books, feedNo: string): RawBuilder<boolean> {
  const referring = dataset.columns.filter((column) => column.reference?.archivable);
  const names = ['t', ...referring.map(alias)];
  const changes = names.map((name) => changedSince(books, sql.ref(`${name}.change_id`), feedNo));
  return sql<boolean>`(${sql.join(changes, sql` or `)})`;
}
