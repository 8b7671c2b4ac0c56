import { Refusal } from '../kernel/errors.ts';

/** The variables that may name a real server; a refusal says which of them is wrong. */
export type UrlVariable = 'DATABASE_URL' | 'DATABASE_OWNER_URL';

const EXAMPLE = 'postgres://login:password@host:5432/suanpan';

/** Takes a PostgreSQL URL apart; refuses with `database.url_invalid`, never repeating its password. */
export function parseServerUrl(text: string, variable: UrlVariable): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const wrong = whatIsWrong(url);
  if (url && !wrong) return url;
  throw new Refusal(
    'database.url_invalid',
    `${variable} is not a PostgreSQL address: ${wrong}; it looks like ${EXAMPLE}.`,
  );
}

function whatIsWrong(url: URL | undefined): string | undefined {
  if (!url)
    return 'it cannot be read as a URL (characters such as @ : / # in a password are written as %40 %3A %2F %23)';
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') return `it begins with "${url.protocol}"`;
  if (url.hostname === '') return 'it names no host';
  if (url.hash !== '') return 'a # in a password is written as %23';
  if (url.pathname.slice(1).includes('/'))
    return 'a / in a password is written as %2F, and a database has no / in its name';
  try {
    decodeURIComponent(url.username + url.password + url.pathname);
  } catch {
    return 'a % in a password is written as %25';
  }
  return undefined;
}

/** `host:port`, to name a server in a sentence and to keep passwords by. */
export function placeOf(url: URL): string {
  return `${url.hostname}:${url.port || '5432'}`;
}

/** The login's name as PostgreSQL knows it. */
export function loginOf(url: URL): string {
  return decodeURIComponent(url.username);
}

/** The database's name; empty when the URL leaves it to the server. */
export function databaseOf(url: URL): string {
  return decodeURIComponent(url.pathname.slice(1));
}

/** The same server and options with another database, and another login when one is given. */
export function withDatabase(url: URL, database: string, login?: { name: string; password: string }): URL {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  if (login) {
    changed.username = encodeURIComponent(login.name);
    changed.password = encodeURIComponent(login.password);
  }
  return changed;
}
