import { useCallback, useEffect, useRef, useState } from 'react';

export interface Action<A extends unknown[]> {
  running: boolean;
  error: unknown;
  run: (...args: A) => Promise<void>;
  clear: () => void;
}

/** A command behind a button: runs once at a time and keeps its error for display. */
export function useAction<A extends unknown[]>(command: (...args: A) => Promise<unknown>): Action<A> {
  const [state, setState] = useState<{ running: boolean; error: unknown }>({ running: false, error: null });
  const latest = useRef(command);
  useEffect(() => {
    latest.current = command;
  });
  const busy = useRef(false);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const run = useCallback(async (...args: A) => {
    if (busy.current) return;
    busy.current = true;
    setState({ running: true, error: null });
    let error: unknown = null;
    try {
      await latest.current(...args);
    } catch (thrown) {
      error = isAbort(thrown) ? null : thrown;
    }
    busy.current = false;
    if (mounted.current) setState({ running: false, error });
  }, []);
  const clear = useCallback(() => setState({ running: false, error: null }), []);
  return { ...state, run, clear };
}

/** Whether an error only says that somebody cancelled. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
