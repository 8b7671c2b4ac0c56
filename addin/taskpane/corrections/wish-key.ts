import { useRef } from 'react';

/**
 * Idempotency keys of a form: the same wish keeps its key, so that a lost answer or a double click does nothing twice.
 * @returns the key of what is wished for; name everything that makes two wishes different, the state before them included
 */
export function useWishKey(): (wish: unknown) => string {
  const last = useRef<{ wish: string; key: string } | null>(null);
  return (wish) => {
    const text = JSON.stringify(wish);
    if (last.current?.wish !== text) last.current = { wish: text, key: crypto.randomUUID() };
    return last.current.key;
  };
}
