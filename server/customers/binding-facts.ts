/** What the rules of bindings need to know of what a binding names, loaded in one query a table. */
import { sql } from 'kysely';
import type { Applicability } from '../catalog/applicability.ts';
import type { CycleUnit } from '../catalog/cycles.ts';
import type { Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import type { Books } from '../ledger/books.ts';
import type { Candidate } from '../ledger/editable-dataset.ts';

export interface FeeItemFacts extends Applicability {
  currency: string;
  start: BusinessDate;
  end: BusinessDate | null;
  cycle: CycleUnit;
  anchorDay: number | null;
}

export interface BindingFacts {
  customers: ReadonlyMap<string, { currency: string; group: string; region: string }>;
  feeItems: ReadonlyMap<string, FeeItemFacts>;
  premises: ReadonlyMap<string, { area: string | null; kind: string }>;
  contracts: ReadonlyMap<string, { customerId: string; start: BusinessDate; end: BusinessDate | null }>;
  meters: ReadonlyMap<string, { premiseId: string }>;
  /** End of the last period that live charges bill, by binding. */
  billedUntil: ReadonlyMap<string, BusinessDate>;
  /** Bindings that were cancelled before the end of what is billed. */
  cancelled: ReadonlySet<string>;
}

/** Loads the facts for these rows. */
export async function bindingFacts(db: Db, books: Books, rows: readonly Candidate[]): Promise<BindingFacts> {
  const tenant = books.tenant.id;
  const ids = (field: string) => [...new Set(rows.map((row) => row.ids[field]))].filter((id) => id);
  const load = async <T>(query: ReturnType<typeof sql<T & { id: string }>>): Promise<Map<string, T>> =>
    new Map((await query.execute(db)).rows.map((row) => [row.id, row]));
  const stored = rows.filter((row) => row.stored).map((row) => row.id);
  const billed = await load(sql<{ id: string; until: BusinessDate }>`
    select binding_id as id, max(period_end)::text as until from charge
    where tenant_id = ${tenant} and binding_id = any(${stored}::uuid[]) and live group by binding_id`);
  return {
    customers: await load(sql`
      select id, currency, customer_group as group, region from customer where tenant_id = ${tenant} and id = any(${ids('customer')}::uuid[])`),
    feeItems: await load(sql`
      select id, currency, effective_from as start, effective_to as end, cycle, anchor_day as "anchorDay",
        for_groups as "forGroups", for_regions as "forRegions", for_premise_kinds as "forPremiseKinds" from fee_item
      where tenant_id = ${tenant} and id = any(${ids('feeItem')}::uuid[])`),
    premises: await load(sql`
      select id, area, kind from premise where tenant_id = ${tenant} and id = any(${ids('premise')}::uuid[])`),
    contracts: await load(sql`
      select id, customer_id as "customerId", start_date as start, end_date as end from contract
      where tenant_id = ${tenant} and id = any(${ids('contract')}::uuid[])`),
    meters: await load(sql`
      select id, premise_id as "premiseId" from meter
      where tenant_id = ${tenant} and id = any(${ids('meter')}::uuid[])`),
    cancelled: new Set(
      (
        await load(sql<{ id: string }>`
          select binding_id as id from binding_cancellation where tenant_id = ${tenant} and binding_id = any(${stored}::uuid[])`)
      ).keys(),
    ),
    billedUntil: new Map([...billed].map(([id, { until }]) => [id, until])),
  };
}
