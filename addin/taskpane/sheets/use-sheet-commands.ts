/** The commands on the sheet in front: refresh, review, check, publish. Each is an activity and ends in a step of the flow. */
import { useCallback, useReducer } from 'react';
import { datasetOfSheet } from '../../datasets/layout.ts';
import type { DatasetName } from '../../datasets/types.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import type { PublishReport } from '../../sync/outcome.ts';
import type { PublishOptions } from '../../sync/publish.ts';
import type { LongWork } from '../../workbook/port.ts';
import { isAbort } from '../common/use-action.ts';
import { errorText } from '../shell/errors.ts';
import { useActivities } from '../shell/use-activities.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { countDiff } from './counts.ts';
import { type Flow, type FlowAction, flowReducer, type Scope, type Verb } from './flow.ts';
import { publishSummary, refreshSummary } from './summaries.ts';

/** Sheets that show what others were computed from; they follow a publish when they are open. */
const FOLLOWERS: readonly DatasetName[] = ['KPIS'];

export interface SheetCommands {
  flow: Flow;
  refresh: (whole?: boolean) => Promise<void>;
  review: (scope: Scope) => Promise<void>;
  publish: (verb: 'check' | 'publish', options?: Pick<PublishOptions, 'rows' | 'mode' | 'missing'>) => Promise<void>;
  /** Asks what taking the last publish back would do. */
  offerUndo: () => Promise<void>;
  undo: () => Promise<void>;
  open: (dataset: DatasetName, filter?: Record<string, string>) => Promise<void>;
  dismiss: () => void;
}

export function useSheetCommands(): SheetCommands {
  const i18n = useI18n();
  const activities = useActivities();
  const { workbook, sync, active, open: openDataset, refreshOpen, serverChanged } = useWorkspace();
  const [flow, dispatch] = useReducer(flowReducer, { step: 'idle' });
  const sheet = active?.id ?? null;
  const title = active?.title ?? '';

  /** Runs a command as an activity; whatever it comes to becomes the flow's next step. */
  const command = useCallback(
    async <T>(
      verb: Verb,
      name: string,
      work: (long: LongWork) => Promise<T>,
      words: (result: T) => string,
      next: (result: T) => FlowAction,
    ) => {
      dispatch({ type: 'start', verb });
      const explain = (error: unknown) => errorText(error, i18n).text;
      try {
        const heading = `${i18n.t(`verb.${verb}`)} · ${name}`;
        const result = await activities.run(heading, work, { summary: words, explain }, (activity) =>
          dispatch({ type: 'started', activity }),
        );
        dispatch(next(result));
        return result;
      } catch (error) {
        dispatch(isAbort(error) ? { type: 'cancelled' } : { type: 'failed', error });
        return null;
      }
    },
    [activities, i18n],
  );

  const refresh = useCallback(
    async (whole = false) => {
      if (sheet === null) return;
      const words = (report: Awaited<ReturnType<typeof sync.refresh>>) => refreshSummary(report, i18n);
      await command(
        'refresh',
        title,
        (long) => sync.refresh(sheet, { ...long, whole }),
        words,
        (report) => ({
          type: 'refreshed',
          report,
        }),
      );
    },
    [command, sync, sheet, title, i18n],
  );

  const review = useCallback(
    async (scope: Scope) => {
      if (sheet === null) return;
      dispatch({ type: 'start', verb: 'review' });
      try {
        const selected = scope === 'selection' ? await workbook.selection() : null;
        const selection = selected?.sheet === sheet ? selected.rows : [];
        const diff = await sync.review(sheet);
        const counts = countDiff(diff, scope === 'selection' ? new Set(selection) : undefined);
        dispatch({ type: 'reviewed', counts, scope, selection });
      } catch (error) {
        dispatch({ type: 'failed', error });
      }
    },
    [sync, workbook, sheet],
  );

  const afterPublish = useCallback(
    async (report: PublishReport | null) => {
      if (!report || report.published === 0) return;
      serverChanged();
      await refreshOpen(FOLLOWERS);
    },
    [serverChanged, refreshOpen],
  );

  const publish = useCallback<SheetCommands['publish']>(
    async (verb, options = {}) => {
      const dataset = sheet === null ? null : datasetOfSheet(sheet);
      if (sheet === null || !dataset) return;
      const work = (long: LongWork) => sync.publish(sheet, { ...options, ...long, dryRun: verb === 'check' });
      const words = (report: PublishReport) => publishSummary(report, verb, i18n);
      const report = await command(verb, title, work, words, (r) => ({ type: 'published', verb, report: r }));
      if (verb === 'publish') await afterPublish(report);
    },
    [command, sync, sheet, title, i18n, afterPublish],
  );

  const offerUndo = useCallback(async () => {
    if (sheet === null) return;
    const words = () => i18n.t('undo.looking');
    await command(
      'refresh',
      title,
      (long) => sync.offerUndo(sheet, long),
      words,
      (offer) => ({ type: 'offered', offer }),
    );
  }, [command, sync, sheet, title, i18n]);

  const undo = useCallback(async () => {
    if (sheet === null) return;
    const words = (report: PublishReport) => publishSummary(report, 'publish', i18n);
    const report = await command(
      'undo',
      title,
      (long) => sync.undo(sheet, long),
      words,
      (r) => ({ type: 'published', verb: 'publish', report: r }),
    );
    await afterPublish(report);
  }, [command, sync, sheet, title, i18n, afterPublish]);

  const open = useCallback<SheetCommands['open']>(
    async (dataset, filter) => {
      const name = i18n.t(`dataset.${dataset}`);
      const month = filter?.['month'];
      await command(
        'open',
        name,
        (long) => openDataset(dataset, { ...long, filter, subtitle: month }),
        (report) => i18n.t('sheets.opened', { count: report.rows }),
        () => ({ type: 'cancelled' }),
      );
    },
    [command, openDataset, i18n],
  );
  const dismiss = useCallback(() => dispatch({ type: 'dismiss' }), []);
  return { flow, refresh, review, publish, offerUndo, undo, open, dismiss };
}
