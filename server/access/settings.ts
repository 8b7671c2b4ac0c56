/** What an administrator sets for the whole tenant. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';

/** What is left out stays as it is. */
export interface TenantSettings {
  /** Days within which a bill is to be paid, where neither contract nor customer says; 0 to 365. */
  paymentDays?: number | null;
  /** Score of 50 to 100 from which on a match is applied by itself. */
  matchThreshold?: number | null;
  /** Whether somebody other than who made a run approves it before it is posted. */
  postingNeedsApproval?: boolean | null;
}

interface Row {
  payment_days: number;
  match_threshold: number;
  posting_needs_approval: boolean;
}

/**
 * Changes settings of the tenant; they hold from the next request on.
 * @throws Refusal `value.out_of_range` naming the field
 */
export async function changeSettings(books: Books, { key, ...input }: TenantSettings & { key: string }): Promise<void> {
  checkRange(input.paymentDays, 'paymentDays', 0, 365);
  checkRange(input.matchThreshold, 'matchThreshold', 50, 100);
  await writeOnce(books, { key, operation: 'tenant.settings', input }, async (work) => {
    const { tenantId } = work;
    const stored = await sql<Row>`select payment_days, match_threshold, posting_needs_approval from tenant
      where tenant_id = ${tenantId} for update`.execute(work.db);
    const before = stored.rows[0] as Row;
    const after: Row = {
      payment_days: input.paymentDays ?? before.payment_days,
      match_threshold: input.matchThreshold ?? before.match_threshold,
      posting_needs_approval: input.postingNeedsApproval ?? before.posting_needs_approval,
    };
    await sql`update tenant set payment_days = ${after.payment_days}, match_threshold = ${after.match_threshold},
      posting_needs_approval = ${after.posting_needs_approval} where tenant_id = ${tenantId}`.execute(work.db);
    work.audit({ noun: 'Tenant', rowId: tenantId, action: 'CHANGED', before, after });
    return tenantId;
  });
}

function checkRange(value: number | null | undefined, field: string, least: number, most: number): void {
  if (value === null || value === undefined || (value >= least && value <= most)) return;
  throw new Refusal('value.out_of_range', `${value} lies outside ${least} to ${most}`, { field });
}
