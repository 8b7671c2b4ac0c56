import { useState } from 'react';
import {
  BillingRunChangesDocument,
  BillingRunDocument,
  BillingRunProgressDocument,
  type RunHeadFragment,
  type RunPartsFragment,
} from '../../generated/operations.ts';
import type { Api } from '../api.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';
import { isMoving } from './run-steps.ts';

/** A run; what is only asked for once it stands still is missing while it moves. */
export type FollowedParts = Omit<RunPartsFragment, 'comparison' | 'warnings'> &
  Partial<Pick<RunPartsFragment, 'comparison' | 'warnings'>>;

export interface FollowedRun {
  run: FollowedParts | null;
  /** It is being asked for, or followed while the server works on it. */
  loading: boolean;
  error: unknown;
  /** Follow it again, after a command changed it or a connection came back. */
  follow: () => void;
}

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 2_000;

/** A run with its totals and exceptions, followed while the server works on it. */
export function useRun(id: string): FollowedRun {
  const { api } = useSession();
  const [progress, setProgress] = useState<RunHeadFragment | null>(null);
  const { data, loading, error, reload } = useQuery((signal) => followRun(api, id, setProgress, signal), [api, id]);
  const head = loading && progress?.id === id ? progress : null;
  const run = head ? { totals: [], exceptions: [], ...(data?.id === id ? data : null), ...head } : data;
  return { run, loading, error, follow: reload };
}

/** As the server tells it; where no stream comes through, or it ends early, the server is asked again and again. */
async function followRun(
  api: Api,
  id: string,
  show: (run: RunHeadFragment) => void,
  signal: AbortSignal,
): Promise<RunPartsFragment | null> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 1.5, LONGEST_WAIT_MS)) {
    const { billingRun: head } = await api.request(BillingRunProgressDocument, { id }, signal);
    if (!head) return null;
    show(head);
    if (!isMoving(head.status)) break;
    const told = await api
      .watch(BillingRunChangesDocument, { id }, ({ billingRunProgress }) => show(billingRunProgress), signal)
      .then(
        () => true,
        () => false,
      );
    signal.throwIfAborted();
    if (!told) await new Promise((resolve) => setTimeout(resolve, wait));
    signal.throwIfAborted();
  }
  return (await api.request(BillingRunDocument, { id }, signal)).billingRun;
}
