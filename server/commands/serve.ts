import { createServer } from 'node:net';
import { createApp } from '../app.ts';
import { settleBackground } from '../billing/background.ts';
import { resumeRuns } from '../billing/post.ts';
import { readConfig } from '../config.ts';
import { Refusal } from '../kernel/errors.ts';
import { everyBooks } from '../ledger/tenants.ts';
import { startSchedules } from '../schedules/worker.ts';
import { type CommandResult, type Invocation, takesNone } from './command.ts';
import { type OpenDatabase, openMigrated } from './database.ts';
import { foldRegularly } from './fold-rollups.ts';
import { type Lifetime, withLifetime } from './lifetime.ts';

/** Where a server listens. */
export interface Listening {
  host: string;
  port: number;
  address: string;
}

type Log = (line: string) => void;

/** `suanpan serve`: serves a database that is migrated already, until it is told to stop. */
export function runServe(invocation: Invocation): Promise<CommandResult> {
  takesNone(invocation);
  const { log, json } = invocation;
  return withLifetime(log, async (lifetime) => {
    await refuseTakenPort();
    const { address } = await listen(lifetime, await openMigrated(lifetime, log), log);
    // Whoever started it by a script reads where it is from the one object; the end is an exit code.
    console.log(json ? JSON.stringify({ address }) : `Suanpan is ready: ${address}`);
    return forever();
  });
}

/** Until a signal comes. */
export const forever = (): Promise<never> => new Promise(() => {});

/** Starts the web server and what goes on beside it. */
export async function listen(lifetime: Lifetime, { orm, serverUrl }: OpenDatabase, log: Log): Promise<Listening> {
  const { port, production, statementLimit } = readConfig();
  const host = hostOf();
  const app = await createApp({ orm, production, statementLimit, log });
  lifetime.onEnd('work in the background', settleBackground);
  lifetime.onEnd('roll-ups', foldRegularly(orm, log));
  lifetime.onEnd('the web server', () => app.close());
  try {
    await app.listen({ port, host });
  } catch (error) {
    throw explained(error, host, port);
  }
  // Runs that a crash cut off in the middle go on.
  for (const books of await everyBooks(orm)) await resumeRuns(books);
  lifetime.onEnd('scheduled jobs', await startSchedules({ orm, serverUrl, log }));
  const bound = app.server.address();
  const actual = typeof bound === 'object' && bound ? bound.port : port;
  return { host, port: actual, address: `http://${addressed(host)}:${actual}` };
}

/** This machine alone, unless HOST opens it to others. */
function hostOf(): string {
  return process.env['HOST']?.trim() || '127.0.0.1';
}

function addressed(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** Looks before the long part of a start whether the port is free. @throws Refusal `server.port_taken` and its like */
export async function refuseTakenPort(): Promise<void> {
  const { port } = readConfig();
  const host = hostOf();
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(explained(error, host, port)));
    probe.listen({ port, host }, () => probe.close(() => resolve()));
  });
}

function explained(error: unknown, host: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new Refusal(
      'server.port_taken',
      `Port ${port} is taken by another program, perhaps by a Suanpan that runs already: stop it, or choose another port by PORT, such as PORT=${port === 65_535 ? 4000 : port + 1}.`,
    );
  }
  if (code === 'EACCES') {
    return new Refusal(
      'server.port_forbidden',
      `This user may not listen at port ${port}: choose one above 1023 by PORT.`,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new Refusal('server.host_unknown', `HOST is “${host}”, which is no address of this machine.`);
  }
  return error;
}
