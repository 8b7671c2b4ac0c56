import type { SheetMeta } from '../../sync/state.ts';
import { useQuery } from '../common/use-query.ts';
import { useActivityList } from '../shell/use-activities.tsx';
import { useWorkspace } from '../shell/workspace.tsx';

/** Grows with every command that ended. */
function useEnded(): number {
  return useActivityList().reduce((last, { id, endedAt }) => (endedAt === null ? last : Math.max(last, id)), 0);
}

/** Filter, cursor and "as of" of the sheet in front; null without one. */
export function useActiveMeta(): Readonly<SheetMeta> | null {
  const { sync, active } = useWorkspace();
  const ended = useEnded();
  const sheet = active?.id ?? null;
  const { data } = useQuery(
    async () => (sheet === null ? null : { sheet, meta: structuredClone(await sync.meta(sheet)) }),
    [sync, sheet, ended],
  );
  return data && data.sheet === sheet ? data.meta : null;
}

export interface SheetFacts {
  /** Rows with unpublished edits; null while they are counted. */
  unpublished: number | null;
  conflicts: number;
}

const NOTHING: SheetFacts = { unpublished: null, conflicts: 0 };

/**
 * What the pane shows about the edits in front. Counted anew when cells changed and when a command ended; a host that does
 * not answer, because a cell is being edited, is asked again with the next change.
 */
export function useSheetFacts(revision = 0): SheetFacts {
  const { sync, active, cellRevision } = useWorkspace();
  const ended = useEnded();
  const sheet = active?.id ?? null;
  const { data } = useQuery(async () => {
    if (sheet === null) return null;
    const [unpublished, conflicts] = await Promise.all([sync.unpublished(sheet), sync.conflicts(sheet)]);
    return { sheet, facts: { unpublished, conflicts: conflicts.length } };
  }, [sync, sheet, cellRevision, revision, ended]);
  return data && data.sheet === sheet ? data.facts : NOTHING;
}
