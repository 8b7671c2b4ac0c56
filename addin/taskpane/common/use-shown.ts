import { type RefObject, useEffect, useRef } from 'react';

/**
 * Brings an element into view once its content is there: the answer to a command may stand far below the fold.
 * @param ready whether the content is there and wants to be seen
 */
export function useShown<E extends HTMLElement>(ready: boolean): RefObject<E> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (ready) element.current?.scrollIntoView({ block: 'center' });
  }, [ready]);
  return element;
}
