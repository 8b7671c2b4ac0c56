/** Shortcuts where the page itself gets the keys: in the workbench, and in Excel while the pane has the keyboard. */
import { ALL_COMMANDS, type Command, wordsOf } from './commands.ts';

/** The part of a keyboard event that tells which keys are down. */
export type KeysDown = Pick<KeyboardEvent, 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey' | 'code'>;

/** The command that these keys call, or null. The letter is told by its key: on a Mac, Alt makes another sign of it. */
export function commandOfKeys(event: KeysDown): Command | null {
  if (!event.ctrlKey || !event.altKey || event.shiftKey || event.metaKey) return null;
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  return ALL_COMMANDS.find((command) => wordsOf(command).keys === `Ctrl+Alt+${letter}`) ?? null;
}

/** Hands on the commands of keys pressed anywhere in the page, before the spreadsheet sees them. Returns how to stop. */
export function listenToKeys(
  page: Pick<Window, 'addEventListener' | 'removeEventListener'>,
  dispatch: (command: Command) => void,
): () => void {
  const listener = (event: KeyboardEvent) => {
    const command = commandOfKeys(event);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) dispatch(command);
  };
  page.addEventListener('keydown', listener, { capture: true });
  return () => page.removeEventListener('keydown', listener, { capture: true });
}
