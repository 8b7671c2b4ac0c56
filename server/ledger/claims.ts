/**
 * What can belong to one row only: a code, a day of a meter, a time of a fee item. Rows of a publish claim theirs in the
 * order of the sheet against what is stored; whoever comes second is refused.
 */
import type { BusinessDate } from '../kernel/dates.ts';
import type { Cells } from './dataset.ts';
import type { Candidate } from './editable-dataset.ts';

/** One claim: of a key for good, or for a half-open time (an end of null: open). */
export interface Claim {
  /** The row that claims. */
  id: string;
  key: string;
  start?: BusinessDate;
  end?: BusinessDate | null;
}

/** A state of a row from which a claim can be read. */
export interface ClaimingRow {
  id: string;
  archived: boolean;
  cells: Cells;
  ids: Readonly<Record<string, string | null>>;
}

export interface Claims {
  /** Claims of stored rows that may stand against those of the publish; rows of the publish among them do not count. */
  stored: readonly Claim[];
  /** What a row claims; null for nothing. */
  of(row: ClaimingRow): Claim | null;
  /** Refuses a row that came second. */
  refuse(row: Candidate, holder: Claim): void;
}

/** Lets the rows claim and refuses those that come second; refused rows keep what they hold in the database. */
export function settleClaims(rows: readonly Candidate[], claims: Claims): void {
  const held = new Map<string, Claim[]>();
  const hold = (claim: Claim | null) => {
    if (claim === null) return;
    const list = held.get(claim.key);
    if (list) list.push(claim);
    else held.set(claim.key, [claim]);
  };
  const published = new Set(rows.map((row) => row.id));
  for (const claim of claims.stored) if (!published.has(claim.id)) hold(claim);
  for (const row of rows) if (row.refused && row.stored) hold(claims.of(row.stored));
  for (const row of rows) {
    if (row.refused) continue;
    const claim = claims.of(row);
    const holder = claim && held.get(claim.key)?.find((other) => meet(claim, other));
    if (holder) claims.refuse(row, holder);
    else hold(claim);
  }
}

function meet(a: Claim, b: Claim): boolean {
  return startsBefore(a, b.end) && startsBefore(b, a.end);
}

function startsBefore({ start }: Claim, end: BusinessDate | null | undefined): boolean {
  return !end || !start || start < end;
}

/** `from 2026-01-01 until 2026-07-01`, as messages name a claimed time. */
export function timeOf({ start, end }: Pick<Claim, 'start' | 'end'>): string {
  return end ? `from ${start} until ${end}` : `from ${start} on`;
}
