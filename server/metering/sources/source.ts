/** What a source of readings or usage is: something that gives its rows page by page, from a cursor on. */

/** One row as the source has it. */
export interface SourceRow {
  /** Where it stands, for a person: `november.csv, line 12`. */
  place: string;
  content: Record<string, unknown>;
}

export interface SourcePage {
  rows: SourceRow[];
  /** Where the next pull begins once this page is kept. */
  cursor: string;
}

/** The one shape of all adapters: pages since a cursor. Mapping and checks are the same for all. */
export interface Source {
  /** @throws Refusal `source.…` when the source cannot be read; what was kept before stays */
  pull(cursor: string): AsyncIterable<SourcePage>;
}

/** The value at a path such as `data.items` or `readings.0.value`; undefined where there is none. */
export function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, name) =>
        at !== null && typeof at === 'object' && Object.hasOwn(at, name)
          ? (at as Record<string, unknown>)[name]
          : undefined,
      value,
    );
}

/** A row under our own names: `{ meter: 'device.serial' }` takes `meter` from there; without a map, it is as it came. */
export function mapped(
  content: Record<string, unknown>,
  map: Record<string, string> | undefined,
): Record<string, unknown> {
  if (map === undefined) return content;
  return Object.fromEntries(
    Object.entries(map).map(([field, path]) => [field, content[path] ?? valueAt(content, path)]),
  );
}
