/** Subscriptions as the API shows them: bindings with a quantity that does not need to be measured. */
import { sql } from 'kysely';
import type { Db } from '../../database/orm.ts';
import type { BusinessDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { type Books, read } from '../../ledger/books.ts';

export type SubscriptionStatus = 'FUTURE' | 'TRIAL' | 'ACTIVE' | 'ENDED';

export interface SubscriptionView {
  id: string;
  binding: string;
  customer: string;
  feeItem: string;
  nameZh: string;
  nameEn: string;
  premise: string | null;
  quantity: string | null;
  unit: string;
  startDate: BusinessDate;
  trialEnd: BusinessDate | null;
  endDate: BusinessDate | null;
  billedUntil: BusinessDate | null;
  status: SubscriptionStatus;
}

/** The newest of a customer's subscriptions: those that go on, then those that ended. @throws Refusal `billing.scope_unknown` */
export function subscriptionsOf(books: Books, customer: string): Promise<SubscriptionView[]> {
  return read(books, async (db) => {
    const found = await db
      .selectFrom('customer')
      .select('id')
      .where('tenant_id', '=', books.tenant.id)
      .where('code', '=', customer)
      .executeTakeFirst();
    if (!found) throw new Refusal('billing.scope_unknown', `there is no customer ${customer}`, { field: 'customer' });
    return select(db, books, sql`b.customer_id = ${found.id}`);
  });
}

/** Subscriptions by ids of their bindings, in no order. */
export function subscriptionsById(db: Db, books: Books, ids: readonly string[]): Promise<SubscriptionView[]> {
  return select(db, books, sql`b.id = any(${[...ids]}::uuid[])`);
}

async function select(db: Db, books: Books, which: ReturnType<typeof sql>): Promise<SubscriptionView[]> {
  const today = sql`${books.today}::date`;
  const { rows } = await sql<SubscriptionView>`
    select b.id, b.code as binding, c.code as customer, f.code as "feeItem", f.name_zh as "nameZh", f.name_en as "nameEn",
      p.code as premise, f.unit, b.start_date as "startDate", b.trial_end as "trialEnd", b.end_date as "endDate",
      coalesce((select q.quantity from quantity_change q where q.tenant_id = b.tenant_id and q.binding_id = b.id
        and not q.archived and q.effective_from <= ${today} order by q.effective_from desc limit 1), b.quantity)::text as quantity,
      (select max(x.period_end)::text from charge x
        where x.tenant_id = b.tenant_id and x.binding_id = b.id and x.live and x.kind = 'REGULAR') as "billedUntil",
      case when b.end_date <= ${today} then 'ENDED' when b.start_date > ${today} then 'FUTURE'
        when b.trial_end > ${today} then 'TRIAL' else 'ACTIVE' end as status
    from binding b
    join customer c on c.tenant_id = b.tenant_id and c.id = b.customer_id
    join fee_item f on f.tenant_id = b.tenant_id and f.id = b.fee_item_id
    left join premise p on p.tenant_id = b.tenant_id and p.id = b.premise_id
    where b.tenant_id = ${books.tenant.id} and not b.archived and b.quantity_source in ('FIXED', 'AREA')
      and f.cycle <> 'ONE_OFF' and ${which}
    order by coalesce(b.end_date <= ${today}, false), b.start_date desc, b.code limit 200`.execute(db);
  return rows;
}
