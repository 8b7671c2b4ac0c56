import { sql } from 'kysely';
import type { Role } from '../access/entities.ts';
import type { Database, Db, Orm } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import type { RoundingMode } from '../kernel/money.ts';

/** What rules need to know of a tenant. */
export interface TenantFacts {
  id: string;
  code: string;
  name: string;
  currency: string;
  timeZone: string;
  rounding: RoundingMode;
  paymentDays: number;
  matchThreshold: number;
  /** Whether somebody other than who made a run approves it before it is posted. */
  postingNeedsApproval: boolean;
}

/** One tenant's books, opened by an operator (or by the product itself, without one) on a business day. */
export interface Books {
  orm: Orm;
  tenant: TenantFacts;
  operator: { id: string; name: string; roles: readonly Role[] } | null;
  /** Today in the tenant's time zone; rules get it as an argument. */
  today: BusinessDate;
}

/** Binds the transaction to a tenant: row-level security lets it see nothing else. */
export async function enterTenant(db: Db, tenantId: string): Promise<void> {
  await sql`select set_config('suanpan.tenant', ${tenantId}, true)`.execute(db);
}

/** Reads in one snapshot of one tenant; everything that the body reads belongs together. */
export function read<T>(books: Books, body: (db: Db) => Promise<T>): Promise<T> {
  return readAs(books.orm, books.tenant.id, body);
}

/** Reads as a tenant before there are books, for sign-in and for the command line. */
export function readAs<T>(orm: Orm, tenantId: string, body: (db: Db) => Promise<T>): Promise<T> {
  const em = orm.em.fork();
  return em.transactional(
    async (tx) => {
      const db = tx.getKysely<Database>();
      await enterTenant(db, tenantId);
      return body(db);
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}
