/** What a person says about a line without deciding it: that a suggestion is wrong, or a remark. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { parseId } from '../kernel/ids.ts';
import type { Books } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { holdLine, setStatus } from './lines.ts';

const LONGEST_COMMENT = 500;

/**
 * Says that a suggestion is wrong: neither rules nor matching anew suggest it for this line again.
 * @returns id of the line
 * @throws Refusal `reconciliation.suggestion_gone`
 */
export function rejectSuggestion(books: Books, { key, ...input }: { key: string; id: string }): Promise<string> {
  return writeOnce(books, { key, operation: 'suggestion.reject', input }, async (work) => {
    const id = parseId(input.id, 'id');
    const rejected = (await reject(work, 'match', id)) ?? (await reject(work, 'line_booking', id));
    if (rejected === null) {
      const message = 'this is not suggested any more; look at the line again';
      throw new Refusal('reconciliation.suggestion_gone', message, { field: 'id' });
    }
    const line = await holdLine(work, rejected);
    // Sheets see the change; without a suggestion that is left, the line waits as one that nothing was found for.
    await setStatus(work, [line.id], (await anySuggested(work, line.id)) ? 'SUGGESTED' : 'UNMATCHED');
    work.audit({ noun: 'StatementLine', rowId: line.id, action: 'REJECTED', before: { suggestion: id } });
    return line.id;
  });
}

async function reject(work: Work, table: 'match' | 'line_booking', id: string): Promise<string | null> {
  const { rows } = await sql<{ line: string }>`
    update ${sql.table(table)} set state = 'REJECTED', rejected_by = ${work.books.operator?.id ?? work.tenantId},
      change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and id = ${id} and state = 'SUGGESTED' returning statement_line_id as line`.execute(
    work.db,
  );
  return rows[0]?.line ?? null;
}

async function anySuggested(work: Work, lineId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from match where tenant_id = ${work.tenantId} and statement_line_id = ${lineId} and state = 'SUGGESTED'
    union all
    select 1 from line_booking where tenant_id = ${work.tenantId} and statement_line_id = ${lineId} and state = 'SUGGESTED'
    limit 1`.execute(work.db);
  return rows.length > 0;
}

/**
 * Writes a remark about a line, or takes it away.
 * @returns id of the line
 * @throws Refusal `value.too_long`, `value.unknown_id`
 */
export function commentLine(
  books: Books,
  { key, ...input }: { key: string; lineId: string; comment: string },
): Promise<string> {
  return writeOnce(books, { key, operation: 'line.comment', input }, async (work) => {
    const comment = input.comment.trim();
    if (comment.length > LONGEST_COMMENT) {
      const message = `a comment has at most ${LONGEST_COMMENT} characters; this one has ${comment.length}`;
      throw new Refusal('value.too_long', message, { field: 'comment' });
    }
    const line = await holdLine(work, input.lineId);
    await sql`update statement_line set note = ${comment}, version = version + 1, change_id = ${work.changeId}
      where tenant_id = ${work.tenantId} and id = ${line.id}`.execute(work.db);
    work.audit({ noun: 'StatementLine', rowId: line.id, action: 'COMMENTED', after: { comment } });
    return line.id;
  });
}
