/** The codes that reference columns may name: for drop-downs, and to refuse an unknown code at the cell. */
import { datasetNamed, keyColumn, referencedBy } from '../datasets/datasets.ts';
import { enumLists, referenceList } from '../datasets/layout.ts';
import type { Dataset, DatasetName } from '../datasets/types.ts';
import type { Locale } from '../workbook/port.ts';
import type { SheetApi } from './api.ts';
import { loadAll } from './load.ts';

interface Known {
  cursor: string | null;
  codeOf: Map<string, string>;
  codes: Set<string>;
}

export class References {
  private readonly api: SheetApi;
  private readonly known = new Map<DatasetName, Known>();

  constructor(api: SheetApi) {
    this.api = api;
  }

  /** Codes by dataset, of the datasets that were loaded. */
  get codes(): ReadonlyMap<DatasetName, ReadonlySet<string>> {
    return new Map([...this.known].map(([name, { codes }]) => [name, codes]));
  }

  /** Loads what a dataset's columns name, or what has changed of it since. */
  async update(dataset: Dataset, signal?: AbortSignal): Promise<void> {
    for (const name of referencedBy(dataset)) await this.updateOne(name, signal);
  }

  /** All drop-down lists that a sheet of the dataset uses; references are those loaded so far. */
  lists(dataset: Dataset, locale: Locale): Record<string, readonly string[]> {
    const lists: Record<string, readonly string[]> = enumLists(dataset, locale);
    for (const name of referencedBy(dataset)) {
      const codes = this.known.get(name)?.codes;
      if (codes) lists[referenceList(name)] = [...codes].toSorted();
    }
    return lists;
  }

  private async updateOne(name: DatasetName, signal?: AbortSignal): Promise<void> {
    const key = keyColumn(datasetNamed(name));
    if (!key) return;
    const known = this.known.get(name);
    const since = known?.cursor ?? undefined;
    const loaded = await loadAll(this.api, { dataset: name, since }, { signal });
    const codeOf = since === undefined ? new Map<string, string>() : (known?.codeOf ?? new Map<string, string>());
    for (const row of loaded.rows) {
      const code = row.cells[key.id];
      if (row.archived || code == null) codeOf.delete(row.id);
      else codeOf.set(row.id, code);
    }
    this.known.set(name, { cursor: loaded.cursor, codeOf, codes: new Set(codeOf.values()) });
  }
}
