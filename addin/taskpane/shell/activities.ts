/** Long work that the pane does: each with progress, a way to cancel and how it ended. */
import type { LongWork } from '../../workbook/port.ts';

export interface Activity {
  id: number;
  title: string;
  startedAt: number;
  endedAt: number | null;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  done: number;
  /** 0 while the amount of work is not known. */
  total: number;
  /** What came of it, in words. */
  summary: string;
  cancel: () => void;
}

/** Kept for the list, the oldest leave. */
const KEPT = 50;

/** The activities of a pane, newest first; immutable lists, for React to compare. */
export class Activities {
  private list: readonly Activity[] = [];
  private nextId = 1;
  private readonly listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  all = (): readonly Activity[] => this.list;

  /**
   * Runs work as an activity.
   * @param summary says what came of it
   * @param explain says why it failed
   * @throws what the work throws, after noting it
   */
  async run<T>(
    title: string,
    work: (long: Required<Pick<LongWork, 'signal' | 'progress'>>) => Promise<T>,
    words: { summary: (result: T) => string; explain: (error: unknown) => string },
    started?: (id: number) => void,
  ): Promise<T> {
    const abort = new AbortController();
    const id = this.nextId++;
    const cancel = () => abort.abort();
    const activity: Activity = {
      id,
      title,
      startedAt: Date.now(),
      endedAt: null,
      state: 'running',
      done: 0,
      total: 0,
      summary: '',
      cancel,
    };
    this.set([activity, ...this.list].slice(0, KEPT));
    started?.(id);
    const progress = (done: number, total: number) => this.change(id, { done, total });
    try {
      const result = await work({ signal: abort.signal, progress });
      this.change(id, { state: abort.signal.aborted ? 'cancelled' : 'done', summary: words.summary(result) });
      return result;
    } catch (error) {
      this.change(id, {
        state: abort.signal.aborted ? 'cancelled' : 'failed',
        summary: abort.signal.aborted ? '' : words.explain(error),
      });
      throw error;
    } finally {
      this.change(id, { endedAt: Date.now() });
    }
  }

  private change(id: number, changes: Partial<Activity>): void {
    this.set(this.list.map((activity) => (activity.id === id ? { ...activity, ...changes } : activity)));
  }

  private set(list: readonly Activity[]): void {
    this.list = list;
    for (const listener of this.listeners) listener();
  }
}
