/** What a server tells while it changes, as server-sent events. Loaded when something is watched for the first time. */
import { createClient } from 'graphql-sse';
import type { TypedDocumentString } from '../generated/operations.ts';

export interface StreamOptions {
  /** Address of the GraphQL endpoint; streams are served beneath it. */
  endpoint: string;
  /** Null where the browser's cookie carries the session. */
  token: string | null;
  /** Whether a cookie may go along. */
  cookies: boolean;
}

/**
 * Hands on each answer of a subscription until the server ends it.
 * @throws whatever went wrong; the caller has another way to learn the same, since not every proxy lets streams through
 */
export async function watch<R, V>(
  { endpoint, token, cookies }: StreamOptions,
  document: TypedDocumentString<R, V>,
  variables: V,
  onNext: (data: R) => void,
  signal: AbortSignal,
): Promise<void> {
  const client = createClient({
    url: new URL(`${endpoint}/stream`, location.href).href,
    credentials: cookies ? 'same-origin' : 'omit',
    headers: token ? { authorization: `Bearer ${token}` } : {},
    retryAttempts: 0,
  });
  const stop = () => client.dispose();
  signal.addEventListener('abort', stop);
  try {
    const answers = client.iterate<R>({ query: document.toString(), variables: variables as Record<string, unknown> });
    for await (const { data, errors } of answers) {
      signal.throwIfAborted();
      if (!data) throw new Error(errors?.[0]?.message ?? 'no data');
      onNext(data);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    client.dispose();
  }
}
