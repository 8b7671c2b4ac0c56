/** What still uses a row, so that it is not archived or changed under it. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { Books } from '../ledger/books.ts';
import type { Candidate } from '../ledger/editable-dataset.ts';

/** A table whose live rows name the row. */
interface User {
  table: 'binding' | 'premise' | 'meter' | 'contract' | 'occupancy' | 'discount';
  column: 'customer_id' | 'premise_id' | 'community_id' | 'parent_id' | 'contract_id' | 'meter_id' | 'metric_id';
  /** Plural, for messages. */
  name: string;
}

/** How many live rows of each kind use stored rows, by id of the used row: `{ bindings: 3 }`. */
export async function usesOf(
  db: Db,
  books: Books,
  rows: readonly Candidate[],
  users: readonly User[],
): Promise<Map<string, Record<string, number>>> {
  const ids = rows.filter((row) => row.stored).map((row) => row.id);
  const counts = users.map(
    ({ table, column, name }) => sql`select ${sql.ref(column)} as id, ${name}::text as name, count(*)::int as count
      from ${sql.table(table)} where tenant_id = ${books.tenant.id} and ${sql.ref(column)} = any(${ids}::uuid[])
        and not archived group by 1`,
  );
  const found = await sql<{ id: string; name: string; count: number }>`${sql.join(counts, sql` union all `)}`.execute(
    db,
  );
  const uses = new Map<string, Record<string, number>>();
  for (const { id, name, count } of found.rows) uses.set(id, { ...uses.get(id), [name]: count });
  return uses;
}

/** Refuses to archive a row that is used, naming by what. */
export function refuseArchiveOfUsed(row: Candidate, use: Record<string, number> | undefined, code: string): void {
  if (!row.archived || use === undefined) return;
  const users = Object.entries(use).map(([name, count]) => `${count} ${name}`);
  row.refuse(null, code, `still used by ${users.join(' and ')}; archive or change these first`);
}
