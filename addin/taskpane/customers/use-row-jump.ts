import { useState } from 'react';
import type { DatasetName } from '../../datasets/types.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import type { OpenOptions } from '../../sync/open.ts';
import { type Action, useAction } from '../common/use-action.ts';
import { errorText } from '../shell/errors.ts';
import { useActivities } from '../shell/use-activities.tsx';
import { useWorkspace } from '../shell/workspace.tsx';

export interface RowPlace {
  dataset: DatasetName;
  /** Id of the row. */
  id: string;
  column: string;
  /** How the sheet is opened where no open one has the row. A suffix makes it a sheet of its own. */
  open?: Pick<OpenOptions, 'filter' | 'suffix' | 'subtitle'>;
}

export interface RowJump extends Action<[RowPlace]> {
  /** The row is not in its sheet, which is filtered or older than the row. */
  missing: boolean;
}

/**
 * Goes to a row in a sheet: in one of the dataset that is open and has it, else in one that is opened for it. A sheet that is
 * open without the row is refreshed and never opened anew, for that would lose its edits.
 */
export function useRowJump(): RowJump {
  const i18n = useI18n();
  const activities = useActivities();
  const { workbook, sync, open } = useWorkspace();
  const [missing, setMissing] = useState(false);
  const action = useAction(async ({ dataset, id, column, open: how = {} }: RowPlace) => {
    setMissing(false);
    const sheets = (await workbook.sheets()).map((sheet) => sheet.id);
    for (const sheet of sheets.filter((name) => name.split('__')[0] === dataset)) {
      if (await sync.showCell(sheet, id, column)) return;
    }
    const target = how.suffix ? `${dataset}__${how.suffix}` : dataset;
    if (sheets.includes(target)) await sync.refresh(target);
    else {
      await activities.run(
        `${i18n.t('verb.open')} · ${i18n.t(`dataset.${dataset}`)}`,
        (long) => open(dataset, { ...long, ...how }),
        {
          summary: ({ rows }) => i18n.t('sheets.opened', { count: rows }),
          explain: (error) => errorText(error, i18n).text,
        },
      );
    }
    setMissing(!(await sync.showCell(target, id, column)));
  });
  return { ...action, missing };
}
