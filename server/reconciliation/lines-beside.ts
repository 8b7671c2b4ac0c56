/** Lines that wait already and may pay bills together with others. */
import { sql } from 'kysely';
import { addDays } from '../kernel/dates.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import type { IncomingLine } from './match-lines.ts';
import { LONGEST_SPAN } from './matching/together.ts';
import { mayPay, readWaiting, type WaitingLine } from './waiting-lines.ts';

/** So many of the newest are looked at. */
const MOST_LINES = 2_000;
/** A file of more lines is matched by itself. */
const MOST_NEW = 20_000;

/**
 * Lines of the same accounts, not farther than instalments lie apart, which wait and may pay bills; held where nobody else
 * holds them.
 * @param lines those beside which they are looked for
 */
export async function linesBeside(work: Work, lines: readonly IncomingLine[]): Promise<WaitingLine[]> {
  if (lines.length === 0 || lines.length > MOST_NEW) return [];
  const days = lines.map(({ bookedOn }) => bookedOn).toSorted();
  const [from, to] = [addDays(days[0] as string, -LONGEST_SPAN), addDays(days.at(-1) as string, LONGEST_SPAN)];
  const accounts = [...new Set(lines.map(({ account }) => account))];
  return readWaiting(
    work,
    sql`${mayPay} and b.code = any(${accounts}::text[]) and l.booked_on between ${from} and ${to}
      and l.id not in (select unnest(${lines.map(({ id }) => id)}::uuid[]))
      order by l.booked_on desc, l.id limit ${MOST_LINES} for update of l skip locked`,
  );
}
