/** Sets lines free that were matched, one or all that pay bills together. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { parseId } from '../kernel/ids.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { reversePayment } from '../payments/reverse-payment.ts';
import { undoMatchOf } from './learnt-accounts.ts';
import { type HeldLine, holdLine, setStatus } from './lines.ts';
import { suggestAgain } from './match-lines.ts';

interface AppliedMatch {
  lineId: string;
  paymentId: string;
  rule: string;
}

/**
 * Undoes the match of a line by reversing its payment, and with `together` those of the lines that pay with it. All wait
 * again with fresh candidates.
 * @throws Refusal `reconciliation.line_not_matched`, `payments.refunded`
 */
export async function undoMatches(work: Work, line: HeldLine, together: boolean): Promise<void> {
  const matches = await appliedMatches(work, line.id, together);
  if (matches.length === 0) {
    throw new Refusal('reconciliation.line_not_matched', 'this line is not matched, so there is nothing to undo', {
      field: 'lineId',
    });
  }
  const lines: HeldLine[] = [];
  for (const { lineId, paymentId, rule } of matches) {
    const held = lineId === line.id ? line : await holdLine(work, lineId);
    lines.push(held);
    await reversePayment(work, paymentId);
    await undoMatchOf(work, paymentId);
    await setStatus(work, [lineId], 'UNMATCHED');
    work.audit({ noun: 'StatementLine', rowId: lineId, action: 'UNMATCHED', before: { rule } });
  }
  await suggestAgain(work, lines);
}

/** Holds the lines that pay together with a line, in the order of their ids as everybody does who holds several. */
export async function holdGroup(work: Work, lineId: string): Promise<void> {
  await sql`select 1 from statement_line
    where tenant_id = ${work.tenantId} and id in (
      select m.statement_line_id from match own join match m on (m.tenant_id, m.group_id) = (own.tenant_id, own.group_id)
      where own.tenant_id = ${work.tenantId} and own.statement_line_id = ${parseId(lineId, 'lineId')}
        and own.state = 'APPLIED' and m.state = 'APPLIED')
    order by id for update`.execute(work.db);
}

/** The applied match of a line, and of those that pay with it, in the order of their lines. */
async function appliedMatches(work: Work, lineId: string, together: boolean): Promise<AppliedMatch[]> {
  const { rows } = await sql<AppliedMatch>`
    select m.statement_line_id as "lineId", m.payment_id as "paymentId", m.rule
    from match own join match m on m.tenant_id = own.tenant_id and m.state = 'APPLIED'
      and (m.id = own.id or (${together} and m.group_id = own.group_id))
    where own.tenant_id = ${work.tenantId} and own.statement_line_id = ${lineId} and own.state = 'APPLIED'
      and m.payment_id is not null
    order by m.statement_line_id`.execute(work.db);
  return rows;
}
