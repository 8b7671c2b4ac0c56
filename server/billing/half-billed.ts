/** Cycles that several customers pay for and that a stopped run billed to some of them only. */
import { sql } from 'kysely';
import { cycleAt } from '../catalog/cycles.ts';
import type { Db } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import { type BindingFacts, exceptionLine, type RunLine } from './price-binding.ts';
import type { Tariff } from './tariffs.ts';

/** A cycle counts as billed with its first charge, so what a stopped run left out of it would never be charged. */
export interface HalfBilled {
  bindingId: string;
  cycle: number;
  /** Number of the stopped run. */
  run: string;
  /** Number of a bill that has a part of the cycle. */
  bill: string;
}

/** All of them, by binding. Runs are seldom stopped, and their lines are found by the run. */
export async function loadHalfBilled(db: Db, books: Books): Promise<Map<string, HalfBilled[]>> {
  const { rows } = await sql<HalfBilled>`
    select l.binding_id as "bindingId", l.cycle, min(r.number) as run, min(bill.number) as bill
    from billing_run r
    join billing_run_line l on l.tenant_id = r.tenant_id and l.run_id = r.id and l.amount is not null
    join binding b on b.tenant_id = l.tenant_id and b.id = l.binding_id and b.payer = 'OCCUPANT'
    join charge c on c.tenant_id = l.tenant_id and c.binding_id = l.binding_id and c.cycle = l.cycle
      and c.kind = 'REGULAR' and c.live
    join bill on bill.tenant_id = c.tenant_id and bill.id = c.bill_id and bill.run_id = r.id
    where r.tenant_id = ${books.tenant.id} and r.status = 'STOPPED' and not exists (
      select 1 from charge o where o.tenant_id = l.tenant_id and o.binding_id = l.binding_id and o.cycle = l.cycle
        and o.part = l.part and o.kind = 'REGULAR' and o.live)
    group by l.binding_id, l.cycle order by l.cycle`.execute(db);
  return Map.groupBy(rows, ({ bindingId }) => bindingId);
}

/** What a run says of such a cycle: nothing of it is billed until its bill is reversed. */
export function halfBilledLine(binding: BindingFacts, tariff: Tariff, { cycle, run, bill }: HalfBilled): RunLine {
  const period = cycleAt(binding.anchor, tariff.cycle, cycle);
  const message = `run ${run} was stopped when it had billed only some of those who pay for this cycle; have bill ${bill} reversed, then it is billed whole`;
  return exceptionLine(binding, tariff, { index: cycle, period }, new Refusal('billing.cycle_half_billed', message));
}
