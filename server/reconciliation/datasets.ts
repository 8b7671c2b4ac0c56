import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import { parseId } from '../kernel/ids.ts';
import { Decimal, moneyText } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import {
  changedSince,
  decodeCursor,
  encodeCursor,
  type PageRequest,
  pageOf,
  type ReadOnlyDataset,
  refuseUnknownFilters,
} from '../ledger/dataset.ts';
import { openBillIds, shownStatus, stillStands } from './live-candidates.ts';

interface LineRow {
  id: string;
  statement: string;
  line_no: number;
  booked_on: string;
  direction: string;
  amount: string;
  currency: string;
  payer_name: string;
  payer_account: string;
  reference: string;
  text: string;
  status: string;
  note: string;
  rule: string | null;
  score: number | null;
  reason: string | null;
  customer: string | null;
  bills: string[] | null;
  candidates: string[] | null;
}

const STATUSES = ['UNMATCHED', 'SUGGESTED', 'MATCHED', 'IGNORED'];

/**
 * Statement lines, the newest statement first, in file order. `bill`, `rule` and `score` are those of the match applied;
 * `candidates` lists the open bills of waiting suggestions, best first. A line has changed also when a bill that it waits
 * with was paid elsewhere or is open again.
 */
export const statementLines: ReadOnlyDataset = {
  name: 'STATEMENT_LINES',
  async page(db: Db, books: Books, request: PageRequest) {
    const { statementId, status } = checkFilter(request.filter);
    const [afterStatement, afterLine] = request.after ? decodeCursor(request.after, 2) : [null, null];
    const { rows } = await sql<LineRow>`
      select l.id, s.number as statement, l.line_no, l.booked_on, l.direction, l.amount, l.currency, l.payer_name,
        l.payer_account, l.reference, l.text, ${shownStatus} as status, l.note, coalesce(m.rule, lower(k.kind)) as rule, m.score, coalesce(m.reason, k.reason) as reason, c.code as customer, m.bills, w.candidates
      from statement_line l
      join statement s on (s.tenant_id, s.id) = (l.tenant_id, l.statement_id)
      left join lateral (
        select m.rule, m.score, m.reason, m.customer_id,
          (select array_agg(b.number order by b.number) from bill b where b.tenant_id = m.tenant_id and b.id = any(m.bill_ids)) as bills
        from match m where (m.tenant_id, m.statement_line_id) = (l.tenant_id, l.id) and m.state = 'APPLIED') m on true
      left join line_booking k on (k.tenant_id, k.statement_line_id) = (l.tenant_id, l.id) and k.state = 'APPLIED'
      left join customer c on (c.tenant_id, c.id) = (l.tenant_id, m.customer_id)
      left join lateral (
        select array_agg(x.numbers order by x.score desc, x.id) as candidates from (
          select m.score, m.id, (select string_agg(b.number, ' + ' order by b.number) from bill b
            where b.tenant_id = m.tenant_id and b.id = any(${openBillIds})) as numbers
          from match m where (m.tenant_id, m.statement_line_id) = (l.tenant_id, l.id) and ${stillStands}) x) w on true
      where l.tenant_id = ${books.tenant.id}
        and ${request.sinceFeedNo === null ? sql`true` : lineChangedSince(books, request.sinceFeedNo)}
        and ${statementId ? sql`l.statement_id = ${statementId}` : sql`true`}
        and ${status ? sql`${shownStatus} = ${status}` : sql`true`}
        and ${afterStatement ? sql`(s.number < ${afterStatement} or (s.number = ${afterStatement} and l.line_no > ${afterLine}::int))` : sql`true`}
      order by s.number desc, l.line_no limit ${request.first + 1}`.execute(db);
    return pageOf(rows, request.first, toRow, (row) => encodeCursor([row.statement, String(row.line_no)]));
  },
};

const lineChangedSince = (books: Books, feedNo: string) => sql<boolean>`(
  ${changedSince(books, sql.ref('l.change_id'), feedNo)}
  or l.status = 'SUGGESTED' and exists (
    select 1 from match m join bill b on b.tenant_id = m.tenant_id and b.id = any(m.bill_ids)
    where (m.tenant_id, m.statement_line_id) = (l.tenant_id, l.id) and m.state = 'SUGGESTED'
      and ${changedSince(books, sql.ref('b.change_id'), feedNo)}))`;

function checkFilter(filter: Readonly<Record<string, unknown>>) {
  refuseUnknownFilters(filter, ['statementId', 'status']);
  const { statementId = null, status = null } = filter;
  if (status !== null && (typeof status !== 'string' || !STATUSES.includes(status))) {
    throw new Refusal('value.not_in_list', `status is one of ${STATUSES.join(', ')}`, { field: 'status' });
  }
  if (statementId !== null && typeof statementId !== 'string') {
    throw new Refusal('value.not_an_id', 'statementId is the id of a statement (UUID)', { field: 'statementId' });
  }
  return { statementId: statementId === null ? null : parseId(statementId, 'statementId'), status };
}

const toRow = (row: LineRow) => ({
  id: row.id,
  version: 0,
  archived: false,
  cells: {
    statement: row.statement,
    bookedOn: row.booked_on,
    direction: row.direction,
    amount: moneyText(new Decimal(row.amount), row.currency),
    currency: row.currency,
    payerName: row.payer_name || null,
    payerAccount: row.payer_account || null,
    reference: row.reference || null,
    text: row.text || null,
    status: row.status,
    rule: row.rule,
    score: row.score === null ? null : String(row.score),
    bill: row.bills?.join(', ') ?? null,
    customer: row.customer,
    candidates: row.candidates?.filter(Boolean).join('; ') ?? null,
    message: row.reason ?? (row.note || null),
  },
});
