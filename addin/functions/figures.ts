/**
 * Figures for worksheet functions: a cache in front of the queue. What the server answered holds for a minute, and only as
 * long as its change feed stands still.
 */
import type { FigureRequest } from '../generated/operations.ts';
import { type FigureAnswer, FigureFailure } from './answer.ts';
import { type Asked, FigureQueue, keyOf } from './queue.ts';

export const FRESH_MS = 60_000;
/** How often the server is asked whether anything has changed, while there are figures. */
export const WATCH_MS = 15_000;

/** The server. Both throw FigureFailure. */
export interface FigureSource {
  figures(requests: FigureRequest[], signal: AbortSignal): Promise<{ answers: FigureAnswer[]; position: string }>;
  /** Position of the change feed: a whole number that grows with every change. */
  position(): Promise<string>;
}

export interface FiguresOptions {
  /** Whether somebody can see the figures; nobody watches the server for a hidden page. */
  visible?: () => boolean;
}

interface Cached {
  answer: FigureAnswer;
  until: number;
}

export class Figures {
  private readonly source: FigureSource;
  private readonly visible: () => boolean;
  private readonly queue: FigureQueue;
  private readonly cache = new Map<string, Cached>();
  private readonly moved = new Set<() => void>();
  private position: bigint | null = null;
  private watch: ReturnType<typeof setTimeout> | undefined;

  constructor(source: FigureSource, { visible = () => true }: FiguresOptions = {}) {
    this.source = source;
    this.visible = visible;
    this.queue = new FigureQueue((requests, signal) => this.fetch(requests, signal));
  }

  /** Cells that wait for an answer. */
  get outstanding(): number {
    return this.queue.outstanding;
  }

  ask(request: FigureRequest): Asked {
    const cached = this.cache.get(keyOf(request));
    if (cached && Date.now() < cached.until) {
      return { answer: Promise.resolve(cached.answer), cancel: () => undefined };
    }
    return this.queue.ask(request);
  }

  /**
   * Forgets every answer, for somebody who changed something, wants to see it now or is somebody else.
   * @returns whether there was any
   */
  forget(): boolean {
    const had = this.position !== null;
    this.cache.clear();
    this.position = null;
    return had;
  }

  /** Calls back when the ledger has changed since figures were given. Returns how to stop listening. */
  onMoved(listener: () => void): () => void {
    this.moved.add(listener);
    return () => this.moved.delete(listener);
  }

  /** Ends watching the server. */
  stop(): void {
    clearTimeout(this.watch);
    this.watch = undefined;
  }

  private async fetch(requests: FigureRequest[], signal: AbortSignal): Promise<FigureAnswer[]> {
    const { answers, position } = await this.source.figures(requests, signal);
    if (answers.length !== requests.length) {
      throw new FigureFailure('server.bad_answer', `${answers.length} figures came for ${requests.length} requests`);
    }
    const isNewest = this.see(BigInt(position));
    const until = Date.now() + FRESH_MS;
    for (const [i, answer] of answers.entries()) {
      // Of two calls in flight the later snapshot may come first; what the other one says is given, but not kept.
      if (isNewest) this.cache.set(keyOf(requests[i] as FigureRequest), { answer, until });
    }
    this.watch ??= setTimeout(() => void this.look(), WATCH_MS);
    return answers;
  }

  /** Takes note of a position; whether it is not behind what is known. A newer one ends what was cached. */
  private see(position: bigint): boolean {
    if (this.position !== null && position < this.position) return false;
    const hasMoved = this.position !== null && position > this.position;
    this.position = position;
    if (hasMoved) {
      this.cache.clear();
      for (const listener of this.moved) listener();
    }
    return true;
  }

  private async look(): Promise<void> {
    if (this.visible()) {
      // A server that does not answer now is asked again next time; meanwhile the minute ends what is old.
      const position = await this.source.position().catch(() => null);
      if (position !== null && this.position !== null) this.see(BigInt(position));
    }
    if (this.watch !== undefined) this.watch = setTimeout(() => void this.look(), WATCH_MS);
  }
}
