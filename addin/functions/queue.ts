/**
 * The cells of a recalculation, asked for together: a spreadsheet calls a function once for each cell, thousands within
 * milliseconds. No host, no DOM.
 */
import type { FigureRequest } from '../generated/operations.ts';
import { type FigureAnswer, FigureFailure } from './answer.ts';

/** Calls that come within this time of each other go together. */
export const QUIET_MS = 30;
/** A recalculation that trickles in does not wait longer than this. */
export const LONGEST_WAIT_MS = 250;
export const REQUESTS_A_CALL = 1_000;
export const CALLS_IN_FLIGHT = 2;
/** Cells that may wait; beyond it they are told so at once, rather than hang. */
export const MOST_CELLS = 20_000;
const RETRY_AFTER_MS = 500;

/** Asks the server; answers in the order of the requests. @throws FigureFailure, `passing` where trying again may help */
export type Send = (requests: FigureRequest[], signal: AbortSignal) => Promise<FigureAnswer[]>;

/** One cell's question. */
export interface Asked {
  answer: Promise<FigureAnswer>;
  /** The cell needs it no more; its answer never comes. */
  cancel: () => void;
}

interface Waiter {
  resolve: (answer: FigureAnswer) => void;
  reject: (failure: unknown) => void;
}

interface Entry {
  key: string;
  request: FigureRequest;
  waiters: Set<Waiter>;
  /** The call that it went with. */
  call: Call | null;
}

interface Call {
  entries: Entry[];
  abort: AbortController;
}

/** Names a request: equal ones are asked once. */
export const keyOf = (request: FigureRequest): string => JSON.stringify(request, Object.keys(request).toSorted());

export class FigureQueue {
  private readonly send: Send;
  private readonly entries = new Map<string, Entry>();
  /** In the order of the calls. */
  private readonly waiting = new Set<Entry>();
  private cells = 0;
  private inFlight = 0;
  private quiet: ReturnType<typeof setTimeout> | undefined;
  private firstAt = 0;
  /** What waits is due, a call that is not full included. */
  private due = false;

  constructor(send: Send) {
    this.send = send;
  }

  /** Cells that wait for an answer. */
  get outstanding(): number {
    return this.cells;
  }

  ask(request: FigureRequest): Asked {
    if (this.cells >= MOST_CELLS) {
      const message = `more than ${MOST_CELLS} cells wait for figures; ask for fewer at once`;
      return {
        answer: Promise.reject(new FigureFailure('functions.too_many_cells', message)),
        cancel: () => undefined,
      };
    }
    const entry = this.entryOf(request);
    let cancel = () => {};
    const answer = new Promise<FigureAnswer>((resolve, reject) => {
      const waiter: Waiter = { resolve, reject };
      entry.waiters.add(waiter);
      this.cells += 1;
      cancel = () => this.cancel(entry, waiter);
    });
    return { answer, cancel };
  }

  private entryOf(request: FigureRequest): Entry {
    const key = keyOf(request);
    const known = this.entries.get(key);
    if (known) return known;
    const entry: Entry = { key, request, waiters: new Set(), call: null };
    this.entries.set(key, entry);
    if (this.waiting.size === 0) {
      this.firstAt = Date.now();
      this.due = false;
    }
    this.waiting.add(entry);
    this.wait();
    return entry;
  }

  /** Full calls go at once; the rest when no more cells come. */
  private wait(): void {
    if (this.waiting.size >= REQUESTS_A_CALL) this.pump();
    clearTimeout(this.quiet);
    const left = this.firstAt + LONGEST_WAIT_MS - Date.now();
    this.quiet = setTimeout(
      () => {
        this.due = true;
        this.pump();
      },
      Math.max(0, Math.min(QUIET_MS, left)),
    );
  }

  private pump(): void {
    while (this.inFlight < CALLS_IN_FLIGHT && this.waiting.size > 0) {
      if (!this.due && this.waiting.size < REQUESTS_A_CALL) return;
      const entries = this.takeNext();
      this.firstAt = Date.now();
      void this.call(entries);
    }
    if (this.waiting.size === 0) this.due = false;
  }

  private takeNext(): Entry[] {
    const entries: Entry[] = [];
    for (const entry of this.waiting) {
      if (entries.length === REQUESTS_A_CALL) break;
      entries.push(entry);
      this.waiting.delete(entry);
    }
    return entries;
  }

  private async call(entries: Entry[]): Promise<void> {
    const call: Call = { entries, abort: new AbortController() };
    for (const entry of entries) entry.call = call;
    this.inFlight += 1;
    try {
      const answers = await this.sendTwice(call);
      for (const [i, entry] of entries.entries()) this.settle(entry, (waiter) => tellWaiter(waiter, answers[i]));
    } catch (error) {
      for (const entry of entries) this.settle(entry, ({ reject }) => reject(error));
    }
    this.inFlight -= 1;
    this.pump();
  }

  private async sendTwice({ entries, abort }: Call): Promise<FigureAnswer[]> {
    const requests = entries.map(({ request }) => request);
    try {
      return await this.send(requests, abort.signal);
    } catch (error) {
      if (abort.signal.aborted || !(error instanceof FigureFailure && error.passing)) throw error;
      await new Promise((resume) => setTimeout(resume, RETRY_AFTER_MS));
      abort.signal.throwIfAborted();
      return this.send(requests, abort.signal);
    }
  }

  private settle(entry: Entry, tell: (waiter: Waiter) => void): void {
    if (this.entries.get(entry.key) === entry) this.entries.delete(entry.key);
    this.cells -= entry.waiters.size;
    for (const waiter of entry.waiters) tell(waiter);
    entry.waiters.clear();
  }

  private cancel(entry: Entry, waiter: Waiter): void {
    if (!entry.waiters.delete(waiter)) return;
    this.cells -= 1;
    if (entry.waiters.size > 0) return;
    if (entry.call === null) {
      this.entries.delete(entry.key);
      this.waiting.delete(entry);
      return;
    }
    // A call that nobody waits for any more is given up; what is asked again goes with the next one.
    if (entry.call.entries.some(({ waiters }) => waiters.size > 0)) return;
    for (const { key } of entry.call.entries) this.entries.delete(key);
    entry.call.abort.abort();
  }
}

function tellWaiter({ resolve, reject }: Waiter, found: FigureAnswer | undefined): void {
  if (found) resolve(found);
  else reject(new FigureFailure('server.bad_answer', 'the server left a figure out'));
}
