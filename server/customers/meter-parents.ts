/** Which meter measures what others measure again: a tree, so that a loss can be told. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { Books } from '../ledger/books.ts';
import type { Candidate } from '../ledger/editable-dataset.ts';

/** Refuses a meter that would be its own parent, over however many others. @returns a rule between rows */
export async function parentRules(db: Db, books: Books): Promise<(rows: readonly Candidate[]) => void> {
  const { rows: stored } = await sql<{ id: string; parent: string }>`
    select id, parent_id as parent from meter where tenant_id = ${books.tenant.id} and parent_id is not null`.execute(
    db,
  );
  return (rows) => {
    const parents = new Map(stored.map(({ id, parent }) => [id, parent]));
    for (const row of rows) {
      const parent = row.refused || row.archived ? undefined : row.ids['parent'];
      if (row.refused) continue;
      if (parent) parents.set(row.id, parent);
      else parents.delete(row.id);
    }
    for (const row of rows) {
      if (row.refused || !leadsBack(row.id, parents)) continue;
      const message = `${row.text('code')} would be measured by itself through ${row.text('parent')}; name another parent`;
      row.refuse('parent', 'customers.meter_circle', message);
    }
  };
}

function leadsBack(id: string, parents: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let at = parents.get(id); at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}
