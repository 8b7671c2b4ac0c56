/** Keeping the profiles of a tenant: making, changing, putting away. */
import { sql } from 'kysely';
import { Refusal } from '../../kernel/errors.ts';
import { newId, parseId } from '../../kernel/ids.ts';
import type { Books } from '../../ledger/books.ts';
import { insertRows } from '../../ledger/bulk.ts';
import { writeOnce } from '../../ledger/idempotency.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import type { TableProfile } from '../formats/tables/profile.ts';
import { TABLE_PROFILES } from '../formats/tables/profiles.ts';
import { profileOf, type TableInput } from './definition.ts';
import { type ProfileView, profileView } from './views.ts';

/** A profile as somebody wants it. */
export interface ProfileInput {
  /** Idempotency key. */
  key: string;
  /** The profile that is changed; none for a new one. */
  id?: string | null | undefined;
  version?: number | null | undefined;
  name: string;
  table: TableInput;
}

const LONGEST_NAME = 60;

/**
 * Makes a profile or changes one. Files that have its headings are read by it from then on.
 * @throws Refusal `statement.profile_name`, `statement.profile_name_taken`, `statement.profile_headings_taken`,
 *   `statement.profile_changed_meanwhile`, `value.unknown_id`, and those of `profileOf`
 */
export async function saveProfile(books: Books, { key, ...input }: ProfileInput): Promise<ProfileView> {
  const name = nameOf(input.name);
  const definition = profileOf(name, input.table);
  return writeOnce(books, { key, operation: 'statement_profile.save', input }, async (work) => {
    await oneAtATime(work);
    const known = input.id ? await holdProfile(work, parseId(input.id, 'id')) : null;
    if (known && known.version !== input.version) {
      const message = 'somebody else has changed this profile; look at it again first';
      throw new Refusal('statement.profile_changed_meanwhile', message, { field: 'version' });
    }
    const id = known?.id ?? newId();
    await refuseTaken(work, id, definition);
    const row = { name, definition, headings: headingsOf(definition), archived: false, change_id: work.changeId };
    const version = (known?.version ?? 0) + 1;
    if (known) await changeProfile(work, id, row, version);
    else await insertRows(work.db, 'statement_profile', [{ tenant_id: work.tenantId, id, version, ...row }]);
    work.audit({
      noun: 'StatementProfile',
      rowId: id,
      action: known ? 'CHANGED' : 'CREATED',
      before: known?.definition,
      after: definition,
    });
    return profileView({ id, name, definition, archived: false, version });
  });
}

/**
 * Puts a profile away, or uses it again.
 * @throws Refusal `value.unknown_id`, and those of names and headings that another one has by now
 */
export async function archiveProfile(
  books: Books,
  { key, id, archived = true }: { key: string; id: string; archived?: boolean | undefined },
): Promise<ProfileView> {
  const input = { id, archived };
  return writeOnce(books, { key, operation: 'statement_profile.archive', input }, async (work) => {
    await oneAtATime(work);
    const known = await holdProfile(work, parseId(id, 'id'));
    if (known.archived === archived) return profileView(known);
    if (!archived) await refuseTaken(work, known.id, known.definition);
    await sql`update statement_profile set archived = ${archived}, version = version + 1, change_id = ${work.changeId}
      where tenant_id = ${work.tenantId} and id = ${known.id}`.execute(work.db);
    work.audit({ noun: 'StatementProfile', rowId: known.id, action: archived ? 'ARCHIVED' : 'RESTORED' });
    return profileView({ ...known, archived, version: known.version + 1 });
  });
}

function nameOf(text: string): string {
  const name = text.trim();
  if (name !== '' && name.length <= LONGEST_NAME) return name;
  throw new Refusal('statement.profile_name', `give the profile a name of at most ${LONGEST_NAME} characters`, {
    field: 'name',
  });
}

/** The headings by which a file is recognised, whatever their order. */
const headingsOf = ({ header }: TableProfile): string[] => header.toSorted();

/** Two that are made at the same moment for the same file meet here. */
async function oneAtATime({ db, tenantId }: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`statement profiles ${tenantId}`}, 0))`.execute(db);
}

interface HeldProfile {
  id: string;
  name: string;
  definition: TableProfile;
  archived: boolean;
  version: number;
}

async function holdProfile(work: Work, id: string): Promise<HeldProfile> {
  const row = await work.db
    .selectFrom('statement_profile')
    .select(['id', 'name', 'definition', 'archived', 'version'])
    .where('tenant_id', '=', work.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row) return row;
  throw new Refusal('value.unknown_id', 'there is no such profile', { field: 'id' });
}

/** A file is read by one profile, and a name means one: of those in use, or that ship. */
async function refuseTaken(work: Work, id: string, definition: TableProfile): Promise<void> {
  const { rows } = await sql<{ name: string; same_name: boolean }>`
    select name, name = ${definition.name} as same_name from statement_profile
    where tenant_id = ${work.tenantId} and not archived and id <> ${id}
      and (name = ${definition.name} or headings <> '{}' and headings = ${headingsOf(definition)}::text[])
    order by same_name desc limit 1`.execute(work.db);
  const [taken] = rows;
  if (taken?.same_name || TABLE_PROFILES.some(({ name }) => name === definition.name)) {
    const message = `there is a profile “${definition.name}” already; change that one, or take another name`;
    const params = { profile: definition.name };
    throw new Refusal('statement.profile_name_taken', message, { field: 'name', params });
  }
  if (!taken) return;
  const message = `the profile “${taken.name}” is for files with the same headings; change that one, or put it away first`;
  throw new Refusal('statement.profile_headings_taken', message, { field: 'table', params: { profile: taken.name } });
}

async function changeProfile(
  work: Work,
  id: string,
  row: { name: string; definition: TableProfile; headings: string[]; archived: boolean; change_id: string },
  version: number,
): Promise<void> {
  await work.db
    .updateTable('statement_profile')
    .set({ ...row, definition: JSON.stringify(row.definition) as unknown as TableProfile, version })
    .where('tenant_id', '=', work.tenantId)
    .where('id', '=', id)
    .execute();
}
