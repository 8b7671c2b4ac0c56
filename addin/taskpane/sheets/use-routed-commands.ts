/** The commands of ribbon, menu and keyboard that concern sheets: the same as the pane's buttons, with reasons where those are not there. */
import { useState } from 'react';
import type { BoundSheet } from '../../workbook/port.ts';
import { useCommand } from '../shell/use-command.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { useMayEditAny } from './sheet-verbs.tsx';
import type { OpenDataset } from './use-open-dataset.ts';
import type { SheetCommands } from './use-sheet-commands.ts';

/** Why a command was not carried out: a key of the catalogue, or a sentence. */
export type Hindrance = 'noSheet' | 'busy' | 'noConflicts' | { readOnly: string };

interface Parts {
  commands: SheetCommands;
  opening: OpenDataset;
  /** Shows the conflicts of a sheet; null goes back to its commands. */
  onConflicts: (sheet: string | null) => void;
  /** Shows the history of the row under the cursor in a sheet; null goes back to its commands. */
  onHistory: (sheet: string | null) => void;
}

/** @returns why the last command was not carried out, and how to put that away */
export function useRoutedCommands({ commands, opening, onConflicts, onHistory }: Parts) {
  const { active, sync, looked } = useWorkspace();
  const mayEdit = useMayEditAny();
  const [hindrance, setHindrance] = useState<Hindrance | null>(null);
  const back = () => {
    onConflicts(null);
    onHistory(null);
  };
  /** Does something to the sheet in front, unless there is none or it is being worked on. */
  const onSheet = (work: (sheet: BoundSheet) => void) => {
    setHindrance(null);
    back();
    if (commands.flow.step === 'working') setHindrance('busy');
    else if (!active) setHindrance('noSheet');
    else work(active);
  };
  const onEditable = (work: () => void) =>
    onSheet((sheet) => {
      const { columns, reason } = mayEdit(sheet);
      if (columns > 0) work();
      else setHindrance({ readOnly: reason ?? '' });
    });
  useCommand(
    'open',
    ({ dataset }) => {
      setHindrance(commands.flow.step === 'working' ? 'busy' : null);
      back();
      if (commands.flow.step !== 'working') opening.pick(dataset);
    },
    looked,
  );
  useCommand('history', () => onSheet((sheet) => onHistory(sheet.id)), looked);
  useCommand('refresh', () => onSheet(() => void commands.refresh()), looked);
  useCommand('check', () => onEditable(() => void commands.publish('check')), looked);
  useCommand('publish', () => onEditable(() => void commands.review('all')), looked);
  useCommand(
    'conflicts',
    () =>
      onSheet((sheet) => {
        sync.conflicts(sheet.id).then(
          (list) => (list.length > 0 ? onConflicts(sheet.id) : setHindrance('noConflicts')),
          // A sheet that was never loaded has none.
          () => setHindrance('noConflicts'),
        );
      }),
    looked,
  );
  return { hindrance, dismiss: () => setHindrance(null) };
}
