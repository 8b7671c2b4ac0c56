/** The commands on a billing run; each can be given again without doing anything twice. */
import { useEffect, useRef } from 'react';
import {
  ApproveBillingRunDocument,
  BillingRunProgressDocument,
  CancelBillingRunDocument,
  PauseBillingRunDocument,
  PostBillingRunDocument,
  ReverseBillingRunDocument,
} from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import type { Api } from '../api.ts';
import { type Action, useAction } from '../common/use-action.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession } from '../session/session.tsx';
import { errorText } from '../shell/errors.ts';
import { useActivities } from '../shell/use-activities.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { isMoving } from './run-steps.ts';
import type { FollowedParts } from './use-run.ts';

export interface RunCommandSet {
  approve: Action<[]>;
  post: Action<[]>;
  pause: Action<[]>;
  cancel: Action<[]>;
  reverse: Action<[string]>;
  showLines: Action<[]>;
  showComparison: Action<[]>;
  showExceptions: Action<[]>;
  showBills: Action<[]>;
}

export function useRunCommands(run: FollowedParts | null, follow: () => void, onChanged: () => void): RunCommandSet {
  const { api } = useSession();
  const { open, refreshOpen, serverChanged } = useWorkspace();
  const i18n = useI18n();
  const activities = useActivities();
  const month = run?.periodStart.slice(0, 7) ?? '';
  const explain = (error: unknown) => errorText(error, i18n).text;
  const summary = (report: { rows: number }) => i18n.t('sheets.opened', { count: report.rows });
  const openSheet = (title: string, work: Parameters<typeof activities.run<{ rows: number }>>[1]) =>
    activities.run(title, work, { summary, explain });

  const post = useAction(async () => {
    if (!run?.contentHash) return;
    // Made from what is posted: the same run in the same state is the same request, however often it is sent.
    const key = `post-${run.id}-${run.contentHash.slice(0, 16)}-${run.status}-${run.postedCount}`;
    const input = { key, runId: run.id, contentHash: run.contentHash };
    await api.request(PostBillingRunDocument, { input });
    follow();
  });
  const wishes = useWishes();
  const approve = useAction(async () => {
    if (!run?.contentHash) return;
    const wish = { runId: run.id, contentHash: run.contentHash };
    await wishes.send(wish, (key) => api.request(ApproveBillingRunDocument, { input: { key, ...wish } }));
    follow();
    onChanged();
  });
  const cancel = useAction(async () => {
    if (!run) return;
    await api.request(CancelBillingRunDocument, { input: { runId: run.id } });
    follow();
    onChanged();
  });
  const pause = useAction(async () => {
    if (!run) return;
    await api.request(PauseBillingRunDocument, { input: { runId: run.id } });
    follow();
  });
  const reverse = useAction(async (reason: string) => {
    if (!run) return;
    await api.request(ReverseBillingRunDocument, { input: { runId: run.id, reason } });
    await untilReversed(api, run.id);
    follow();
    onChanged();
    serverChanged();
    await refreshOpen(['CHARGES', 'KPIS', 'BILLS', 'CREDIT_NOTES', 'PAYMENTS']);
  });
  const showOfRun = async (dataset: 'RUN_LINES' | 'RUN_COMPARISON' | 'RUN_EXCEPTIONS', title: string) => {
    if (!run) return;
    const options = { suffix: run.id.replaceAll('-', ''), subtitle: run.number, filter: { runId: run.id } };
    await openSheet(title, (long) => open(dataset, { ...options, ...long }));
  };
  const showLines = useAction(() => showOfRun('RUN_LINES', i18n.t('billing.showLines')));
  const showComparison = useAction(() => showOfRun('RUN_COMPARISON', i18n.t('billing.showComparison')));
  const showExceptions = useAction(() => showOfRun('RUN_EXCEPTIONS', i18n.t('billing.showExceptions')));
  const showBills = useAction(async () => {
    const options = { subtitle: month, filter: { month } };
    await openSheet(i18n.t('billing.showBills'), (long) => open('BILLS', { ...options, ...long }));
  });

  // A run that was seen being posted has just changed bills, charges and KPIs; then its bills are opened.
  const openBills = showBills.run;
  const status = run?.status;
  const before = useRef(status);
  useEffect(() => {
    const last = before.current;
    before.current = status;
    if (last === undefined || status === undefined || !isMoving(last) || isMoving(status)) return;
    onChanged();
    if (last !== 'POSTING') return;
    serverChanged();
    void refreshOpen(['CHARGES', 'KPIS', 'BILLS']).then(() => (status === 'POSTED' ? openBills() : undefined));
  }, [status, serverChanged, onChanged, refreshOpen, openBills]);
  return { approve, post, pause, cancel, reverse, showLines, showComparison, showExceptions, showBills };
}

const LOOK_EVERY_MS = 700;

/** A run keeps its status until its last bill is reversed, and says what stopped that; a few hundred looks are enough for the largest. */
async function untilReversed(api: Api, id: string): Promise<void> {
  for (let looks = 0; looks < 500; looks += 1) {
    const { billingRun } = await api.request(BillingRunProgressDocument, { id });
    if (billingRun?.status === 'REVERSED' || billingRun?.failure) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
