import DataLoader from 'dataloader';
import type { Orm } from './database/orm.ts';
import { Refusal } from './kernel/errors.ts';
import type { Books } from './ledger/books.ts';

/** What resolvers get with each request. */
export interface Context {
  orm: Orm;
  /** The books of the session's tenant, opened by its operator; null without sign-in. */
  books: Books | null;
  /** The session that the request belongs to. */
  sessionId: string | null;
  /** Gives the browser its session cookie, or takes it away (null). */
  setSessionCookie: (session: { token: string; expiresAt: Date } | null) => void;
  /** Aborted when whoever asked has gone before the answer. */
  signal: AbortSignal;
  /** Loaders of this request, by name; use `loaderOf`. */
  loaders: Map<string, unknown>;
}

/** The signed-in operator's books. @throws Refusal `access.sign_in_required` */
export function requireBooks(context: Pick<Context, 'books'>): Books {
  if (context.books) return context.books;
  throw new Refusal('access.sign_in_required', 'sign in first; the session may have ended');
}

/**
 * The loader of that name in this request, made at first use: rows asked for one by one by nested fields are read
 * together, and once.
 * @param batch gives a value (or an Error) for each key, in the order of the keys
 */
export function loaderOf<K, V>(context: Context, name: string, batch: DataLoader.BatchLoadFn<K, V>): DataLoader<K, V> {
  const known = context.loaders.get(name) as DataLoader<K, V> | undefined;
  if (known) return known;
  const loader = new DataLoader<K, V>(batch, { maxBatchSize: 5000 });
  context.loaders.set(name, loader);
  return loader;
}
