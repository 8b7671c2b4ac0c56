/** Whom and what a run bills, as stored in the run and as a condition on bindings. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import type { RunScope } from './entities.ts';

/** A scope as it is asked for: by codes and names. */
export interface ScopeRequest {
  kind: RunScope['kind'];
  /** Code of the community (also of a building's) or customer, or name of the customer group. */
  code?: string | null;
  /** Name of the building. */
  building?: string | null;
  /** Codes of the customers or fee items. */
  codes?: readonly string[] | null;
}

/** So many codes a person can name; whoever needs more bills a group. */
const MOST_CODES = 500;
const SHOWN = 5;

/**
 * Finds what a scope names.
 * @throws Refusal `billing.scope_unknown` when there is no such community, building, group, customer or fee item
 */
export function findScope(db: Db, books: Books, request: ScopeRequest): Promise<RunScope> {
  const { kind } = request;
  const code = request.code ?? '';
  switch (kind) {
    case 'ALL':
      return Promise.resolve({ kind });
    case 'COMMUNITY':
      return communityScope(db, books, code);
    case 'BUILDING':
      return buildingScope(db, books, code, request.building ?? '');
    case 'CUSTOMER_GROUP':
      return groupScope(db, books, code);
    case 'CUSTOMER':
      return customerScope(db, books, code);
    case 'CUSTOMERS':
      return listScope(db, books, kind, 'customer', request.codes ?? []);
    default:
      return listScope(db, books, kind, 'fee_item', request.codes ?? []);
  }
}

function unknown(what: string, name: string): never {
  throw new Refusal('billing.scope_unknown', `there is no ${what} “${name.slice(0, 40)}”`, { field: 'scope' });
}

async function communityScope(db: Db, books: Books, code: string): Promise<RunScope> {
  return { kind: 'COMMUNITY', id: await communityByCode(db, books, code), label: code };
}

async function communityByCode(db: Db, books: Books, code: string): Promise<string> {
  const premises = db.selectFrom('premise').select('id').where('tenant_id', '=', books.tenant.id);
  const row = await premises.where('code', '=', code).where('kind', '=', 'COMMUNITY').executeTakeFirst();
  return row?.id ?? unknown('community with the code', code);
}

async function buildingScope(db: Db, books: Books, code: string, name: string): Promise<RunScope> {
  const id = await communityByCode(db, books, code);
  const premises = db.selectFrom('premise').select('id').where('tenant_id', '=', books.tenant.id);
  const row = await premises.where('community_id', '=', id).where('building', '=', name).executeTakeFirst();
  if (!row || name === '') return unknown(`building in community ${code.slice(0, 40)} called`, name);
  return { kind: 'BUILDING', id, name, label: `${code} / ${name}` };
}

async function groupScope(db: Db, books: Books, name: string): Promise<RunScope> {
  const customers = db.selectFrom('customer').select('id').where('tenant_id', '=', books.tenant.id);
  const row = await customers.where('customer_group', '=', name).executeTakeFirst();
  if (!row || name === '') return unknown('customer group', name);
  return { kind: 'CUSTOMER_GROUP', name, label: name };
}

async function customerScope(db: Db, books: Books, code: string): Promise<RunScope> {
  const customers = db.selectFrom('customer').select('id').where('tenant_id', '=', books.tenant.id);
  const row = await customers.where('code', '=', code).executeTakeFirst();
  return { kind: 'CUSTOMER', id: row?.id ?? unknown('customer with the code', code), label: code };
}

async function listScope(
  db: Db,
  books: Books,
  kind: 'CUSTOMERS' | 'FEE_ITEMS',
  table: 'customer' | 'fee_item',
  asked: readonly string[],
): Promise<RunScope> {
  const codes = [...new Set(asked)].toSorted();
  const noun = table === 'customer' ? 'customer' : 'fee item';
  if (codes.length === 0 || codes.length > MOST_CODES) {
    const message = `name 1 to ${MOST_CODES} codes of ${noun}s`;
    throw new Refusal('billing.scope_codes', message, { field: 'scope' });
  }
  const { rows } = await sql<{ id: string; code: string }>`select id, code from ${sql.table(table)}
    where tenant_id = ${books.tenant.id} and code = any(${codes}::text[]) order by code`.execute(db);
  const known = new Set(rows.map((row) => row.code));
  const missing = codes.find((code) => !known.has(code));
  if (missing !== undefined) return unknown(`${noun} with the code`, missing);
  const more = codes.length > SHOWN ? ` … (${codes.length})` : '';
  return { kind, ids: rows.map(({ id }) => id), label: `${codes.slice(0, SHOWN).join(', ')}${more}` };
}

/** The condition under which a binding `b` with its premise `p` belongs to a scope. */
export function inScope(scope: RunScope): RawBuilder<boolean> {
  const customers = customersOf(scope);
  if (customers) {
    return sql`(b.customer_id in (${customers}) or (b.payer = 'OCCUPANT' and exists (
      select 1 from occupancy paying where paying.tenant_id = b.tenant_id and paying.premise_id = b.premise_id
        and paying.customer_id in (${customers}) and paying.pays and not paying.archived)))`;
  }
  if (scope.kind === 'FEE_ITEMS') return sql`b.fee_item_id = any(${scope.ids}::uuid[])`;
  if (scope.kind === 'COMMUNITY') return sql`(p.community_id = ${scope.id}::uuid or p.id = ${scope.id}::uuid)`;
  if (scope.kind === 'BUILDING') return sql`(p.community_id = ${scope.id}::uuid and p.building = ${scope.name})`;
  return sql`true`;
}

/** The ids of the customers that a scope names, as a query; null where it names none. */
export function customersOf(scope: RunScope): RawBuilder<unknown> | null {
  if (scope.kind === 'CUSTOMER') return sql`select ${scope.id}::uuid`;
  if (scope.kind === 'CUSTOMERS') return sql`select unnest(${scope.ids}::uuid[])`;
  if (scope.kind === 'CUSTOMER_GROUP') {
    return sql`select member.id from customer member
      where member.tenant_id = b.tenant_id and member.customer_group = ${scope.name}`;
  }
  return null;
}

/** Whether a scope is bounded by premises, so that its condition needs the premise of a binding. */
export const boundByPremise = ({ kind }: RunScope): boolean => kind === 'COMMUNITY' || kind === 'BUILDING';
