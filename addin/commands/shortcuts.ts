/** Excel's keyboard shortcuts, as the manifest's extended overrides want them: a file of keys and one of words. */
import type { Locale } from '../workbook/port.ts';
import { ALL_COMMANDS, actionOf, wordsOf } from './commands.ts';

/** Where the files stand beside the pages of the add-in. */
export const SHORTCUT_FILES = { keys: 'shortcuts.json', words: 'shortcuts-words.json' } as const;

const withKeys = () =>
  ALL_COMMANDS.flatMap((command) => {
    const { label, keys } = wordsOf(command);
    return keys === undefined ? [] : [{ id: actionOf(command), label, keys }];
  });

/** The keys and what they call; names are taken from the words. */
export function shortcutKeys(): string {
  const commands = withKeys();
  return print({
    actions: commands.map(({ id }) => ({ id, type: 'ExecuteFunction', name: `\${resource.${id}_name}` })),
    shortcuts: commands.map(({ id, keys }) => ({ action: id, key: { default: keys } })),
  });
}

/** What the actions are called in Office's list of shortcuts, English by default. */
export function shortcutWords(): string {
  const words = (locale: Locale) =>
    Object.fromEntries(
      withKeys().map(({ id, label }) => [`${id}_name`, { value: label[locale], comment: `Name of ${id}` }]),
    );
  return print({ resources: { default: words('en'), 'zh-cn': words('zh') } });
}

const print = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
