/** Commands in Excel: ribbon, context menu and keyboard call actions of the pane's own runtime. */
import { ALL_COMMANDS, actionOf, type Command } from './commands.ts';

/** What is needed of Office.js. */
export interface OfficePage {
  actions: { associate(id: string, action: (event?: { completed(): void }) => void | Promise<void>): void };
  addin: { showAsTaskpane(): Promise<void> };
}

/**
 * Gives Office what stands behind the actions of the manifest. Each opens the pane and hands the command on; Office is told
 * at once that it is done, because it shows a button as busy, and after some minutes ends what does not answer.
 */
export function associateCommands(office: OfficePage, dispatch: (command: Command) => void): void {
  for (const command of ALL_COMMANDS) {
    office.actions.associate(actionOf(command), async (event) => {
      dispatch(command);
      // A pane that cannot be opened now is opened by its button; the command waits in it.
      await office.addin.showAsTaskpane().catch(() => undefined);
      // Keyboard shortcuts come without an event.
      event?.completed();
    });
  }
}
