import assert from 'node:assert/strict';
import { Client } from 'pg';
import { freshDatabase } from '../support/database.ts';

async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('A database for a test', () => {
  it('is migrated, empty and apart from every other', async () => {
    const [one, other] = [await freshDatabase(), await freshDatabase()];
    await rows(one.adminUrl, 'CREATE TABLE only_here (id int)');
    const sql = `SELECT to_regclass('only_here') IS NOT NULL AS here, to_regclass('fee_item') IS NOT NULL AS migrated`;
    assert.deepEqual(await rows(one.adminUrl, sql), [{ here: true, migrated: true }]);
    assert.deepEqual(await rows(other.adminUrl, sql), [{ here: false, migrated: true }]);
    await one.drop();
    await assert.rejects(rows(one.adminUrl, sql), /does not exist/);
  });

  it('lets the owner own it and the server own nothing', async () => {
    const database = await freshDatabase();
    const owners = `SELECT DISTINCT pg_get_userbyid(relowner) AS owner FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
      WHERE nspname = 'public' AND relkind IN ('r', 'p')`;
    assert.deepEqual(await rows(database.ownerUrl, owners), [{ owner: 'suanpan_owner' }]);
    const rights = `SELECT current_user AS role, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS any FROM pg_roles WHERE rolname = current_user`;
    assert.deepEqual(await rows(database.serverUrl, rights), [{ role: 'suanpan_server', any: false }]);
    assert.deepEqual(await rows(database.ownerUrl, rights), [{ role: 'suanpan_owner', any: false }]);
    await assert.rejects(rows(database.serverUrl, 'CREATE TABLE mine (id int)'), /permission denied/);
    await database.drop();
  });
});
