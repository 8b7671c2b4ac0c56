/** Sets a line free that was booked as something that pays no bill. */
import { sql } from 'kysely';
import { bookMirror } from '../ledger/mirror.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { markUnpaid, moveRefunded } from '../payments/approvals/refunds.ts';
import { type HeldLine, holdLine, setStatus } from './lines.ts';
import { suggestAgain } from './match-lines.ts';

/**
 * Undoes the booking of a line, where it has one; of a bounced payment both lines wait again.
 * @returns whether there was one
 */
export async function undoBooking(work: Work, line: HeldLine): Promise<boolean> {
  const booking = await work.db
    .selectFrom('line_booking')
    .selectAll()
    .where('tenant_id', '=', work.tenantId)
    .where('statement_line_id', '=', line.id)
    .where('state', '=', 'APPLIED')
    .executeTakeFirst();
  if (!booking) return false;
  await bookMirror(work, booking.id, ['SETTLEMENT'], booking.reason);
  if (booking.refund_id) await markUnpaid(work, booking.refund_id);
  else if (booking.kind === 'REFUND') await moveRefunded(work, booking.payment_id as string, line.amount.negated());
  const lines = [line, ...(booking.counter_line_id ? [await holdLine(work, booking.counter_line_id)] : [])];
  await sql`update line_booking set state = 'UNDONE', change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and state = 'APPLIED' and statement_line_id = any(${lines.map(({ id }) => id)}::uuid[])`.execute(
    work.db,
  );
  await sql`update statement_line set payout_id = null, version = version + 1, change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and payout_id = ${booking.id}`.execute(work.db);
  for (const each of lines) {
    await setStatus(work, [each.id], 'UNMATCHED');
    if (each.direction === 'IN') await suggestAgain(work, [each]);
    work.audit({ noun: 'StatementLine', rowId: each.id, action: 'UNBOOKED', before: { reason: booking.reason } });
  }
  return true;
}
