/** Reads the catalog of a migrated database and holds it to what the design promises of it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { openOrm } from '../../server/database/orm.ts';
import { OWNER_ROLE, SERVER_ROLE } from '../../server/database/roles.ts';
import { readSchema } from '../../server/database/schema-text.ts';
import { createTenant, openBooks } from '../../server/ledger/tenants.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type SmallBooks, smallBooks } from '../support/small-books.ts';

/** Keyed by the tenant alone: it is the tenant, and the tenant's one tail row. */
const ONE_A_TENANT = ['tenant', 'tenant_tail'];
const HISTORY = [
  'allocation',
  'allocation_line',
  'audit_event',
  'change_feed',
  'idempotency_key',
  'journal_entry',
  'transfer',
];
const TABLES = `select c.oid, c.relname as name, c.relowner, c.relacl, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migration'`;

async function query<R extends object>(url: string, sql: string): Promise<R[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('The catalog of the database', () => {
  let database: TestDatabase;

  before(async () => {
    database = await freshDatabase();
  });

  const names = async (sql: string) => (await query<{ name: string }>(database.adminUrl, sql)).map(({ name }) => name);

  it('is what schema.sql says', async () => {
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    const schema = await readSchema(client, { owner: OWNER_ROLE, server: SERVER_ROLE });
    await client.end();
    const committed = readFileSync(join(import.meta.dirname, '../../server/database/schema.sql'), 'utf8');
    assert.equal(committed, schema, 'schema.sql is old: rewrite it with “node server/database/dump-schema.ts”');
  });

  it('keys every table by tenant and id, but those of which a tenant has one', async () => {
    const keys = await query<{ name: string; key: string }>(
      database.adminUrl,
      `select t.name, string_agg(a.attname, ', ' order by k.n) as key from (${TABLES}) t
       left join pg_constraint p on p.conrelid = t.oid and p.contype = 'p'
       left join lateral unnest(p.conkey) with ordinality k(attnum, n) on true
       left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum group by t.name order by t.name`,
    );
    assert.ok(keys.length > 30);
    const others = keys.filter(({ key }) => key !== 'tenant_id, id');
    assert.deepEqual(
      others,
      ONE_A_TENANT.map((name) => ({ name, key: 'tenant_id' })),
    );
  });

  it('has the tenant in every foreign key and in every unique index, where exclusions count too', async () => {
    const foreign = await names(`select k.conname as name from pg_constraint k where k.contype = 'f'
      and k.connamespace = 'public'::regnamespace and not exists (
        select 1 from unnest(k.conkey, k.confkey) x(here, there)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = x.here and a.attname = 'tenant_id'
        join pg_attribute b on b.attrelid = k.confrelid and b.attnum = x.there and b.attname = 'tenant_id')`);
    assert.deepEqual(foreign, []);
    const unique = await names(`select i.indexrelid::regclass::text as name from (${TABLES}) t
      join pg_index i on i.indrelid = t.oid and (i.indisunique or i.indisexclusion)
      where not exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id' and a.attnum = any(i.indkey::int2[]))
      order by 1`);
    // A tenant's code is what it is found by before there is a tenant; `tenant` is a reference table under Citus.
    assert.deepEqual(unique, ['tenant_code_key']);
  });

  it('forces row-level security on every table, and has no triggers but those of foreign keys', async () => {
    assert.deepEqual(
      await names(`select name from (${TABLES}) t where not (relrowsecurity and relforcerowsecurity)`),
      [],
    );
    assert.deepEqual(
      await names(
        `select name from (${TABLES}) t where not exists (select 1 from pg_policy p where p.polrelid = t.oid)`,
      ),
      [],
    );
    assert.deepEqual(
      await names(
        `select t.tgname as name from pg_trigger t join (${TABLES}) c on c.oid = t.tgrelid where not t.tgisinternal`,
      ),
      [],
    );
  });

  it('lets the owner own everything and the server nothing, with no right that goes around row-level security', async () => {
    assert.deepEqual(await names(`select distinct pg_get_userbyid(relowner) as name from (${TABLES}) t`), [OWNER_ROLE]);
    const [server] = await query<Record<string, boolean | string>>(
      database.adminUrl,
      `select rolsuper as super, rolbypassrls as bypass, rolcreaterole as makes_roles, rolcreatedb as makes_databases,
         pg_has_role(oid, (select oid from pg_roles where rolname = '${OWNER_ROLE}'), 'MEMBER') as is_owner,
         (select count(*) from pg_shdepend d where d.refobjid = r.oid and d.deptype = 'o') as owns
       from pg_roles r where rolname = '${SERVER_ROLE}'`,
    );
    assert.deepEqual(server, {
      super: false, bypass: false, makes_roles: false, makes_databases: false, is_owner: false, owns: '0',
    }); // biome-ignore format: one line a role
  });

  it('gives the server no way to change or remove history', async () => {
    const rights = await query<{ name: string; may: string }>(
      database.adminUrl,
      `select t.name, p.may from (${TABLES}) t, unnest(array['UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p(may)
       where t.name in (${HISTORY.map((name) => `'${name}'`).join(', ')}) and (has_table_privilege('${SERVER_ROLE}', t.oid, p.may)
         or p.may = 'UPDATE' and has_any_column_privilege('${SERVER_ROLE}', t.oid, 'UPDATE'))`,
    );
    assert.deepEqual(rights, []);
    const removable =
      await names(`select name from (${TABLES}) t where has_table_privilege('${SERVER_ROLE}', t.oid, 'DELETE')
      or has_table_privilege('${SERVER_ROLE}', t.oid, 'TRUNCATE') order by name`);
    assert.deepEqual(removable, ['billing_run_line', 'rollup_delta'], 'only work in progress can be thrown away');
  });

  it('has exactly the columns that the entities name', async () => {
    const orm = await openOrm(database.serverUrl);
    const named = [...orm.getMetadata().getAll().values()].flatMap((entity) =>
      Object.values(entity.properties).flatMap((property) =>
        (property.fieldNames ?? []).map((column) => `${entity.tableName}.${column}`),
      ),
    );
    await orm.close(true);
    const columns = await names(`select t.name || '.' || a.attname as name from (${TABLES}) t
      join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped`);
    assert.deepEqual([...new Set(named)].toSorted(), columns.toSorted());
  });
});

describe('The database itself', () => {
  let b: SmallBooks;

  before(async () => {
    b = await smallBooks();
    await createTenant(b.orm, { code: 'other', name: 'Other', currency: 'CNY', timeZone: 'Asia/Shanghai' });
    await b.pay({ customer: 'C-1', amount: '100' });
  });

  after(() => b.close());

  /** Runs statements as the server's role in one transaction of a tenant (none for null), and takes them back. */
  async function asServer<T>(tenant: string | null, body: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: b.serverUrl });
    await client.connect();
    try {
      await client.query('begin');
      if (tenant) await client.query(`select set_config('suanpan.tenant', $1, true)`, [tenant]);
      return await body(client);
    } finally {
      await client.query('rollback').catch(() => undefined);
      await client.end();
    }
  }

  const tables = async () => (await query<{ name: string }>(b.adminUrl, TABLES)).map(({ name }) => name);
  const counts = (tenant: string | null) =>
    asServer(tenant, async (client) => {
      const found: Record<string, number> = {};
      for (const name of await tables()) {
        const { rows } = await client.query<{ n: number }>(
          `select count(*)::int as n from ${client.escapeIdentifier(name)}`,
        );
        found[name] = rows[0]?.n ?? 0;
      }
      return found;
    });

  it('shows nothing but the list of tenants without a tenant', async () => {
    const seen = Object.entries(await counts(null)).filter(([, n]) => n > 0);
    assert.deepEqual(seen, [['tenant', 2]]);
  });

  it('shows a tenant nothing of another', async () => {
    const other = await openBooks(b.orm, 'other');
    const seen = await counts(other?.tenant.id ?? '');
    for (const table of ['customer', 'bill', 'charge', 'payment', 'transfer', 'billing_run', 'bank_account']) {
      assert.equal(seen[table], 0, table);
    }
    assert.equal(seen.change_feed, 1, 'only how it was made itself');
    const mine = await counts(b.books.tenant.id);
    assert.deepEqual([mine.customer, mine.bill, mine.payment], [3, 9, 1]);
  });

  it('lets a tenant write nothing into another, and change nothing of it', async () => {
    const other = (await openBooks(b.orm, 'other'))?.tenant.id ?? '';
    const intrude = `insert into tax_code (tenant_id, id, code, name, change_id)
      values ('${b.books.tenant.id}', gen_random_uuid(), 'X', 'X', gen_random_uuid())`;
    await assert.rejects(
      asServer(other, (client) => client.query(intrude)),
      /row-level security/,
    );
    await assert.rejects(
      asServer(null, (client) => client.query(intrude)),
      /row-level security/,
    );
    const { rowCount } = await asServer(other, (client) =>
      client.query(`update customer set name = 'taken' where tenant_id = '${b.books.tenant.id}'`),
    );
    assert.equal(rowCount, 0);
    const moved = asServer(other, (client) => client.query(`update tenant set name = 'taken' where code = 'test'`));
    assert.equal((await moved).rowCount, 0);
  });

  it('refuses an entry into a closed month, whoever asks', async () => {
    await b.closeMonth('2026-10');
    const entry = `insert into journal_entry (tenant_id, id, kind, document_date, posting_date, period_month, source_id, change_id)
      values ('${b.books.tenant.id}', gen_random_uuid(), 'PAYMENT', '2026-10-05', '2026-10-05', '2026-10-01', gen_random_uuid(), gen_random_uuid())`;
    await assert.rejects(
      asServer(b.books.tenant.id, (client) => client.query(entry)),
      /row-level security/,
    );
    await asServer(b.books.tenant.id, (client) => client.query(entry.replaceAll('2026-10', '2026-11')));
    const owner = new Client({ connectionString: b.database.ownerUrl });
    await owner.connect();
    await owner.query(`select set_config('suanpan.tenant', $1, false)`, [b.books.tenant.id]);
    await assert.rejects(owner.query(entry), /row-level security/, 'the owner is bound too');
    await owner.end();
  });

  it('refuses to have history changed or removed', async () => {
    for (const statement of [
      'update transfer set amount = amount + 1',
      'delete from journal_entry',
      'truncate audit_event',
      `update change_feed set action = 'x'`,
      'update bill set total = 0',
      'delete from payment',
      'alter table transfer disable row level security',
      'set session_replication_role = replica',
    ]) {
      await assert.rejects(
        asServer(b.books.tenant.id, (client) => client.query(statement)),
        /permission denied|must be owner/,
        statement,
      );
    }
  });
});
