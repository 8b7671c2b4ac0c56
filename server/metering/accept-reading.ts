/** A person accepts a reading that was in doubt. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { parseId } from '../kernel/ids.ts';
import type { Books } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';

export interface AcceptInput {
  key: string;
  readingId: string;
  reason: string;
}

/**
 * Accepts a flagged reading, so that it is billed as it is.
 * @returns its id
 * @throws Refusal `metering.reason_missing`, `metering.reading_unknown`, `metering.nothing_to_accept`
 */
export async function acceptReading(books: Books, { key, ...input }: AcceptInput): Promise<string> {
  const id = parseId(input.readingId, 'readingId');
  const reason = input.reason.trim();
  if (reason === '' || reason.length > 500) {
    throw new Refusal('metering.reason_missing', 'say in at most 500 characters why the reading is right', {
      field: 'reason',
    });
  }
  return writeOnce(books, { key, operation: 'metering.accept', input }, async (work) => {
    const { rows } = await sql<{ flag: string | null; accepted_reason: string }>`
      select flag, accepted_reason from meter_reading
      where tenant_id = ${work.tenantId} and id = ${id} and not archived for update`.execute(work.db);
    const [reading] = rows;
    if (!reading) {
      throw new Refusal('metering.reading_unknown', 'there is no such reading; refresh', { field: 'readingId' });
    }
    if (reading.flag === null || reading.accepted_reason !== '') {
      throw new Refusal('metering.nothing_to_accept', 'nothing is in doubt about this reading any more; refresh', {
        field: 'readingId',
      });
    }
    await sql`update meter_reading set accepted_reason = ${reason}, version = version + 1, change_id = ${work.changeId}
      where tenant_id = ${work.tenantId} and id = ${id}`.execute(work.db);
    const before = { flag: reading.flag, acceptedReason: null };
    work.audit({ noun: 'MeterReading', rowId: id, action: 'ACCEPTED', before, after: { acceptedReason: reason } });
    return id;
  });
}
