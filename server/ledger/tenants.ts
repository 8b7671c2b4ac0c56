import type { Selectable } from 'kysely';
import type { Database, Orm } from '../database/orm.ts';
import { todayIn } from '../kernel/dates.ts';
import { newId } from '../kernel/ids.ts';
import { openChart } from './accounts.ts';
import { type Books, readAs, type TenantFacts } from './books.ts';
import { write } from './unit-of-work.ts';

/** Who looks for a tenant is in none yet. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What a new tenant is made of. */
export interface NewTenant {
  code: string;
  name: string;
  currency: string;
  timeZone: string;
  /** Where set, "today" is always this date: demo tenants stay in their demo month. */
  businessDate?: string;
}

/** Makes a tenant with its tail row and its chart of accounts. @returns its id */
export async function createTenant(orm: Orm, input: NewTenant): Promise<string> {
  const id = newId();
  const tenant: TenantFacts = {
    id,
    code: input.code,
    name: input.name,
    currency: input.currency,
    timeZone: input.timeZone,
    rounding: 'HALF_UP',
    paymentDays: 15,
    matchThreshold: 90,
    postingNeedsApproval: false,
  };
  const books: Books = { orm, tenant, operator: null, today: input.businessDate ?? todayIn(input.timeZone) };
  await write(books, 'tenant.create', async (work) => {
    await work.db
      .insertInto('tenant')
      .values({
        tenant_id: id,
        code: input.code,
        name: input.name,
        currency: input.currency,
        time_zone: input.timeZone,
        business_date: input.businessDate ?? null,
      })
      .execute();
    await work.db
      .insertInto('tenant_tail')
      .values({ tenant_id: id, chain_head: '0'.repeat(64) })
      .execute();
    await openChart(work, input.currency);
    work.audit({ noun: 'Tenant', rowId: id, action: 'CREATED', after: { code: input.code, name: input.name } });
  });
  return id;
}

/**
 * Opens a tenant's books by its code, for an operator or, without one, for the product itself (command line, jobs).
 * @returns null when there is no such tenant
 */
export async function openBooks(
  orm: Orm,
  tenantCode: string,
  operator: Books['operator'] = null,
  now: Date = new Date(),
): Promise<Books | null> {
  const row = await readAs(orm, NOBODY, (db) =>
    db.selectFrom('tenant').selectAll().where('code', '=', tenantCode).executeTakeFirst(),
  );
  return row ? booksOf(orm, row, operator, now) : null;
}

/** The books of every tenant, opened by the product itself, for its work in the background. */
export async function everyBooks(orm: Orm): Promise<Books[]> {
  const tenants = await readAs(orm, NOBODY, (db) => db.selectFrom('tenant').selectAll().orderBy('code').execute());
  return tenants.map((tenant) => booksOf(orm, tenant, null));
}

/** The books of a tenant that is there, by its id, opened by the product itself. @param now what its business day goes by */
export async function booksById(orm: Orm, tenantId: string, now: Date = new Date()): Promise<Books> {
  const row = await readAs(orm, tenantId, (db) =>
    db.selectFrom('tenant').selectAll().where('tenant_id', '=', tenantId).executeTakeFirstOrThrow(),
  );
  return booksOf(orm, row, null, now);
}

/** The same books for the same operator, with the tenant as it stands now. */
export async function booksAnew({ orm, tenant, operator }: Books): Promise<Books> {
  return { ...(await booksById(orm, tenant.id)), operator };
}

/** A tenant as its table has it. */
export type TenantRow = Selectable<Database['tenant']>;

/** The books of a tenant whose row was read already, on its business day. */
export function booksOf(orm: Orm, row: TenantRow, operator: Books['operator'], now: Date = new Date()): Books {
  const tenant: TenantFacts = {
    id: row.tenant_id,
    code: row.code,
    name: row.name,
    currency: row.currency,
    timeZone: row.time_zone,
    rounding: row.rounding,
    paymentDays: row.payment_days,
    matchThreshold: row.match_threshold,
    postingNeedsApproval: row.posting_needs_approval,
  };
  return { orm, tenant, operator, today: row.business_date ?? todayIn(row.time_zone, now) };
}
