/** Statements, lines and matches as the API shows them. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { parseId } from '../kernel/ids.ts';
import { Decimal, moneyText } from '../kernel/money.ts';
import { type Books, read } from '../ledger/books.ts';
import { decodeCursor, encodeCursor } from '../ledger/dataset.ts';
import type { BookingKind, LineStatus, MatchState } from './entities.ts';
import type { StatementWarning } from './formats/types.ts';
import { openBillIds, shownStatus, stillStands } from './live-candidates.ts';

export interface StatementView {
  id: string;
  number: string;
  bankAccountId: string;
  format: string;
  encoding: string;
  fileName: string;
  opening: string | null;
  closing: string | null;
  ties: boolean | null;
  lineCount: number;
  newLineCount: number;
  matchedCount: number;
  suggestedCount: number;
  unmatchedCount: number;
  importedAt: string;
  warnings: string[];
  notices: StatementWarning[];
  profile: string;
}

/** A statement line; its match and candidates are read when somebody asks. */
export interface LineView {
  id: string;
  bookedOn: string;
  direction: string;
  amount: string;
  currency: string;
  payerName: string;
  payerAccount: string;
  reference: string;
  text: string;
  kind: string;
  status: LineStatus;
  comment: string;
}

/** A match; its customer and bills are read when somebody asks. */
export interface MatchView {
  id: string;
  lineId: string;
  rule: string;
  score: number;
  reason: string;
  state: MatchState;
  customerId: string;
  billIds: string[];
  ruleName: string | null;
  difference: string;
  confirmed: boolean;
  /** Other lines that pay the bills together with this one. */
  togetherIds: string[];
}

/** Statements, newest first, or those of some ids. */
export async function listStatements(books: Books, first: number, ids?: readonly string[]): Promise<StatementView[]> {
  const { rows } = await read(books, (db) =>
    sql<Omit<StatementView, 'warnings'> & { currency: string }>`
      select s.id, s.number, s.bank_account_id as "bankAccountId", s.format, s.encoding, s.file_name as "fileName", s.opening,
        s.closing, s.ties, s.line_count as "lineCount", s.new_line_count as "newLineCount", s.imported_at as "importedAt",
        s.warnings as notices, s.profile, a.currency,
        count(*) filter (where l.status = 'MATCHED')::int as "matchedCount",
        count(*) filter (where l.shown = 'SUGGESTED')::int as "suggestedCount",
        count(*) filter (where l.shown = 'UNMATCHED')::int as "unmatchedCount"
      from statement s
      join bank_account a on (a.tenant_id, a.id) = (s.tenant_id, s.bank_account_id)
      left join lateral (
        select l.status, ${shownStatus} as shown from statement_line l
        where (l.tenant_id, l.statement_id) = (s.tenant_id, s.id)) l on true
      where s.tenant_id = ${books.tenant.id} and ${ids ? sql`s.id = any(${[...ids]}::uuid[])` : sql`true`}
      group by s.tenant_id, s.id, a.currency order by s.number desc limit ${Math.min(Math.max(first, 1), 100)}`.execute(
      db,
    ),
  );
  const money = (amount: string | null, currency: string) => amount && moneyText(new Decimal(amount), currency);
  return rows.map(({ currency, ...row }) => ({
    ...row,
    opening: money(row.opening, currency),
    closing: money(row.closing, currency),
    warnings: row.notices.map(({ message }) => message),
  }));
}

/** Which lines to list. */
export interface LineFilter {
  statementId?: string | null;
  status?: readonly LineStatus[] | null;
}

interface LineRow extends LineView {
  statement: string;
  lineNo: number;
}

const lineColumns = sql`l.id, l.booked_on as "bookedOn", l.direction, l.amount, l.currency, l.payer_name as "payerName",
  l.payer_account as "payerAccount", l.reference, l.text, l.kind, l.note as comment, ${shownStatus} as status, l.line_no as "lineNo", s.number as statement`;

/** Lines, the newest statement first, in file order. */
export async function listLines(books: Books, filter: LineFilter, first: number, after: string | null) {
  const count = Math.min(Math.max(first, 1), 500);
  const statementId = filter.statementId ? parseId(filter.statementId, 'statementId') : null;
  const [fromStatement, fromLine] = after ? decodeCursor(after, 2) : [null, null];
  const { rows } = await read(books, (db) =>
    sql<LineRow>`select ${lineColumns} from statement_line l
      join statement s on (s.tenant_id, s.id) = (l.tenant_id, l.statement_id)
      where l.tenant_id = ${books.tenant.id}
        and ${statementId ? sql`l.statement_id = ${statementId}` : sql`true`}
        and ${filter.status ? sql`${shownStatus} = any(${[...filter.status]}::text[])` : sql`true`}
        and ${fromStatement ? sql`(s.number < ${fromStatement} or (s.number = ${fromStatement} and l.line_no > ${fromLine}::int))` : sql`true`}
      order by s.number desc, l.line_no limit ${count + 1}`.execute(db),
  );
  const shown = rows.slice(0, count);
  const last = shown.at(-1);
  return {
    nodes: shown.map(lineView),
    pageInfo: {
      hasNextPage: rows.length > count,
      endCursor: last ? encodeCursor([last.statement, String(last.lineNo)]) : null,
    },
  };
}

/** One line; null when there is none. */
export async function findLine(books: Books, id: string): Promise<LineView | null> {
  const { rows } = await read(books, (db) =>
    sql<LineRow>`select ${lineColumns} from statement_line l
      join statement s on (s.tenant_id, s.id) = (l.tenant_id, l.statement_id)
      where l.tenant_id = ${books.tenant.id} and l.id = ${parseId(id, 'id')}`.execute(db),
  );
  return rows[0] ? lineView(rows[0]) : null;
}

/** Lines by ids, in the order asked. */
export async function linesById(books: Books, ids: readonly string[]): Promise<(LineView | Error)[]> {
  const { rows } = await read(books, (db) =>
    sql<LineRow>`select ${lineColumns} from statement_line l
      join statement s on (s.tenant_id, s.id) = (l.tenant_id, l.statement_id)
      where l.tenant_id = ${books.tenant.id} and l.id = any(${[...ids]}::uuid[])`.execute(db),
  );
  const byId = new Map(rows.map((row) => [row.id, lineView(row)]));
  return ids.map((id) => byId.get(id) ?? new Error(`no line ${id}`));
}

/** One line that must be there. @throws Refusal `value.unknown_id` */
export async function requireLine(books: Books, id: string): Promise<LineView> {
  const line = await findLine(books, id);
  if (line) return line;
  throw new Refusal('value.unknown_id', 'there is no such statement line', { field: 'lineId' });
}

const lineView = ({ statement: _statement, lineNo: _lineNo, ...row }: LineRow): LineView => ({
  ...row,
  amount: moneyText(new Decimal(row.amount), row.currency),
});

/** Matches of lines, applied or waiting with bills that are open, best first; a list per line in the order asked. */
export async function matchesOfLines(books: Books, lineIds: readonly string[]): Promise<MatchView[][]> {
  const { rows } = await read(books, (db) =>
    sql<MatchView>`
      select m.id, m.statement_line_id as "lineId", m.rule, m.score, m.reason, m.state, m.customer_id as "customerId",
        r.name as "ruleName", trim_scale(m.difference)::text as difference, m.confirmed or m.rule = 'manual' as confirmed,
        array(select g.statement_line_id::text from match g where g.tenant_id = m.tenant_id and g.group_id = m.group_id
          and g.state = m.state and g.id <> m.id order by g.statement_line_id) as "togetherIds",
        case m.state when 'APPLIED' then m.bill_ids else ${openBillIds} end as "billIds"
      from match m join statement_line l on (l.tenant_id, l.id) = (m.tenant_id, m.statement_line_id)
      left join matching_rule r on (r.tenant_id, r.id) = (m.tenant_id, m.matching_rule_id)
      where m.tenant_id = ${books.tenant.id} and m.statement_line_id = any(${[...lineIds]}::uuid[])
        and (m.state = 'APPLIED' or ${stillStands}) order by m.score desc, m.id`.execute(db),
  );
  const byLine = Map.groupBy(rows, (row) => row.lineId);
  return lineIds.map((id) => byLine.get(id) ?? []);
}

/** What a line was booked as, or would be. */
export interface BookingView {
  id: string;
  lineId: string;
  kind: BookingKind;
  reason: string;
  trades: number;
  account: string | null;
  channelAccount: string | null;
  ruleName: string | null;
}

/** Bookings of lines that pay no bill, applied ones unless said otherwise, in the order asked; null where a line has none. */
export async function bookingsOfLines(
  books: Books,
  lineIds: readonly string[],
  state: 'APPLIED' | 'SUGGESTED' = 'APPLIED',
): Promise<(BookingView | null)[]> {
  const { rows } = await read(books, (db) =>
    sql<BookingView>`
      select k.id, k.statement_line_id as "lineId", k.kind, k.reason, a.code as account, b.code as "channelAccount",
        r.name as "ruleName",
        (select count(*)::int from statement_line t where (t.tenant_id, t.payout_id) = (k.tenant_id, k.id)) as trades
      from line_booking k
      left join account a on (a.tenant_id, a.id) = (k.tenant_id, k.account_id)
      left join bank_account b on (b.tenant_id, b.id) = (k.tenant_id, k.bank_account_id)
      left join matching_rule r on (r.tenant_id, r.id) = (k.tenant_id, k.matching_rule_id)
      where k.tenant_id = ${books.tenant.id} and k.state = ${state}
        and k.statement_line_id = any(${[...lineIds]}::uuid[])`.execute(db),
  );
  const byLine = new Map(rows.map((row) => [row.lineId, row]));
  return lineIds.map((id) => byLine.get(id) ?? null);
}
