/** `node server/database/dump-schema.ts`: migrates a throw-away database and writes its schema to `schema.sql` here. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Config } from '../config.ts';
import { resolveDatabase } from './connect.ts';
import { migrate } from './migrate.ts';
import { OWNER_ROLE } from './roles.ts';
import { readSchema } from './schema-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'suanpan-schema-'));
// Not read from the environment: the schema is always that of a new embedded database.
const config: Config = {
  port: 0,
  dataDir: folder,
  databaseUrl: undefined,
  databaseOwnerUrl: undefined,
  production: false,
  statementLimit: 0,
  notes: [],
};
try {
  const database = await resolveDatabase(config, { fast: true });
  try {
    await migrate(database.ownerUrl, database.serverRole);
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    const schema = await readSchema(client, { owner: OWNER_ROLE, server: database.serverRole });
    await client.end();
    writeFileSync(join(import.meta.dirname, 'schema.sql'), schema);
  } finally {
    await database.leave();
  }
} finally {
  // Where PostgreSQL's user cannot reach the folder, the data lies elsewhere and the folder says where.
  const pointer = join(folder, 'cluster-location');
  const home = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : folder;
  for (const each of [home, folder]) rmSync(each, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
