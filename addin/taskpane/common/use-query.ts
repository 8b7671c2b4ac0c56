import { type DependencyList, useCallback, useEffect, useState } from 'react';

export interface Query<T> {
  /** The last answer; it stays while a newer one is on its way. */
  data: T | null;
  loading: boolean;
  error: unknown;
  reload: () => void;
}

/**
 * Asks once for every set of dependencies; a newer question aborts the one before.
 * @param ask must depend on nothing but `dependencies`
 */
export function useQuery<T>(ask: (signal: AbortSignal) => Promise<T>, dependencies: DependencyList): Query<T> {
  const [answer, setAnswer] = useState<Omit<Query<T>, 'reload'>>({ data: null, loading: true, error: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setAnswer((before) => ({ ...before, loading: true, error: null }));
    ask(abort.signal).then(
      (data) => !abort.signal.aborted && setAnswer({ data, loading: false, error: null }),
      (error: unknown) => !abort.signal.aborted && setAnswer((before) => ({ ...before, loading: false, error })),
    );
    return () => abort.abort();
    // oxlint-disable-next-line react/exhaustive-deps -- the caller names what the question depends on
  }, [...dependencies, attempt]);
  const reload = useCallback(() => setAttempt((n) => n + 1), []);
  return { ...answer, reload };
}
