/** What refunds and write-offs have in common: a reason, and another person's word. */
import { sql } from 'kysely';
import { Refusal } from '../../kernel/errors.ts';
import { insertRows } from '../../ledger/bulk.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import type { RefundStatus, WriteOffStatus } from './entities.ts';

const TABLES = {
  refund: { noun: 'Refund', series: 'RF' },
  write_off: { noun: 'WriteOff', series: 'WO' },
} as const;

type Table = keyof typeof TABLES;

/** Writes a request. @param row all columns that only its kind has @returns its number */
export async function saveRequest(
  work: Work,
  table: Table,
  row: { id: string; customer_id: string; amount: string; currency: string; reason: string } & Record<string, unknown>,
): Promise<string> {
  const { noun, series } = TABLES[table];
  const number = `${series}-${String(await work.takeNumbers(series, 1)).padStart(6, '0')}`;
  await insertRows(work.db, table, [
    {
      tenant_id: work.tenantId,
      change_id: work.changeId,
      number,
      status: 'REQUESTED',
      requested_by: work.books.operator?.id ?? null,
      requested_on: work.today,
      ...row,
    },
  ]);
  work.audit({ noun, rowId: row.id, action: 'REQUESTED', after: { number, ...row } });
  return number;
}

/** A decision about a request. */
export interface Decision {
  key: string;
  id: string;
  approve: boolean;
  note?: string | null;
}

/** @throws Refusal `approvals.own_request`, `approvals.decided`, `approvals.note_missing` where it is rejected without a word */
export function checkDecision(
  work: Work,
  request: { number: string; status: string; requested_by: string | null },
  { approve, note }: Pick<Decision, 'approve' | 'note'>,
): void {
  if (request.status !== 'REQUESTED') {
    throw new Refusal('approvals.decided', `${request.number} is ${request.status} already`, { field: 'id' });
  }
  if (request.requested_by === (work.books.operator?.id ?? null)) {
    const message = `who asked for ${request.number} does not decide it; have somebody else look at it`;
    throw new Refusal('approvals.own_request', message, { field: 'id' });
  }
  if (!approve && !note?.trim()) {
    throw new Refusal('approvals.note_missing', 'say why it is rejected', { field: 'note' });
  }
}

/** What becomes of a request. @param decided whether this is the decision itself */
export async function moveRequest(
  work: Work,
  table: Table,
  request: { id: string; number: string; status: string },
  change: { status: RefundStatus | WriteOffStatus; note?: string | null; decided?: boolean },
): Promise<void> {
  const { status, note, decided = false } = change;
  await sql`update ${sql.table(table)} set status = ${status}, version = version + 1, change_id = ${work.changeId}
    ${note ? sql`, note = ${note.trim().slice(0, 500)}` : sql``}
    ${decided ? sql`, decided_by = ${work.books.operator?.id ?? null}, decided_on = ${work.today}` : sql``}
    where tenant_id = ${work.tenantId} and id = ${request.id}`.execute(work.db);
  const { noun } = TABLES[table];
  const after = { number: request.number, status, ...(note ? { note } : {}) };
  work.audit({ noun, rowId: request.id, action: status, before: { status: request.status }, after });
}
