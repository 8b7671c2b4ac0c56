import type { Orm } from '../database/orm.ts';
import { openBooks } from '../ledger/tenants.ts';
import { buildAddin } from './build-addin.ts';
import { type CommandResult, type Invocation, takesNone } from './command.ts';
import { type OpenDatabase, openAndMigrate } from './database.ts';
import { type Lifetime, withLifetime } from './lifetime.ts';
import { forever, type Listening, listen, refuseTakenPort } from './serve.ts';

/**
 * `npm start`: everything that stands between a clone and a page in a browser. Database, migrations, demo data where
 * the database is empty, the add-in, the server; then the address and the demo sign-ins.
 */
export function runStart(invocation: Invocation): Promise<CommandResult> {
  takesNone(invocation);
  const { log, json } = invocation;
  return withLifetime(log, async (lifetime) => {
    await refuseTakenPort();
    // Two cores: while Vite uses one, the database is prepared on the other.
    const build = buildAddin(lifetime, log);
    build.catch(() => {});
    const database = await prepareDatabase(lifetime, log);
    await build;
    const listening = await listen(lifetime, database, log);
    const { address } = listening;
    console.log(json ? JSON.stringify({ address }) : await welcome(database.orm, listening));
    return forever();
  });
}

async function prepareDatabase(lifetime: Lifetime, log: (line: string) => void): Promise<OpenDatabase> {
  const { migrations, ...database } = await openAndMigrate(lifetime, log);
  const { orm } = database;
  if (migrations.length > 0) log(`Prepared the database (${migrations.join(', ')}).`);
  const { demoWanted, seedDemo } = await import('../demo/seed.ts');
  if (await demoWanted(orm)) {
    log('Loading the demo tenants: a year of bills and payments, made by the product itself.');
    await seedDemo(orm, log);
  }
  return database;
}

/** The address, and who can sign in where the demo is loaded. */
async function welcome(orm: Orm, { address, host }: Listening): Promise<string> {
  const { DEMO_OPERATORS, DEMO_PASSWORD, DEMO_TENANTS } = await import('../demo/operators.ts');
  const { DEMO_TODAY } = await import('../demo/seed.ts');
  const books = await Promise.all(DEMO_TENANTS.map((code) => openBooks(orm, code)));
  const demo = books.flatMap((each) => (each?.today === DEMO_TODAY ? [each.tenant] : []));
  const lines = ['', `  Suanpan is ready:  ${address}`, ''];
  if (demo.length > 0) {
    lines.push(
      `  Tenant    ${demo.map(({ code, name }) => `${code} (${name})`).join(', ')}`,
      `  Password  ${DEMO_PASSWORD}`,
      '  Login',
      ...DEMO_OPERATORS.map(({ login, roles }) => `    ${login.padEnd(10)} ${roles.join(' and ')}`),
      '',
    );
    if (host !== '127.0.0.1') lines.push('  Others can reach this server, and the demo password is no secret.', '');
  }
  return [...lines, '  Ctrl-C stops the server and its database.', ''].join('\n');
}
