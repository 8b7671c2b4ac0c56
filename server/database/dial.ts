import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { Refusal } from '../kernel/errors.ts';
import { databaseOf, loginOf, placeOf, type UrlVariable } from './server-url.ts';

/** The oldest PostgreSQL that the product is tested on. */
const OLDEST_MAJOR = 15;
const STARTING_SECONDS = 30;

/**
 * Connects to a server, waiting while it starts up. Refuses with one sentence: `database.unreachable`,
 * `database.login_refused`, `database.missing` (no such database) or `database.too_old`. The caller ends the client.
 */
export async function dial(url: URL, variable: UrlVariable): Promise<Client> {
  const until = Date.now() + STARTING_SECONDS * 1000;
  for (;;) {
    const client = new Client({
      connectionString: url.href,
      connectionTimeoutMillis: 10_000,
      application_name: 'suanpan',
    });
    // A connection lost later is reported by the query that needed it.
    client.on('error', () => {});
    try {
      await client.connect();
      await refuseUnfit(client, url);
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      if ((error as { code?: string }).code !== CANNOT_CONNECT_NOW || Date.now() > until)
        throw explain(error, url, variable);
      await sleep(500);
    }
  }
}

/** Starting up, recovering or shutting down. */
const CANNOT_CONNECT_NOW = '57P03';
const LOGIN_REFUSED = new Set(['28P01', '28000']);
const NO_SUCH_DATABASE = '3D000';

async function refuseUnfit(client: Client, url: URL): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  refuseOld(Number(rows[0]?.server_version_num), placeOf(url));
}

/** Refuses a server older than the product supports; `version` is PostgreSQL's number, such as 150004 for 15.4. */
export function refuseOld(version: number, place: string): void {
  const major = Math.floor(version / 10_000);
  if (major >= OLDEST_MAJOR) return;
  throw new Refusal(
    'database.too_old',
    `The server at ${place} is PostgreSQL ${major}, and Suanpan needs ${OLDEST_MAJOR} or newer: upgrade it, or unset DATABASE_URL to use the embedded one.`,
  );
}

function explain(error: unknown, url: URL, variable: UrlVariable): Error {
  if (error instanceof Refusal) return error;
  const { code, message } = error as { code?: string; message: string };
  const place = placeOf(url);
  if ((code && LOGIN_REFUSED.has(code)) || /password must be a string/.test(message)) {
    const reason =
      code === '28P01' ? 'the password is wrong, or there is no such login' : code ? message : 'it needs a password';
    return new Refusal(
      'database.login_refused',
      `The server at ${place} refuses the login "${loginOf(url)}" of ${variable}: ${reason}.`,
    );
  }
  if (code === NO_SUCH_DATABASE) {
    const name = databaseOf(url);
    return new Refusal(
      'database.missing',
      `The server at ${place} has no database "${name}", which ${variable} names: create it, or correct the name.`,
    );
  }
  const reason = (code && NETWORK_REASONS[code]) || message || code || 'no answer';
  return new Refusal(
    'database.unreachable',
    `No PostgreSQL can be reached at ${place}, which ${variable} names: ${reason}; start it, or correct the address.`,
  );
}

const NETWORK_REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the host name cannot be looked up right now',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'it does not answer',
  ECONNRESET: 'what listens there is not PostgreSQL, or hung up',
};
