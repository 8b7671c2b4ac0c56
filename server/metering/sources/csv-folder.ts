/** A folder into which another system writes CSV files; their names say their order, and each is read once. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../kernel/errors.ts';
import { readTable } from '../tables.ts';
import type { Source } from './source.ts';

export interface CsvFolderSettings {
  /** Where the files lie, as the server sees it. */
  folder: string;
}

/** The cursor is the name of the last file that was read: files must come with names that sort behind it. */
export function csvFolderSource({ folder }: CsvFolderSettings): Source {
  return {
    async *pull(cursor) {
      for (const name of await filesAfter(folder, cursor)) {
        const rows = readTable(await readFile(join(folder, name)));
        yield {
          rows: rows.map(({ line, cells }) => ({ place: `${name}, line ${line}`, content: cells })),
          cursor: name,
        };
      }
    },
  };
}

async function filesAfter(folder: string, cursor: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /\.(csv|txt|tsv)$/i.test(entry.name) && entry.name > cursor)
      .map(({ name }) => name)
      .toSorted((a, b) => (a < b ? -1 : 1));
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new Refusal(
      'source.unreachable',
      `the folder ${folder} cannot be read (${code}); look at the source's settings`,
    );
  }
}
