/** Reversals: a bill becomes void and its cycles are due again; of a run, bill by bill. */
import { sql } from 'kysely';
import { inBackground } from '../../billing/background.ts';
import { alone, lockRun, setFailure, setStatus } from '../../billing/run-locks.ts';
import { checkStep } from '../../billing/run-states.ts';
import { type Run, requireRun } from '../../billing/runs.ts';
import { throughOutages } from '../../database/outages.ts';
import { Refusal } from '../../kernel/errors.ts';
import { type Books, read } from '../../ledger/books.ts';
import { writeOnce } from '../../ledger/idempotency.ts';
import { type Work, write } from '../../ledger/unit-of-work.ts';
import { linesOf, reasonOf, settle, writeNote } from './credit-note.ts';
import { type CreditableBill, lockBill } from './creditable-bill.ts';

/** What to reverse, and why. */
export interface ReversalRequest {
  key: string;
  billId: string;
  reason: string;
}

/**
 * Takes all that is left of a bill back: it is void, money that paid it waits with the customer, its cycles are due again.
 * @returns id of the credit note
 * @throws Refusal `credits.bill_unknown`, `credits.bill_void`, `credits.reason_missing`, `credits.corrected`, `credits.read_on`
 */
export function reverseBill(books: Books, { key, ...input }: ReversalRequest): Promise<string> {
  return writeOnce(books, { key, operation: 'bill.reverse', input }, (work) =>
    reverse(work, input.billId, reasonOf(input.reason)),
  );
}

async function reverse(work: Work, billId: string, reason: string): Promise<string> {
  const bill = await lockBill(work, billId);
  await refuseCorrected(work, bill);
  await refuseReadOn(work, bill);
  const left = bill.charges.some((charge) => !charge.amount.eq(charge.creditedAmount));
  const lines = left ? linesOf(work, bill, {}) : [];
  const id = await writeNote(work, bill, { kind: 'REVERSAL', status: 'POSTED', reason, lines });
  await settle(work, bill, id, lines, 'VOID');
  await sql`update charge set live = false, change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and bill_id = ${bill.id} and live`.execute(work.db);
  work.audit({ noun: 'Bill', rowId: bill.id, action: 'REVERSED', after: { number: bill.number, reason } });
  return id;
}

/** A correction settles a difference to a charge that would be gone. */
async function refuseCorrected(work: Work, bill: CreditableBill): Promise<void> {
  const { rows } = await sql<{ number: string }>`
    select b.number from charge c
    join charge k on k.tenant_id = c.tenant_id and k.corrects_id = c.id and k.live and k.bill_id <> c.bill_id
    join bill b on (b.tenant_id, b.id) = (k.tenant_id, k.bill_id)
    where c.tenant_id = ${work.tenantId} and c.bill_id = ${bill.id} order by b.number limit 1`.execute(work.db);
  if (!rows[0]) return;
  const message = `bill ${rows[0].number} corrects charges of bill ${bill.number}; reverse that one first`;
  throw new Refusal('credits.corrected', message, { field: 'billId' });
}

/** A later cycle of a meter begins where this one ended; taken out of the middle, its use would be charged twice or never. */
async function refuseReadOn(work: Work, bill: CreditableBill): Promise<void> {
  const { rows } = await sql<{ number: string }>`
    select b.number from charge c
    join charge n on n.tenant_id = c.tenant_id and n.meter_id = c.meter_id and n.fee_item_id = c.fee_item_id and n.live
      and n.period_start >= c.period_end and n.bill_id <> c.bill_id
    join bill b on (b.tenant_id, b.id) = (n.tenant_id, n.bill_id)
    where c.tenant_id = ${work.tenantId} and c.bill_id = ${bill.id} and c.meter_id is not null
    order by b.number desc limit 1`.execute(work.db);
  if (!rows[0]) return;
  const message = `bill ${rows[0].number} charges later use of the same meter as bill ${bill.number}; reverse the later one first`;
  throw new Refusal('credits.read_on', message, { field: 'billId' });
}

/** A run to reverse, and why. */
export interface RunReversal {
  runId: string;
  reason: string;
}

/**
 * Lets the reversal of a run's bills go on in the background. Asked again, it goes on where it stopped.
 * @returns the run, POSTED or STOPPED until the last bill is reversed, then REVERSED
 * @throws Refusal `billing.run_unknown`, `billing.wrong_state`, `credits.reason_missing`
 */
export async function reverseBillingRun(books: Books, { runId, reason }: RunReversal): Promise<Run> {
  const run = await requireRun(books, runId);
  checkStep(run.number, run.status, 'REVERSED');
  const why = reasonOf(reason);
  await write(books, 'billing.reverse', (work) => setFailure(work, run.id, null));
  inBackground(
    `reversal of run ${run.number} of ${books.tenant.code}`,
    () => reverseRun(books, run, why),
    (error) => {
      console.error(`reversal of run ${run.number} of ${books.tenant.code} stopped:`, error);
      const code = error instanceof Refusal ? error.code : 'internal';
      return write(books, 'billing.reverse', (work) => setFailure(work, run.id, code));
    },
  );
  return run;
}

/** Reverses a run to its end, a bill a transaction, the last one first. @throws what stopped it; what is reversed stays so */
export function reverseRun(books: Books, run: Run, reason: string): Promise<void> {
  return throughOutages(() =>
    alone(books, run.id, async () => {
      for (const billId of await liveBills(books, run)) {
        await write(books, 'bill.reverse', (work) => reverse(work, billId, reason));
      }
      await write(books, 'billing.reversed', async (work) => {
        const { number, status } = await lockRun(work, run.id);
        if (status === 'REVERSED') return;
        checkStep(number, status, 'REVERSED');
        await setStatus(work, run.id, status, 'REVERSED');
      });
    }),
  );
}

function liveBills(books: Books, run: Run): Promise<string[]> {
  return read(books, async (db) => {
    const { rows } = await sql<{ id: string }>`select id from bill
      where tenant_id = ${books.tenant.id} and run_id = ${run.id} and status = 'LIVE' order by number desc`.execute(db);
    return rows.map(({ id }) => id);
  });
}
