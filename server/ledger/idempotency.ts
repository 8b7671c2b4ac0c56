/** A request happens once: its key is stored with its effect, in the same transaction. Refusals are not remembered. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { namedId, sha256 } from '../kernel/ids.ts';
import { canonicalJson } from './audit-chain.ts';
import type { Books } from './books.ts';
import { insertRows } from './bulk.ts';
import { type Work, write } from './unit-of-work.ts';

/** PostgreSQL found two transactions that wait for each other and ended one of them; nothing of it was written. */
const DEADLOCK = '40P01';
const ATTEMPTS = 3;

/** One request that happens once. */
export interface Request {
  key: string;
  operation: string;
  input: unknown;
}

/** What was answered to a key before. */
export interface Remembered {
  inputHash: string;
  result: unknown;
}

const keyId = (operation: string, key: string) => namedId(`idempotency ${operation} ${key}`);

/** Hash by which a repeated input is recognised. */
export const inputHash = (input: unknown): string => sha256(canonicalJson(input));

/** The remembered answers of those keys that were used before, by key. */
export async function recall(work: Work, operation: string, keys: readonly string[]): Promise<Map<string, Remembered>> {
  if (keys.length === 0) return new Map();
  const keyOf = new Map(keys.map((key) => [keyId(operation, key), key]));
  const { rows } = await sql<{ id: string; input_hash: string; result: unknown }>`
    select id, input_hash, result from idempotency_key
    where tenant_id = ${work.tenantId} and id = any(${[...keyOf.keys()]}::uuid[])`.execute(work.db);
  return new Map(
    rows.map((row) => [
      keyOf.get(row.id) as string,
      { inputHash: row.input_hash, result: (row.result as { answer?: unknown }).answer },
    ]),
  );
}

/** Stores answers under their keys, in the transaction of their effects. */
export async function remember(work: Work, requests: readonly (Request & { result: unknown })[]): Promise<void> {
  await insertRows(
    work.db,
    'idempotency_key',
    requests.map(({ key, operation, input, result }) => ({
      tenant_id: work.tenantId,
      id: keyId(operation, key),
      operation,
      input_hash: inputHash(input),
      // Wrapped, so that an answer of nothing is still an answer.
      result: { answer: result },
    })),
  );
}

/**
 * Like `write`, once per key: the same key and input gives the first answer again, the same key with another input is
 * refused with `request.key_reused`. The result must survive JSON. The body may run again after a deadlock, so it
 * leaves nothing behind outside its transaction.
 */
export async function writeOnce<T>(books: Books, request: Request, body: (work: Work) => Promise<T>): Promise<T> {
  const attempt = () =>
    write(books, request.operation, async (work) => {
      await queueForKey(work, request);
      const known = (await recall(work, request.operation, [request.key])).get(request.key);
      if (known) {
        if (known.inputHash === inputHash(request.input)) return known.result as T;
        throw new Refusal('request.key_reused', 'this idempotency key was used for another input; make a new one', {
          field: 'key',
        });
      }
      const result = await body(work);
      await remember(work, [{ ...request, result }]);
      return result;
    });
  for (let left = ATTEMPTS - 1; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || (error as { code?: string }).code !== DEADLOCK) throw error;
    }
  }
}

/**
 * The same request that comes twice at the same moment waits for the first, then finds its answer. Without this it
 * would look at what the first one did and be refused: the bill is paid, the line is matched.
 */
async function queueForKey(work: Work, { operation, key }: Request): Promise<void> {
  const name = `request ${work.tenantId} ${keyId(operation, key)}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(work.db);
}
