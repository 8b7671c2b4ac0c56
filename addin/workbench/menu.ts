/** The commands in the workbench's context menu of cells, below Univer's own entries. */
import type { FUniver } from '@univerjs/core/lib/facade';
import { CELL_COMMANDS, type Command, wordsOf } from '../commands/commands.ts';
import type { Locale } from '../workbook/port.ts';

/** The place in Univer's menu; its facade takes names that its menus have. */
const CELLS = ['contextMenu.mainArea', 'contextMenu.others'];

/** Adds the entries. They are in one language, as the rest of Univer's menus. */
export function addCellMenu(api: FUniver, locale: Locale, dispatch: (command: Command) => void): void {
  CELL_COMMANDS.forEach((name, order) => {
    const { label, keys } = wordsOf({ name });
    api
      .createMenu({
        id: `suanpan.command.${name}`,
        title: keys === undefined ? label[locale] : `${label[locale]} (${keys})`,
        order: 100 + order,
        action: () => dispatch({ name }),
      })
      .appendTo(CELLS);
  });
}
