import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/orm.ts';

/** PostgreSQL makes ids of version 7 itself from 18 on. */
const MADE_BY_POSTGRES = sql<string>`uuidv7()`;

/** Milliseconds since 1970 in the first six bytes of a random id, version and variant as RFC 9562 wants them. */
const MADE_BY_HAND = sql<string>`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
  placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`;

/** An expression that gives a new UUIDv7 for each row, for rows that are made within the database. */
export async function newIdIn(db: Db): Promise<RawBuilder<string>> {
  const { rows } = await sql<{ known: boolean }>`select to_regprocedure('uuidv7()') is not null as known`.execute(db);
  return rows[0]?.known ? MADE_BY_POSTGRES : MADE_BY_HAND;
}
