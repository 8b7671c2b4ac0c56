/** Whom a run bills, as stored in the run and as a condition on bindings. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import type { RunScope } from './entities.ts';

/** A scope as it is asked for: by code. */
export interface ScopeRequest {
  kind: RunScope['kind'];
  code?: string | null;
}

/**
 * Finds what a scope names.
 * @throws Refusal `billing.scope_unknown` when there is no such community or customer
 */
export async function findScope(db: Db, books: Books, { kind, code }: ScopeRequest): Promise<RunScope> {
  if (kind === 'ALL') return { kind };
  const row = await (kind === 'CUSTOMER'
    ? customerByCode(db, books, code ?? '')
    : communityByCode(db, books, code ?? ''));
  if (row) return { kind, id: row.id };
  const noun = kind === 'CUSTOMER' ? 'customer' : 'community';
  throw new Refusal('billing.scope_unknown', `there is no ${noun} with the code “${(code ?? '').slice(0, 40)}”`, {
    field: 'scope',
  });
}

function customerByCode(db: Db, books: Books, code: string) {
  const customers = db.selectFrom('customer').select('id').where('tenant_id', '=', books.tenant.id);
  return customers.where('code', '=', code).executeTakeFirst();
}

function communityByCode(db: Db, books: Books, code: string) {
  const premises = db.selectFrom('premise').select('id').where('tenant_id', '=', books.tenant.id);
  return premises.where('code', '=', code).where('kind', '=', 'COMMUNITY').executeTakeFirst();
}

/** The condition under which a binding `b` with its premise `p` belongs to a scope. */
export function inScope(scope: RunScope): RawBuilder<boolean> {
  if (scope.kind === 'ALL') return sql`true`;
  if (scope.kind === 'CUSTOMER') {
    return sql`(b.customer_id = ${scope.id}::uuid or (b.payer = 'OCCUPANT' and exists (
      select 1 from occupancy paying where paying.tenant_id = b.tenant_id and paying.premise_id = b.premise_id
        and paying.customer_id = ${scope.id}::uuid and paying.pays and not paying.archived)))`;
  }
  return sql`(p.community_id = ${scope.id}::uuid or p.id = ${scope.id}::uuid)`;
}
