/** The spreadsheet beside the pane: its bound sheets, which is active, and the sync engine between it and the server. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { AnalysisBook, followed } from '../../analysis/book.ts';
import { datasetNamed } from '../../datasets/datasets.ts';
import { datasetOfSheet } from '../../datasets/layout.ts';
import type { DatasetName } from '../../datasets/types.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { codeSentence } from '../../i18n/translate.ts';
import type { OpenOptions, OpenReport } from '../../sync/open.ts';
import { createSync, type Sync } from '../../sync/sync.ts';
import type { BoundSheet, WorkbookPort } from '../../workbook/port.ts';
import { useSession, useViewer, type Viewer } from '../session/session.tsx';

export interface Workspace {
  workbook: WorkbookPort;
  sync: Sync;
  /** Pivots, cross tables and charts of the workbook's sheets. */
  analyses: AnalysisBook;
  bound: readonly BoundSheet[];
  /** Whether `bound` and `active` are known: the spreadsheet was asked once. */
  looked: boolean;
  /** The bound sheet that the user works in, or worked in last. */
  active: BoundSheet | null;
  /** Shows a bound sheet. */
  show: (sheet: string) => Promise<void>;
  /** Loads a dataset into its sheet, dressed for what the operator may edit. */
  open: (dataset: DatasetName, options?: OpenOptions) => Promise<OpenReport>;
  /** Refreshes the sheets of these datasets that are open, one after the other. */
  refreshOpen: (datasets: readonly DatasetName[]) => Promise<void>;
  /** Grows whenever something on the server was changed from here; panes that show figures load them anew. */
  serverRevision: number;
  serverChanged: () => void;
  /** Grows whenever cells may have changed. */
  cellRevision: number;
}

const Context = createContext<Workspace | null>(null);

/** How a sheet is dressed for an operator: what is read-only to them says why, what they may not see is hidden. */
export function dressFor(viewer: Viewer, name: DatasetName, explain: (code: string) => string): OpenOptions {
  const access = viewer.datasets.find((d) => d.dataset === name);
  const dataset = datasetNamed(name);
  if (!access || !dataset.editable) return { hiddenColumns: access?.hiddenColumns };
  const editable = dataset.columns.filter((c) => c.editable).map((c) => c.id);
  const all = editable.every((id) => access.editableColumns.includes(id));
  return {
    hiddenColumns: access.hiddenColumns,
    editableColumns: access.editableColumns,
    readOnlyReason: all ? undefined : explain(access.reason ?? 'access.dataset_read_only'),
  };
}

export function WorkspaceProvider({ workbook, children }: { workbook: WorkbookPort; children: ReactNode }) {
  const { api } = useSession();
  const viewer = useViewer();
  const { locale, code } = useI18n();
  const { timeZone } = viewer.tenant;
  const [sync, analyses] = useMemo(() => {
    const plain = createSync({ workbook, api, locale: 'en', translate: codeSentence });
    const book = new AnalysisBook({ workbook, sync: plain, timeZone });
    return [followed(plain, book), book] as const;
  }, [workbook, api, timeZone]);
  useEffect(() => sync.setLocale(locale), [sync, locale]);
  const { bound, looked, active, look, setActive, cellRevision } = useBoundSheets(workbook);
  const [serverRevision, setServerRevision] = useState(0);
  const serverChanged = useCallback(() => setServerRevision((n) => n + 1), []);

  const show = useCallback(
    async (sheet: string) => {
      await workbook.select(sheet);
      setActive(sheet);
    },
    [workbook, setActive],
  );
  const open = useCallback(
    async (name: DatasetName, options: OpenOptions = {}) => {
      sync.setLocale(locale);
      const report = await sync.open(name, { ...dressFor(viewer, name, code), ...options });
      setActive(report.sheet.id);
      await look();
      return report;
    },
    [sync, viewer, locale, code, look, setActive],
  );
  const refreshOpen = useCallback(
    async (datasets: readonly DatasetName[]) => {
      for (const sheet of await workbook.sheets()) {
        const dataset = datasetOfSheet(sheet.id);
        // A sheet that cannot be refreshed now says so when it is looked at; the work that led here is done.
        if (dataset && datasets.includes(dataset.name)) await sync.refresh(sheet.id).catch(() => undefined);
      }
    },
    [workbook, sync],
  );
  const value = useMemo<Workspace>(
    () => ({
      workbook,
      sync,
      analyses,
      bound,
      looked,
      active,
      show,
      open,
      refreshOpen,
      serverRevision,
      serverChanged,
      cellRevision,
    }),
    [
      workbook,
      sync,
      analyses,
      bound,
      looked,
      active,
      show,
      open,
      refreshOpen,
      serverRevision,
      serverChanged,
      cellRevision,
    ],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

/** Which bound sheets there are and which one is in front; follows the user's clicks and edits. */
function useBoundSheets(workbook: WorkbookPort) {
  const [bound, setBound] = useState<readonly BoundSheet[]>([]);
  const [looked, setLooked] = useState(false);
  const [activeId, setActive] = useState<string | null>(null);
  const [cellRevision, setCellRevision] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const look = useCallback(async () => setBound(await workbook.sheets()), [workbook]);
  useEffect(() => {
    const follow = async () => {
      const [sheets, selection] = await Promise.all([workbook.sheets(), workbook.selection()]);
      setBound(sheets);
      if (selection) setActive(selection.sheet);
      setLooked(true);
    };
    // While a cell is being edited the host answers nothing; the next event asks again.
    const quietly = () => void follow().catch(() => undefined);
    quietly();
    const stopChanges = workbook.onChanged(() => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setCellRevision((n) => n + 1), 500);
    });
    const stopSelection = workbook.onSelectionChanged(quietly);
    return () => {
      clearTimeout(timer.current);
      stopChanges();
      stopSelection();
    };
  }, [workbook]);
  const active = bound.find((sheet) => sheet.id === activeId) ?? null;
  return { bound, looked, active, look, setActive, cellRevision };
}

export function useWorkspace(): Workspace {
  const workspace = useContext(Context);
  if (!workspace) throw new Error('no WorkspaceProvider above');
  return workspace;
}
