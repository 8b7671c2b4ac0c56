/** What can be done with a billing run in each of its states. */
import type { RunHeadFragment, RunStatus } from '../../generated/operations.ts';

/** The server works on it; ask again in a moment. */
export function isMoving(status: RunStatus): boolean {
  return status === 'DRAFT' || status === 'PREVIEWING' || status === 'POSTING';
}

/** Stored charges can be looked at. */
export function hasLines(status: RunStatus): boolean {
  return status !== 'DRAFT' && status !== 'PREVIEWING' && status !== 'CANCELLED';
}

export function canPost({ status, contentHash, lineCount }: RunHeadFragment): boolean {
  return (
    (status === 'PREVIEWED' || status === 'PAUSED' || status === 'STOPPED') && contentHash !== null && lineCount > 0
  );
}

export function canCancel(status: RunStatus): boolean {
  return isMoving(status) || status === 'PREVIEWED' || status === 'PAUSED';
}

/** How the state looks; the word beside it says the same. */
export function statusColour(status: RunStatus): 'brand' | 'success' | 'warning' | 'danger' | 'informative' {
  if (status === 'POSTED') return 'success';
  if (status === 'STOPPED' || status === 'PAUSED') return 'warning';
  if (status === 'CANCELLED' || status === 'REVERSED') return 'informative';
  return 'brand';
}
