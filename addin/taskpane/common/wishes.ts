import { useState } from 'react';

/**
 * Idempotency keys of what a person asks for. The same wish keeps its key until it was answered, so that a lost answer or a
 * double click does nothing twice; asked for again after that, it is another wish.
 */
export class Wishes {
  #open: { wish: string; key: string } | null = null;

  /**
   * Sends a wish with its key.
   * @param wish everything by which two wishes differ
   * @throws what `send` throws; the wish keeps its key then
   */
  async send<T>(wish: unknown, send: (key: string) => Promise<T>): Promise<T> {
    const text = JSON.stringify(wish);
    if (this.#open?.wish !== text) this.#open = { wish: text, key: crypto.randomUUID() };
    const answer = await send(this.#open.key);
    this.#open = null;
    return answer;
  }
}

/** The wishes of a component. */
export function useWishes(): Wishes {
  const [wishes] = useState(() => new Wishes());
  return wishes;
}
