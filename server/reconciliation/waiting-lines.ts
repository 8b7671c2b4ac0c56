/** Lines that wait to be matched or booked. */
import { type RawBuilder, sql } from 'kysely';
import { Decimal } from '../kernel/money.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import type { IncomingLine } from './match-lines.ts';

export interface WaitingLine extends IncomingLine {
  /** Whether it may pay bills. */
  mayPay: boolean;
  /** Whether a person undid a match of it. */
  undone: boolean;
}

type Row = Omit<WaitingLine, 'amount' | 'rejectedBills' | 'rejectedRules'> & {
  amount: string;
  rejectedBills: string[] | null;
  rejectedRules: string[] | null;
};

/**
 * Lines that wait, held, in the order of their files; such as pay no bill only where a rule may book
 * them, or a refund is to be paid.
 * @param statementId only of this statement; null: of all
 */
export function waitingLines(work: Work, statementId: string | null): Promise<WaitingLine[]> {
  return readWaiting(
    work,
    sql`(${mayPay} or exists (
        select 1 from matching_rule r where r.tenant_id = l.tenant_id and r.enabled and not r.archived and r.action like 'BOOK%')
        or l.direction = 'OUT' and exists (select 1 from refund r where r.tenant_id = l.tenant_id and r.status = 'APPROVED'))
      and ${statementId ? sql`l.statement_id = ${statementId}` : sql`true`}
      order by l.booked_on, l.statement_id, l.line_no for update of l`,
  );
}

/** Whether line `l` may pay bills. */
export const mayPay = sql<boolean>`(l.direction = 'IN' and l.kind in ('PAYMENT', 'OTHER'))`;

/** Lines that wait, as a condition on line `l` of account `b` says; it ends with their order and how they are held. */
export async function readWaiting(work: Work, condition: RawBuilder<unknown>): Promise<WaitingLine[]> {
  const { rows } = await sql<Row>`
    select l.id, l.amount, l.currency, l.payer_name as "payerName", l.payer_account as "payerAccount", l.reference, l.text,
      l.direction, l.booked_on as "bookedOn", b.code as account, b.channel, l.bank_reference as "bankReference",
      ${mayPay} as "mayPay", coalesce(m.undone, false) as undone,
      coalesce(k.undone, false) as unbooked, m.rejected as "rejectedBills", k.rejected as "rejectedRules"
    from statement_line l join bank_account b on (b.tenant_id, b.id) = (l.tenant_id, l.bank_account_id)
    left join lateral (
      select bool_or(state = 'UNDONE') as undone,
        array_agg(array_to_string(bill_ids, ',')) filter (where rejected_by is not null) as rejected
      from match m where (m.tenant_id, m.statement_line_id) = (l.tenant_id, l.id)) m on true
    left join lateral (
      select bool_or(state = 'UNDONE') as undone,
        array_agg(matching_rule_id::text) filter (where rejected_by is not null) as rejected
      from line_booking k where (k.tenant_id, k.statement_line_id) = (l.tenant_id, l.id)) k on true
    where l.tenant_id = ${work.tenantId} and l.status in ('UNMATCHED', 'SUGGESTED')
      and ${condition}`.execute(work.db);
  return rows.map(({ rejectedBills, rejectedRules, ...row }) => ({
    ...row,
    amount: new Decimal(row.amount),
    ...(rejectedBills ? { rejectedBills: new Set(rejectedBills) } : {}),
    ...(rejectedRules ? { rejectedRules: new Set(rejectedRules) } : {}),
  }));
}
