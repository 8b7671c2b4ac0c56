/** What the codes in figure requests stand for. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import type { FigureQuestion } from './figure-requests.ts';

/** Looks codes up. @throws Refusal `value.unknown_code`, `reports.community_unknown`, `figures.unknown_group` */
export interface Named {
  feeItem(code: string): { id: string; currency: string };
  community(code: string): string;
  group(name: string): string;
  customer(code: string): CustomerNamed;
}

interface CustomerNamed {
  customerId: string;
  currency: string;
  customerGroup: string;
  region: string;
}

/** Reads what the questions name, each kind of code with one statement. */
export async function findNamed(db: Db, books: Books, questions: readonly FigureQuestion[]): Promise<Named> {
  const codes = (pick: (question: FigureQuestion) => string | null) => [
    ...new Set(questions.map(pick).filter((code) => code !== null)),
  ];
  const feeItems = await feeItemsOf(
    db,
    books,
    codes((q) => ('kpi' in q ? q.feeItem : null)),
  );
  const communities = await communitiesOf(
    db,
    books,
    codes((q) => ('kpi' in q ? q.community : null)),
  );
  const groups = await groupsOf(
    db,
    books,
    codes((q) => ('kpi' in q ? q.group : null)),
  );
  const customers = await customersOf(
    db,
    books,
    codes((q) => ('customer' in q ? q.customer : null)),
  );
  return {
    feeItem: (code) => feeItems.get(code) ?? unknown('value.unknown_code', 'fee item', code, 'feeItem'),
    community: (code) => communities.get(code) ?? unknown('reports.community_unknown', 'community', code, 'member'),
    group: (name) => groups.get(name) ?? unknown('figures.unknown_group', 'customer of the group', name, 'group'),
    customer: (code) => customers.get(code) ?? unknown('value.unknown_code', 'customer', code, 'customer'),
  };
}

function unknown(code: string, noun: string, name: string, field: string): never {
  throw new Refusal(code, `there is no ${noun} “${name.slice(0, 40)}”`, { field });
}

async function feeItemsOf(db: Db, { tenant }: Books, codes: string[]) {
  if (codes.length === 0) return new Map<string, { id: string; currency: string }>();
  const rows = await db
    .selectFrom('fee_item')
    .select(['code', 'id', 'currency'])
    .where('tenant_id', '=', tenant.id)
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute();
  return new Map(rows.map(({ code, ...row }) => [code, row]));
}

async function communitiesOf(db: Db, { tenant }: Books, codes: string[]) {
  if (codes.length === 0) return new Map<string, string>();
  const rows = await db
    .selectFrom('premise')
    .select(['code', 'id'])
    .where('tenant_id', '=', tenant.id)
    .where('kind', '=', 'COMMUNITY')
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute();
  return new Map(rows.map(({ code, id }) => [code, id]));
}

async function groupsOf(db: Db, { tenant }: Books, names: string[]) {
  if (names.length === 0) return new Map<string, string>();
  const rows = await db
    .selectFrom('customer')
    .select('customer_group as name')
    .distinct()
    .where('tenant_id', '=', tenant.id)
    .where('customer_group', '=', sql<string>`any(${names}::text[])`)
    .execute();
  return new Map(rows.map(({ name }) => [name, name]));
}

async function customersOf(db: Db, { tenant }: Books, codes: string[]) {
  if (codes.length === 0) return new Map<string, CustomerNamed>();
  const rows = await db
    .selectFrom('customer')
    .select(['code', 'id as customerId', 'currency', 'customer_group as customerGroup', 'region'])
    .where('tenant_id', '=', tenant.id)
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute();
  return new Map(rows.map(({ code, ...row }) => [code, row]));
}
