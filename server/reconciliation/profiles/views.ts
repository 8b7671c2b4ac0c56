/** Profiles of tables as the API shows them, and as files are read by them. */
import type { Db } from '../../database/orm.ts';
import { type Books, read } from '../../ledger/books.ts';
import { profileNamed } from '../formats/tables/find.ts';
import type { ProfileChoice, TableProfile } from '../formats/tables/profile.ts';
import { TABLE_PROFILES } from '../formats/tables/profiles.ts';
import { type PointedTable, pointedTableOf } from './definition.ts';

export interface ProfileView extends PointedTable {
  /** null for one that ships, or that is not saved */
  id: string | null;
  name: string;
  label: string;
  archived: boolean;
  version: number;
}

interface ProfileRow {
  id: string;
  name: string;
  definition: TableProfile;
  archived: boolean;
  version: number;
}

/** A profile that is no row of the tenant. */
export const unsavedView = (profile: TableProfile): ProfileView => ({
  id: null,
  name: profile.name,
  label: profile.label,
  archived: false,
  version: 0,
  ...pointedTableOf(profile),
});

export const profileView = ({ definition, ...row }: ProfileRow): ProfileView => ({
  ...pointedTableOf(definition),
  ...row,
  label: row.name,
});

/** The tenant's profiles by name, then those that ship. */
export async function listProfiles(books: Books, archived: boolean): Promise<ProfileView[]> {
  const rows = await read(books, (db) => loadProfiles(db, books.tenant.id, archived));
  return [...rows.map(profileView), ...TABLE_PROFILES.map(unsavedView)];
}

/** Rows of the tenant's profiles by name; those put away only where asked for. */
function loadProfiles(db: Db, tenantId: string, archived: boolean): Promise<ProfileRow[]> {
  return db
    .selectFrom('statement_profile')
    .select(['id', 'name', 'definition', 'archived', 'version'])
    .where('tenant_id', '=', tenantId)
    .$if(!archived, (query) => query.where('archived', '=', false))
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/**
 * What a file of the tenant is read by.
 * @param name of the profile that was asked for; null for none
 * @throws Refusal `statement.unknown_profile` naming those that there are
 */
export async function profileChoice(books: Books, name: string | null): Promise<ProfileChoice> {
  const rows = await read(books, (db) => loadProfiles(db, books.tenant.id, false));
  const own = rows.map(({ definition }) => definition);
  return { own, wanted: name === null ? null : profileNamed(own, name) };
}
