/** Statement lines inside a unit of work: read, held and set free. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { parseId } from '../kernel/ids.ts';
import { Decimal } from '../kernel/money.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import type { LineStatus } from './entities.ts';
import type { LineKind } from './formats/types.ts';
import type { IncomingLine } from './match-lines.ts';

export interface HeldLine extends IncomingLine {
  status: LineStatus;
  kind: LineKind;
  bankAccountId: string;
  ledgerAccountId: string;
}

/** A line, held until the transaction ends. @throws Refusal `value.unknown_id` */
export async function holdLine(work: Work, lineId: string): Promise<HeldLine> {
  const id = parseId(lineId, 'lineId');
  const row = await work.db
    .selectFrom('statement_line as l')
    .innerJoin('bank_account as b', (join) =>
      join.onRef('b.tenant_id', '=', 'l.tenant_id').onRef('b.id', '=', 'l.bank_account_id'),
    )
    .selectAll('l')
    .select(['b.channel', 'b.ledger_account_id', 'b.code as account'])
    .where('l.tenant_id', '=', work.tenantId)
    .where('l.id', '=', id)
    .forUpdate('l')
    .executeTakeFirst();
  if (!row) throw new Refusal('value.unknown_id', 'there is no such statement line', { field: 'lineId' });
  return {
    id: row.id,
    amount: new Decimal(row.amount),
    currency: row.currency,
    payerName: row.payer_name,
    payerAccount: row.payer_account,
    reference: row.reference,
    bankReference: row.bank_reference,
    text: row.text,
    bookedOn: row.booked_on,
    account: row.account,
    channel: row.channel,
    status: row.status,
    direction: row.direction,
    kind: row.kind,
    bankAccountId: row.bank_account_id,
    ledgerAccountId: row.ledger_account_id,
  };
}

/**
 * A line of money that came in and that nothing was decided about, held.
 * @throws Refusal `value.unknown_id`, `reconciliation.not_incoming`, `reconciliation.line_not_waiting`
 */
export async function holdWaiting(work: Work, lineId: string): Promise<HeldLine> {
  const line = await holdLine(work, lineId);
  if (line.direction !== 'IN') {
    throw new Refusal('reconciliation.not_incoming', 'money that went out pays no bill', { field: 'lineId' });
  }
  refuseDecided(line);
  return line;
}

/** @throws Refusal `reconciliation.line_not_waiting` */
export function refuseDecided(line: Pick<HeldLine, 'status'>): void {
  if (line.status !== 'MATCHED') return;
  throw new Refusal('reconciliation.line_not_waiting', 'this line is matched already; undo that first', {
    field: 'lineId',
  });
}

/** A line that is decided needs no suggestions any more. */
export async function retireSuggestions(work: Work, lineId: string): Promise<void> {
  for (const table of ['match', 'line_booking'] as const) {
    await work.db
      .updateTable(table)
      .set({ state: 'REJECTED', change_id: work.changeId })
      .where('tenant_id', '=', work.tenantId)
      .where('statement_line_id', '=', lineId)
      .where('state', '=', 'SUGGESTED')
      .execute();
  }
}

/** Moves lines to a status; sheets see the change. */
export async function setStatus(work: Work, lineIds: readonly string[], status: LineStatus): Promise<void> {
  if (lineIds.length === 0) return;
  await sql`update statement_line set status = ${status}, version = version + 1, change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and id = any(${[...lineIds]}::uuid[])`.execute(work.db);
}
