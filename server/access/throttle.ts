import { Refusal } from '../kernel/errors.ts';

const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const FORGIVEN_MS = 60 * 60_000;
const REMEMBERED = 10_000;

interface Failures {
  count: number;
  until: number;
}

/**
 * Slows down guessing: from the fifth failed sign-in of a login on it refuses even to try, for ten seconds, then twice
 * as long after each further one, at most a quarter of an hour; a quiet hour forgives. It counts per process, and what
 * it says does not depend on whether the login exists.
 */
export class SignInThrottle {
  readonly #failures = new Map<string, Failures>();

  /**
   * Counts an attempt as failed until `succeeded` is called, so that many at the same moment count too.
   * @throws Refusal `access.too_many_attempts` while one has to wait
   */
  begin(key: string, now: number): void {
    const { count: before, until } = this.#recent(key, now);
    if (until > now) {
      const seconds = Math.ceil((until - now) / 1000);
      throw new Refusal('access.too_many_attempts', `too many failed sign-ins; try again in ${seconds} seconds`);
    }
    const doublings = before + 1 - FREE_FAILURES;
    const wait = doublings < 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(doublings, 20));
    // Taken out first, so that the map stays in the order of the last failure.
    this.#failures.delete(key);
    this.#failures.set(key, { count: before + 1, until: now + wait });
    for (const oldest of this.#failures.keys()) {
      if (this.#failures.size <= REMEMBERED) break;
      this.#failures.delete(oldest);
    }
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }

  #recent(key: string, now: number): Failures {
    const known = this.#failures.get(key);
    return known && now - known.until < FORGIVEN_MS ? known : { count: 0, until: 0 };
  }
}
