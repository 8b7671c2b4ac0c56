/** Takes allocations back: each gets a negative twin, its entry a mirror dated today, and its bill is open again. */
import { type RawBuilder, sql } from 'kysely';
import { newId } from '../kernel/ids.ts';
import { Decimal, plain } from '../kernel/money.ts';
import { insertRows } from '../ledger/bulk.ts';
import { bookMirror } from '../ledger/mirror.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { moveAllocated } from './book-payments.ts';
import type { PaymentChannel } from './entities.ts';

/** What an allocation pays of a charge. */
export interface AllocatedLine {
  allocation_id: string;
  payment_id: string;
  bill_id: string;
  bill_number: string;
  due_date: string;
  currency: string;
  charge_id: string;
  fee_item_id: string;
  community_id: string | null;
  category: string;
  /** Of the payment. */
  channel: PaymentChannel;
  amount: string;
}

/** The lines of allocations `a` that were not taken back, newest allocation first. */
export async function liveLines(work: Work, which: RawBuilder<boolean>): Promise<AllocatedLine[]> {
  const { rows } = await sql<AllocatedLine>`
    select l.allocation_id, a.payment_id, b.id as bill_id, b.number as bill_number, b.due_date, b.currency, c.id as charge_id,
      c.fee_item_id, c.community_id, f.category, p.channel, l.amount
    from allocation a
    join payment p on (p.tenant_id, p.id) = (a.tenant_id, a.payment_id)
    join allocation_line l on (l.tenant_id, l.allocation_id) = (a.tenant_id, a.id)
    join charge c on (c.tenant_id, c.id) = (l.tenant_id, l.charge_id)
    join bill b on (b.tenant_id, b.id) = (a.tenant_id, a.bill_id)
    join fee_item f on (f.tenant_id, f.id) = (c.tenant_id, c.fee_item_id)
    where a.tenant_id = ${work.tenantId} and ${which} and a.reverses_id is null
      and not exists (select 1 from allocation r where (r.tenant_id, r.reverses_id) = (a.tenant_id, a.id))
    order by l.allocation_id desc, l.id`.execute(work.db);
  return rows;
}

/** Takes whole allocations back, of which these are all lines. What payments have allocated is the caller's to write. */
export async function takeBack(work: Work, lines: readonly AllocatedLine[], description: string): Promise<void> {
  const byAllocation = Map.groupBy(lines, (line) => line.allocation_id);
  await saveTwins(work, byAllocation);
  for (const sourceId of byAllocation.keys()) await bookMirror(work, sourceId, ['ALLOCATION'], description);
  takeBackFacts(work, lines);
}

async function saveTwins(work: Work, byAllocation: Map<string, AllocatedLine[]>): Promise<void> {
  const twins = [...byAllocation].map(([allocationId, lines]) => ({
    id: newId(),
    allocationId,
    of: lines[0] as AllocatedLine,
    lines,
    amount: lines.reduce((sum, line) => sum.minus(line.amount), new Decimal(0)),
  }));
  await insertRows(
    work.db,
    'allocation',
    twins.map(({ id, allocationId, of, amount }) => ({
      tenant_id: work.tenantId,
      id,
      payment_id: of.payment_id,
      bill_id: of.bill_id,
      amount: plain(amount),
      allocated_on: work.today,
      reverses_id: allocationId,
      change_id: work.changeId,
    })),
  );
  await insertRows(
    work.db,
    'allocation_line',
    twins.flatMap((twin) =>
      twin.lines.map((line) => ({
        tenant_id: work.tenantId,
        id: newId(),
        allocation_id: twin.id,
        charge_id: line.charge_id,
        amount: plain(new Decimal(line.amount).negated()),
      })),
    ),
  );
  await moveAllocated(
    work,
    twins.map(({ of, amount }) => ({ billId: of.bill_id, amount })),
  );
}

function takeBackFacts(work: Work, lines: readonly AllocatedLine[]): void {
  work.addFacts(
    lines
      .filter(({ category, channel }) => category !== 'DEPOSIT' && category !== 'PENALTY' && channel !== 'WRITE_OFF')
      .map((line) => ({
        measure: 'COLLECTED',
        dueDate: line.due_date,
        postingDate: work.today,
        feeItemId: line.fee_item_id,
        communityId: line.community_id,
        currency: line.currency,
        amount: new Decimal(line.amount).negated(),
      })),
  );
}
