/** Where a billing run may go from where it stands. Pure. */
import { Refusal } from '../kernel/errors.ts';
import type { RunStatus } from './entities.ts';

const NEXT: Record<RunStatus, readonly RunStatus[]> = {
  DRAFT: ['PREVIEWING', 'CANCELLED'],
  PREVIEWING: ['PREVIEWED', 'CANCELLED'],
  PREVIEWED: ['POSTING', 'CANCELLED'],
  POSTING: ['PAUSED', 'POSTED', 'STOPPED', 'CANCELLED'],
  PAUSED: ['POSTING', 'STOPPED', 'CANCELLED'],
  POSTED: ['REVERSED'],
  STOPPED: ['REVERSED'],
  CANCELLED: [],
  REVERSED: [],
};

const WAY_OUT: Record<RunStatus, string> = {
  DRAFT: 'preview it first',
  PREVIEWING: 'wait until its preview is done',
  PREVIEWED: 'post or cancel it',
  POSTING: 'wait until it is posted, or stop it',
  PAUSED: 'post it again to resume it, or stop it',
  POSTED: 'its bills stand; credit them one by one, or reverse the run',
  STOPPED: 'preview a new run: it bills what this one left out; or reverse it',
  CANCELLED: 'preview a new run',
  REVERSED: 'preview a new run',
};

/** Whether a run may go from one status to another. */
export function mayGo(from: RunStatus, to: RunStatus): boolean {
  return NEXT[from].includes(to);
}

/** @throws Refusal `billing.wrong_state` that says what can be done with the run instead */
export function checkStep(number: string, from: RunStatus, to: RunStatus): void {
  if (mayGo(from, to)) return;
  throw new Refusal('billing.wrong_state', `run ${number} is ${from} and cannot become ${to}; ${WAY_OUT[from]}`);
}

/** Where cancelling leads: a run that has written bills is stopped and says so, one without is cancelled. */
export function endOf(number: string, from: RunStatus, postedCount: number): 'CANCELLED' | 'STOPPED' {
  const to = postedCount > 0 ? 'STOPPED' : 'CANCELLED';
  checkStep(number, from, to);
  return to;
}
