/** Checks and keeps the settings of sources. */
import { sql } from 'kysely';
import { Refusal } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { type Books, read } from '../../ledger/books.ts';
import { insertRows } from '../../ledger/bulk.ts';
import { writeOnce } from '../../ledger/idempotency.ts';
import { type CsvFolderSettings, csvFolderSource } from './csv-folder.ts';
import { type HttpJsonSettings, httpJsonSource } from './http-json.ts';
import type { Source } from './source.ts';

export interface StoredSource {
  id: string;
  code: string;
  kind: 'HTTP_JSON' | 'CSV_FOLDER';
  target: 'READINGS' | 'USAGE';
  /** Settings of the kind, and `map`: our field → theirs. */
  settings: Record<string, unknown>;
  cursor: string;
}

/** The adapter of a source. */
export function adapterOf({ kind, settings }: Pick<StoredSource, 'kind' | 'settings'>): Source {
  return kind === 'HTTP_JSON'
    ? httpJsonSource(settings as unknown as HttpJsonSettings)
    : csvFolderSource(settings as unknown as CsvFolderSettings);
}

const KNOWN = {
  HTTP_JSON: { required: ['url', 'next'], optional: ['cursorParameter', 'rows', 'tokenVariable'] },
  CSV_FOLDER: { required: ['folder'], optional: [] },
} as const;

/**
 * Makes a source, or changes the settings of the one with this code; where it has got to stays.
 * @returns its code
 * @throws Refusal `source.settings`, `value.bad_code`
 */
export async function saveSource(
  books: Books,
  { key, ...input }: Omit<StoredSource, 'id' | 'cursor'> & { key: string },
): Promise<string> {
  checkSettings(input);
  return writeOnce(books, { key, operation: 'metering.source', input }, async (work) => {
    const { rows } = await sql<{ id: string }>`
      select id from metering_source where tenant_id = ${work.tenantId} and code = ${input.code} for update`.execute(
      work.db,
    );
    const [known] = rows;
    const id = known?.id ?? newId();
    const settings = JSON.stringify(input.settings);
    if (known) {
      await sql`update metering_source set kind = ${input.kind}, target = ${input.target}, settings = ${settings}::jsonb,
        version = version + 1, change_id = ${work.changeId} where tenant_id = ${work.tenantId} and id = ${id}`.execute(
        work.db,
      );
    } else {
      const values = { tenant_id: work.tenantId, id, ...input, cursor: '', version: 1, change_id: work.changeId };
      await insertRows(work.db, 'metering_source', [values]);
    }
    work.audit({ noun: 'MeteringSource', rowId: id, action: known ? 'CHANGED' : 'CREATED', after: input });
    return input.code;
  });
}

function checkSettings({ code, kind, settings }: Omit<StoredSource, 'id' | 'cursor'>): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(code)) {
    throw new Refusal('value.bad_code', 'a source is called by letters, digits and dashes', { field: 'code' });
  }
  const refuse = (message: string): never => {
    throw new Refusal('source.settings', message, { field: 'settings' });
  };
  if (settings === null || typeof settings !== 'object' || Array.isArray(settings)) refuse('settings are an object');
  const { required, optional } = KNOWN[kind];
  const names: readonly string[] = [...required, ...optional];
  const { map = {}, ...own } = settings;
  for (const name of required) if (typeof own[name] !== 'string' || own[name] === '') refuse(`${name} is missing`);
  for (const [name, value] of Object.entries(own)) {
    if (!names.includes(name))
      refuse(`there is no setting “${name.slice(0, 40)}”; there are ${names.join(', ')} and map`);
    if (typeof value !== 'string') refuse(`${name} is a text`);
  }
  const paths = map !== null && typeof map === 'object' && !Array.isArray(map) ? Object.values(map) : [null];
  if (paths.some((path) => typeof path !== 'string')) refuse('map is an object of our fields to theirs');
  if (kind === 'HTTP_JSON' && !/^https?:\/\/[^@]+$/.test(own['url'] as string)) {
    refuse('url is an http or https address without a name and password; name a token by tokenVariable');
  }
}

/** @throws Refusal `source.unknown` */
export function findSource(books: Books, code: string): Promise<StoredSource> {
  return read(books, async (db) => {
    const { rows } = await sql<StoredSource>`
      select id, code, kind, target, settings, cursor from metering_source
      where tenant_id = ${books.tenant.id} and code = ${code}`.execute(db);
    const [found] = rows;
    if (!found)
      throw new Refusal('source.unknown', `there is no source “${code.slice(0, 64)}”; make it first`, {
        field: 'source',
      });
    return found;
  });
}
