/** Sentences that explain charges, many at once. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import { type ExplainedCharge, explanationText } from './explain-text.ts';

/** A charge by its id, or by its bill and line; a bill alone stands for its only line. */
export type ChargeName = { id: string } | { bill: string; line: number | null };

interface Found extends ExplainedCharge {
  id: string;
  bill: string;
  line: number;
  lines: number;
}

/**
 * Explains charges. One statement, whatever the number.
 * @returns sentences or why there is none, in the order asked for
 */
export async function explainCharges(
  db: Db,
  books: Books,
  names: readonly ChargeName[],
  language: 'ZH' | 'EN',
): Promise<(string | Refusal)[]> {
  if (names.length === 0) return [];
  const rows = await chargesNamed(db, books, names);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byLine = new Map(rows.map((row) => [`${row.bill}/${row.line}`, row]));
  return names.map((name) => {
    const found = 'id' in name ? byId.get(name.id) : byLine.get(`${name.bill}/${name.line ?? 1}`);
    const place = { field: 'charge' };
    if (!found) return new Refusal('figures.unknown_charge', `there is no charge ${shown(name)}`, place);
    if (!('id' in name) && name.line === null && found.lines > 1) {
      const message = `bill ${found.bill} has ${found.lines} lines; say which, such as ${found.bill}/2`;
      return new Refusal('figures.which_line', message, place);
    }
    return explanationText(found, language);
  });
}

const shown = (name: ChargeName): string =>
  'id' in name ? name.id : `${name.bill.slice(0, 40)}${name.line === null ? '' : `/${name.line}`}`;

/** All charges of the bills that are named or hold a charge that is; lines are counted as a bill lists them. */
async function chargesNamed(db: Db, books: Books, names: readonly ChargeName[]): Promise<Found[]> {
  const ids = names.flatMap((name) => ('id' in name ? [name.id] : []));
  const numbers = names.flatMap((name) => ('id' in name ? [] : [name.bill]));
  const tenant = books.tenant.id;
  const { rows } = await sql<Found>`
    with bills as (
      select id from bill where tenant_id = ${tenant} and number = any(${numbers}::text[])
      union select bill_id from charge where tenant_id = ${tenant} and id = any(${ids}::uuid[])
    )
    select c.id, b.number as bill, f.name_zh as "nameZh", f.name_en as "nameEn", c.period_start as "periodStart",
      c.period_end as "periodEnd", c.amount, c.currency, c.explanation,
      (row_number() over (partition by c.bill_id order by c.period_start, f.code, c.id))::integer as line,
      (count(*) over (partition by c.bill_id))::integer as lines
    from bills w
    join bill b on b.tenant_id = ${tenant} and b.id = w.id
    join charge c on c.tenant_id = ${tenant} and c.bill_id = w.id
    join fee_item f on f.tenant_id = c.tenant_id and f.id = c.fee_item_id`.execute(db);
  return rows;
}
