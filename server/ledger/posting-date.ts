import { type BusinessDate, monthStart } from '../kernel/dates.ts';
import type { Work } from './unit-of-work.ts';

/**
 * Which day a document counts from: its own, or today where its month is closed. What is found late for a closed month
 * counts from today; the document keeps its own date.
 */
export async function postingDates(work: Work): Promise<(documentDate: BusinessDate) => BusinessDate> {
  const rows = await work.db
    .selectFrom('accounting_period')
    .select('month')
    .where('tenant_id', '=', work.tenantId)
    .where('status', '=', 'CLOSED')
    .execute();
  const closed = new Set(rows.map((row) => row.month));
  return (date) => (closed.has(monthStart(date)) ? work.today : date);
}
