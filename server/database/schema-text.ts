/**
 * The schema of a database as SQL text, read from its catalog: tables with columns and constraints, then indexes,
 * foreign keys, row-level security and privileges. The same database always gives the same text, whatever its roles are
 * called; `schema.sql` is this text of a migrated database.
 */
import type { Client } from 'pg';

/** How the roles of a database are called; in the text they are psql variables. */
export interface SchemaRoles {
  owner: string;
  server: string;
}

const HEADER = `-- The schema of a migrated database, read from its catalog: nobody writes here. It is for reading and for comparing;
-- a database is made by the migrations. After a new migration: node server/database/dump-schema.ts
-- :"owner" owns everything, :"server" serves; what is not granted to it here, it may not do.
`;

/** MikroORM's own list of what was run. */
const NOT_OURS = `('migration')`;

const OURS = `select c.oid, c.relname as "table", c.relowner, c.relacl, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ${NOT_OURS}`;

const COLUMNS = `
  select t."table", quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
    || case a.attgenerated when 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
      else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end
    || case when a.attnotnull then ' not null' else '' end as line
  from (${OURS}) t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  order by t."table", a.attnum`;

/** Since PostgreSQL 18 `not null` is a constraint too; it stands with its column. */
const CONSTRAINTS = `
  select t."table", k.contype = 'f' as foreign, 'constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid) as line
  from (${OURS}) t join pg_constraint k on k.conrelid = t.oid and k.contype in ('p', 'u', 'c', 'x', 'f')
  order by t."table", array_position(array['p', 'u', 'x', 'c', 'f']::"char"[], k.contype), k.conname`;

const INDEXES = `
  select t."table", pg_get_indexdef(i.indexrelid) as line from (${OURS}) t join pg_index i on i.indrelid = t.oid
  where not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
  order by t."table", i.indexrelid::regclass::text`;

const SECURITY = `
  select t."table", null as policy, 'alter table ' || quote_ident(t."table") || ' '
    || case when t.relrowsecurity then 'enable' else 'disable' end || ' row level security, '
    || case when t.relforcerowsecurity then 'force' else 'no force' end || ' row level security' as line
  from (${OURS}) t
  union all
  select t."table", p.polname, 'create policy ' || quote_ident(p.polname) || ' on ' || quote_ident(t."table")
    || case when p.polpermissive then '' else ' as restrictive' end
    || case p.polcmd when 'r' then ' for select' when 'a' then ' for insert' when 'w' then ' for update' when 'd' then ' for delete' else '' end
    || case when 0 = any(p.polroles) then '' else ' to ' || (select string_agg(quote_ident(r.rolname), ', ' order by r.rolname)
      from pg_roles r where r.oid = any(p.polroles)) end
    || coalesce(E'\\n  using (' || pg_get_expr(p.polqual, p.polrelid, true) || ')', '')
    || coalesce(E'\\n  with check (' || pg_get_expr(p.polwithcheck, p.polrelid, true) || ')', '')
  from (${OURS}) t join pg_policy p on p.polrelid = t.oid
  order by 1, 2 nulls first`;

/** $1 owner, $2 server; any other role is named as it is. */
const GRANTS = `
  with granted as (
    select t."table", a.grantee, a.privilege_type as privilege, null::name as "column" from (${OURS}) t, aclexplode(t.relacl) a
    where a.grantee <> t.relowner
    union all
    select t."table", a.grantee, a.privilege_type, c.attname from (${OURS}) t
    join pg_attribute c on c.attrelid = t.oid and not c.attisdropped, aclexplode(c.attacl) a where a.grantee <> t.relowner
  ),
  named as (
    select g."table", g.privilege, g."column", case when g.grantee = 0 then 'public' when r.rolname = $1 then ':"owner"'
      when r.rolname = $2 then ':"server"' else quote_ident(r.rolname) end as role
    from granted g left join pg_roles r on r.oid = g.grantee
  ),
  privileges as (
    select "table", role, lower(privilege) || coalesce(' (' || string_agg(quote_ident("column"), ', ' order by "column") || ')', '') as privilege
    from named group by "table", role, privilege, ("column" is null)
  )
  select "table", 'grant ' || string_agg(privilege, ', ' order by privilege) || ' on ' || quote_ident("table") || ' to ' || role as line
  from privileges group by "table", role order by "table", role`;

const EXTENSIONS = `select 'create extension if not exists ' || quote_ident(extname) as line from pg_extension
  where extname <> 'plpgsql' order by extname`;

interface Line {
  table: string;
  line: string;
  foreign?: boolean;
}

/** Reads the schema. @param client any login that may see the catalog, best the owner's */
export async function readSchema(client: Client, roles: SchemaRoles): Promise<string> {
  const lines = async (sql: string, values: string[] = []) => (await client.query<Line>(sql, values)).rows;
  const constraints = await lines(CONSTRAINTS);
  const body = [...(await lines(COLUMNS)), ...constraints.filter((row) => !row.foreign)];
  const tables = [...Map.groupBy(body, (row) => row.table)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const sections = [
    (await lines(EXTENSIONS)).map(({ line }) => line),
    tables.map(([table, rows]) => `create table ${table} (\n${rows.map(({ line }) => `  ${line}`).join(',\n')}\n)`),
    (await lines(INDEXES)).map(({ line }) => line),
    constraints.filter((row) => row.foreign).map(({ table, line }) => `alter table ${table} add ${line}`),
    (await lines(SECURITY)).map(({ line }) => line),
    (await lines(GRANTS, [roles.owner, roles.server])).map(({ line }) => line),
  ];
  return `${HEADER}\n${sections.map((section) => section.map((line) => `${line};\n`).join('')).join('\n')}`;
}
