/**
 * Columns that many entities share. Rows reach services through MikroORM's Kysely as PostgreSQL sends them: decimals,
 * dates and timestamps as text, so that nothing passes through a JS number or a time zone on the way.
 */
import { p } from '@mikro-orm/postgresql';

/** `numeric` as a decimal string; services make it a `Decimal`. */
export const decimal = () => p.decimal('string');

/** A business date `YYYY-MM-DD`. */
export const date = () => p.string().columnType('date');

/** A moment in UTC, for audit. */
export const timestamp = () => p.string().columnType('timestamptz');

/** 64-bit counters, as text. */
export const bigint = () => p.bigint('string');

/** The key of every table: the tenant first, so that the schema distributes by it. */
export const keyColumns = { tenantId: p.uuid().primary(), id: p.uuid().primary() };

/** The transaction (a row of `change_feed`) that last wrote the row; refresh finds changed rows by it. */
export const changeColumns = { changeId: p.uuid() };

/** What a row has that sheets may edit: a version to detect conflicts, a flag instead of deletion. */
export const editableColumns = {
  ...changeColumns,
  version: p.integer().default(1),
  archived: p.boolean().default(false),
};
