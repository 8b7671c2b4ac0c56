/**
 * The audit chain: each writing transaction appends its audit events and one feed entry whose hash covers the events
 * and the hash of the entry before. The feed number and the hash are per transaction, not per row.
 */
import { sql } from 'kysely';
import { newId, sha256 } from '../kernel/ids.ts';
import { insertRows } from './bulk.ts';
import type { Work } from './unit-of-work.ts';

/** What happened to one row (or document). */
export interface AuditRecord {
  /** Noun as in the schema: `FeeItem`, `Bill`. */
  noun: string;
  rowId: string;
  /** CREATED, CHANGED, ARCHIVED, or the step of a document: POSTED, IMPORTED, APPLIED, UNDONE. */
  action: string;
  before?: unknown;
  after?: unknown;
}

/** JSON with sorted keys and without undefined: equal values give equal text, also after a round trip through jsonb. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** The text of which an event's part of the digest is made. */
function eventText(seq: number, record: AuditRecord): string {
  return canonicalJson([seq, record.noun, record.rowId, record.action, record.before ?? null, record.after ?? null]);
}

/** Writes the events and the feed entry. Locks the tail row until the transaction ends and moves it to the new end of the chain. */
export async function appendToChain(work: Work, action: string, records: readonly AuditRecord[]): Promise<void> {
  const digest = sha256(records.map((record, i) => eventText(i, record)).join('\n'));
  // Before the lock: the rows of a large publish would keep the whole tenant waiting.
  await insertRows(
    work.db,
    'audit_event',
    records.map((record, seq) => ({
      tenant_id: work.tenantId,
      id: newId(),
      change_id: work.changeId,
      seq,
      noun: record.noun,
      row_id: record.rowId,
      action: record.action,
      before: record.before ?? null,
      after: record.after ?? null,
    })),
  );
  const tail = await work.db
    .selectFrom('tenant_tail')
    .select(['feed_no', 'chain_head'])
    .where('tenant_id', '=', work.tenantId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const feedNo = String(BigInt(tail.feed_no) + 1n);
  const operator = work.books.operator?.id ?? null;
  const at = new Date().toISOString();
  const hash = sha256([tail.chain_head, feedNo, work.changeId, action, operator ?? '', at, digest].join('\n'));
  await insertRows(work.db, 'change_feed', [
    {
      tenant_id: work.tenantId,
      id: work.changeId,
      feed_no: feedNo,
      operator_id: operator,
      action,
      at,
      event_count: records.length,
      events_digest: digest,
      previous_hash: tail.chain_head,
      hash,
    },
  ]);
  await sql`update tenant_tail set feed_no = ${feedNo}, chain_head = ${hash} where tenant_id = ${work.tenantId}`.execute(
    work.db,
  );
}
