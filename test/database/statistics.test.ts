import assert from 'node:assert/strict';
import { Client } from 'pg';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

describe('A database that was never analysed', () => {
  let database: TestDatabase;
  let client: Client;

  before(async () => {
    database = await freshDatabase();
    client = new Client({ connectionString: database.adminUrl });
    await client.connect();
  });

  after(async () => {
    await client.end();
    await database.drop();
  });

  it('looks for a row of a tenant by its id too, as every foreign-key check does', async () => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_constraint i on i.conrelid = c.oid and i.contype = 'p'
       where c.relnamespace = 'public'::regnamespace and pg_get_constraintdef(i.oid) = 'PRIMARY KEY (tenant_id, id)'
         and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype)`,
    );
    assert.ok(tables.length > 20);
    const elsewhere: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain (generic_plan) select 1 from only ${name} x where tenant_id = $1::uuid and id = $2::uuid for key share of x`,
      );
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      if (!plan.includes('Index Cond: ((tenant_id = $1) AND (id = $2))')) elsewhere.push(`${name}: ${plan}`);
    }
    assert.deepEqual(elsewhere, []);
  });
});
