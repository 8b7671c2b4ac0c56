/** Pulls what is new from a source: each page is kept together with the cursor behind it, so no row comes twice or is lost. */
import { sql } from 'kysely';
import type { FieldError } from '../../kernel/errors.ts';
import { newId, sha256 } from '../../kernel/ids.ts';
import type { Books } from '../../ledger/books.ts';
import { insertRows } from '../../ledger/bulk.ts';
import { type Work, write } from '../../ledger/unit-of-work.ts';
import { keepReadings } from '../record-readings.ts';
import { keepUsage } from '../record-usage.ts';
import { adapterOf, findSource, type StoredSource } from './settings.ts';
import { mapped, type SourcePage } from './source.ts';

/** What a pull brought. */
export interface Pulled {
  source: string;
  rows: number;
  applied: number;
  unchanged: number;
  /** Set aside with their reasons, in `source_rejection`. */
  rejected: number;
  cursor: string;
}

/** Rows that are kept in one transaction. */
const ROWS_AT_ONCE = 10_000;

/**
 * Pulls everything that is new.
 * @throws Refusal `source.unknown`, `source.unreachable` and others of the adapter; pages before stay kept
 */
export async function pullSource(books: Books, code: string): Promise<Pulled> {
  const source = await findSource(books, code);
  const pulled: Pulled = { source: code, rows: 0, applied: 0, unchanged: 0, rejected: 0, cursor: source.cursor };
  for await (const page of adapterOf(source).pull(source.cursor)) {
    if (!(await keepPage(books, source, page, pulled))) break;
  }
  return pulled;
}

/** @returns whether it was kept; not where somebody else has pulled the same page meanwhile */
async function keepPage(books: Books, source: StoredSource, page: SourcePage, pulled: Pulled): Promise<boolean> {
  return write(books, 'metering.pull', async (work) => {
    const { rows } = await sql<{ cursor: string }>`
      select cursor from metering_source where tenant_id = ${work.tenantId} and id = ${source.id} for update`.execute(
      work.db,
    );
    if (rows[0]?.cursor !== pulled.cursor) return false;
    const counts = { applied: 0, unchanged: 0, rejected: 0 };
    for (let from = 0; from < page.rows.length; from += ROWS_AT_ONCE) {
      await keepPart(work, source, { ...page, rows: page.rows.slice(from, from + ROWS_AT_ONCE) }, counts);
    }
    await sql`update metering_source set cursor = ${page.cursor}, version = version + 1, change_id = ${work.changeId}
      where tenant_id = ${work.tenantId} and id = ${source.id}`.execute(work.db);
    const after = { cursor: page.cursor, rows: page.rows.length, ...counts };
    work.audit({
      noun: 'MeteringSource',
      rowId: source.id,
      action: 'PULLED',
      before: { cursor: pulled.cursor },
      after,
    });
    pulled.rows += page.rows.length;
    pulled.applied += counts.applied;
    pulled.unchanged += counts.unchanged;
    pulled.rejected += counts.rejected;
    pulled.cursor = page.cursor;
    return true;
  });
}

async function keepPart(
  work: Work,
  { id, target, settings }: StoredSource,
  { rows }: SourcePage,
  counts: Pick<Pulled, 'applied' | 'unchanged' | 'rejected'>,
): Promise<void> {
  const map = settings['map'] as Record<string, string> | undefined;
  const inputs = rows.map(({ content }) => mapped(content, map));
  const kept = await (target === 'READINGS' ? keepReadings(work, inputs) : keepEvents(work, inputs));
  counts.applied += kept.applied;
  counts.unchanged += kept.unchanged;
  counts.rejected += kept.refused.length;
  await insertRows(
    work.db,
    'source_rejection',
    kept.refused.map(({ index, error }) => ({
      tenant_id: work.tenantId,
      id: newId(),
      source_id: id,
      place: rows[index]?.place ?? '',
      content: storable(rows[index]?.content ?? {}),
      code: error.code,
      message: error.field === null ? error.message : `${error.field}: ${error.message}`,
      change_id: work.changeId,
    })),
  );
}

async function keepEvents(
  work: Work,
  events: readonly unknown[],
): Promise<{ applied: number; unchanged: number; refused: { index: number; error: FieldError }[] }> {
  const { applied, unchanged, refused } = await keepUsage(work, events, sha256(JSON.stringify(events)));
  return { applied, unchanged: unchanged.length, refused };
}

/** A broken row must not keep its page from being kept: what PostgreSQL cannot store is shown as its JSON. */
function storable(content: Record<string, unknown>): Record<string, unknown> {
  const json = JSON.stringify(content);
  return /\\u(?:0000|d[89a-f][0-9a-f]{2})/.test(json) ? { json: json.replaceAll('\\', '/').slice(0, 2_000) } : content;
}
