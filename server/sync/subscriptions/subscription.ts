/** A subscription as its changes find it, locked, and the steps that they are made of. */
import { sql } from 'kysely';
import { cycleAt, cyclesDue } from '../../catalog/cycles.ts';
import type { BillingCycle } from '../../catalog/entities.ts';
import { addDays, type BusinessDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { insertRows } from '../../ledger/bulk.ts';
import type { DatasetName } from '../../ledger/dataset.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import { publishWithin } from '../publish.ts';

export interface Subscription {
  id: string;
  code: string;
  customerId: string;
  customer: string;
  feeItem: string;
  premise: string | null;
  contract: string | null;
  start: BusinessDate;
  trialEnd: BusinessDate | null;
  end: BusinessDate | null;
  anchor: BusinessDate;
  cycle: BillingCycle;
  source: string;
  quantity: string | null;
  payer: string;
  cancelled: boolean;
  /** The cycle that was billed last, and where billed days end. */
  billedFrom: BusinessDate | null;
  billedUntil: BusinessDate | null;
}

/** Reads and locks it. @throws Refusal `customers.no_subscription` */
export async function lockSubscription(work: Work, code: string): Promise<Subscription> {
  const { rows } = await sql<Subscription>`
    select b.id, b.code, b.customer_id as "customerId", c.code as customer, f.code as "feeItem", p.code as premise,
      k.number as contract, b.start_date as start, b.trial_end as "trialEnd", b.end_date as end, b.anchor, f.cycle,
      b.quantity_source as source, b.quantity::text, b.payer,
      exists (select 1 from binding_cancellation x where x.tenant_id = b.tenant_id and x.binding_id = b.id) as cancelled,
      (select min(x.period_start)::text from charge x where x.tenant_id = b.tenant_id and x.binding_id = b.id and x.live
        and x.kind = 'REGULAR' and x.cycle = (select max(l.cycle) from charge l
          where l.tenant_id = b.tenant_id and l.binding_id = b.id and l.live and l.kind = 'REGULAR')) as "billedFrom",
      (select max(x.period_end)::text from charge x
        where x.tenant_id = b.tenant_id and x.binding_id = b.id and x.live and x.kind = 'REGULAR') as "billedUntil"
    from binding b
    join customer c on c.tenant_id = b.tenant_id and c.id = b.customer_id
    join fee_item f on f.tenant_id = b.tenant_id and f.id = b.fee_item_id
    left join premise p on p.tenant_id = b.tenant_id and p.id = b.premise_id
    left join contract k on k.tenant_id = b.tenant_id and k.id = b.contract_id
    where b.tenant_id = ${work.tenantId} and b.code = ${code} and not b.archived and f.cycle <> 'ONE_OFF'
      and b.quantity_source in ('FIXED', 'AREA') for update of b`.execute(work.db);
  const [found] = rows;
  if (found) return found;
  throw new Refusal(
    'customers.no_subscription',
    `there is no subscription ${code}: it must be a live binding with a fixed quantity or an area`,
    { field: 'binding' },
  );
}

/** Publishes one new row by the rules of its sheet. @throws Refusal the first thing that is wrong with it, at its field */
export async function addRow(
  work: Work,
  dataset: DatasetName,
  key: string,
  id: string,
  cells: Record<string, string | null>,
): Promise<void> {
  const rows = [{ key: `subscription ${key}`, id, version: null, cells }];
  const [answer] = await publishWithin(work, { dataset, mode: 'ATOMIC', dryRun: false, rows });
  const [error] = answer?.errors ?? [];
  if (error) throw new Refusal(error.code, error.message, { field: error.field ?? undefined });
}

/**
 * Ends a subscription. Where the end lies in what is billed, the cancellation is kept beside it, so that the next run
 * knows what to give back.
 * @param on first day without it
 * @throws Refusal `customers.cancel_before_start`, `customers.already_ends`, `customers.cancel_too_early`
 */
export async function endOn(work: Work, found: Subscription, on: BusinessDate, credited: boolean, reason: string) {
  const refuse = (code: string, message: string): never => {
    throw new Refusal(code, message, { field: 'on' });
  };
  if (on <= found.start) {
    refuse('customers.cancel_before_start', `${found.code} begins on ${found.start}; archive the binding instead`);
  }
  if (found.end !== null && found.end <= on) {
    refuse('customers.already_ends', `${found.code} ends on ${found.end} already`);
  }
  if (found.billedFrom !== null && on < found.billedFrom) {
    refuse('customers.cancel_too_early', `cycles before ${found.billedFrom} are settled; end it on that day or later`);
  }
  if (found.billedUntil !== null && on < found.billedUntil) {
    await insertRows(work.db, 'binding_cancellation', [
      {
        tenant_id: work.tenantId,
        id: newId(),
        binding_id: found.id,
        ends_on: on,
        previous_end: found.end,
        credited,
        reason,
        change_id: work.changeId,
      },
    ]);
  }
  await sql`update binding set end_date = ${on}, trial_end = case when trial_end > ${on}::date then ${on}::date else trial_end end, version = version + 1,
    change_id = ${work.changeId} where tenant_id = ${work.tenantId} and id = ${found.id}`.execute(work.db);
  const before = { endDate: found.end };
  work.audit({ noun: 'Binding', rowId: found.id, action: 'ENDED', before, after: { endDate: on, credited, reason } });
}

/** When a subscription ends that is not wanted any more: with its trial, with what is billed, or with the current cycle. */
export function endOfPeriod(found: Subscription, today: BusinessDate): BusinessDate {
  if (found.trialEnd !== null && today < found.trialEnd) return found.trialEnd;
  if (found.billedUntil !== null && found.billedUntil > today) return found.billedUntil;
  const from = today > found.start ? today : found.start;
  const [current] = cyclesDue({
    anchor: found.anchor,
    cycle: found.cycle,
    timing: 'ADVANCE',
    start: from,
    end: null,
    upTo: addDays(from, 1),
  });
  return cycleAt(found.anchor, found.cycle, current?.index ?? 0).end;
}
