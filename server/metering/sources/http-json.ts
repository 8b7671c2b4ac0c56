/** Any service that answers JSON: pages of rows, with the cursor of the next page in the answer. */
import { Refusal } from '../../kernel/errors.ts';
import { parseExactJson } from '../../kernel/scalars.ts';
import { type Source, type SourcePage, type SourceRow, valueAt } from './source.ts';

export interface HttpJsonSettings {
  /** http or https. */
  url: string;
  /** Parameter of the address that takes the cursor; left out of the first request. Default `since`. */
  cursorParameter?: string;
  /** Path of the list in the answer; empty: the answer is the list. */
  rows?: string;
  /** Path of the next cursor in the answer. */
  next: string;
  /** Environment variable that holds the bearer token. */
  tokenVariable?: string;
}

const LONGEST_WAIT_MS = 30_000;
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_PAGES = 1_000;

/** @param environment where the token is looked up */
export function httpJsonSource(settings: HttpJsonSettings, environment: NodeJS.ProcessEnv = process.env): Source {
  return {
    async *pull(cursor) {
      let at = cursor;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const answer = await ask(settings, at, environment);
        const found = pageOf(settings, answer, at);
        if (found.rows.length > 0 || found.cursor !== at) yield found;
        if (found.rows.length === 0 || found.cursor === at) return;
        at = found.cursor;
      }
    },
  };
}

async function ask(settings: HttpJsonSettings, cursor: string, environment: NodeJS.ProcessEnv): Promise<unknown> {
  const url = new URL(settings.url);
  if (cursor !== '') url.searchParams.set(settings.cursorParameter ?? 'since', cursor);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (settings.tokenVariable !== undefined)
    headers['authorization'] = `Bearer ${tokenOf(settings.tokenVariable, environment)}`;
  try {
    const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(LONGEST_WAIT_MS) });
    if (!response.ok) throw unreachable(url, `it answered ${response.status}`);
    return parseExactJson(await textWithin(response, url));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { message, cause } = error as Error;
    throw unreachable(url, cause instanceof Error ? cause.message : message);
  }
}

async function textWithin(response: Response, url: URL): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += (part as Uint8Array).byteLength;
    if (size > MOST_BYTES) throw unreachable(url, 'its answer is larger than 32 MiB');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function tokenOf(variable: string, environment: NodeJS.ProcessEnv): string {
  const token = environment[variable];
  if (token) return token;
  throw new Refusal(
    'source.token_missing',
    `the environment variable ${variable} is not set; it holds the source's token`,
  );
}

function pageOf(settings: HttpJsonSettings, answer: unknown, cursor: string): SourcePage {
  const list = settings.rows ? valueAt(answer, settings.rows) : answer;
  if (!Array.isArray(list)) {
    throw new Refusal(
      'source.no_rows',
      `the answer has no list at “${settings.rows ?? ''}”; look at the source's settings`,
    );
  }
  const next = valueAt(answer, settings.next);
  const rows = list.map(
    (content: unknown, i): SourceRow => ({
      place: `after ${cursor === '' ? 'the beginning' : cursor}, row ${i + 1}`,
      content:
        content !== null && typeof content === 'object' ? (content as Record<string, unknown>) : { value: content },
    }),
  );
  return { rows, cursor: typeof next === 'string' || typeof next === 'number' ? String(next) : cursor };
}

/** Without query and user: an address may carry secrets. */
function unreachable(url: URL, why: string): Refusal {
  return new Refusal(
    'source.unreachable',
    `${url.origin}${url.pathname} could not be read: ${why}; the next pull goes on here`,
  );
}
