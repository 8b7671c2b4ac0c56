import { useState } from 'react';
import { datasetNamed } from '../../datasets/datasets.ts';
import type { DatasetName } from '../../datasets/types.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import type { SheetCommands } from './use-sheet-commands.ts';

export interface OpenDataset {
  /** Shows the dataset's sheet, or opens it when it isn't there. */
  pick: (dataset: DatasetName) => void;
  /** Loads the dataset into its sheet once more; asks when that would lose edits. */
  reopen: (dataset: DatasetName) => Promise<void>;
  /** Edits that would be lost, while that is asked. */
  losing: { dataset: DatasetName; count: number } | null;
  giveUp: () => void;
  keep: () => void;
  /** The dataset whose month is asked for. */
  asking: DatasetName | null;
  answer: (filter: Record<string, string> | null) => void;
}

/** The way from a dataset's name to its sheet, with the questions on it. */
export function useOpenDataset(commands: SheetCommands): OpenDataset {
  const { bound, sync, show } = useWorkspace();
  const [losing, setLosing] = useState<OpenDataset['losing']>(null);
  const [asking, setAsking] = useState<DatasetName | null>(null);
  const choose = (dataset: DatasetName) => {
    if (datasetNamed(dataset).filters.includes('month')) setAsking(dataset);
    else void commands.open(dataset);
  };
  return {
    pick: (dataset) => {
      const sheet = bound.find((b) => b.id === dataset);
      if (sheet) void show(sheet.id).catch(() => undefined);
      else choose(dataset);
    },
    reopen: async (dataset) => {
      const count = await sync.unpublished(dataset).catch(() => 0);
      if (count > 0) setLosing({ dataset, count });
      else choose(dataset);
    },
    losing,
    giveUp: () => {
      if (losing) choose(losing.dataset);
      setLosing(null);
    },
    keep: () => setLosing(null),
    asking,
    answer: (filter) => {
      if (asking && filter) void commands.open(asking, filter);
      setAsking(null);
    },
  };
}
