/** Waivers: a part of a bill that is given up. One person asks for it, another one decides. */
import { sql } from 'kysely';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal } from '../../kernel/money.ts';
import type { Books } from '../../ledger/books.ts';
import { writeOnce } from '../../ledger/idempotency.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import { type CreditRequest, linesOf, reasonOf, settle, writeNote } from './credit-note.ts';
import { lockBill } from './creditable-bill.ts';

/**
 * Asks for a waiver; nothing changes until somebody else approves it.
 * @returns id of the credit note, REQUESTED
 * @throws Refusal as `creditBill`
 */
export function requestWaiver(books: Books, { key, ...input }: CreditRequest): Promise<string> {
  return writeOnce(books, { key, operation: 'waiver.request', input }, async (work) => {
    const bill = await lockBill(work, input.billId);
    const lines = linesOf(work, bill, input);
    return writeNote(work, bill, { kind: 'WAIVER', status: 'REQUESTED', reason: reasonOf(input.reason), lines });
  });
}

/** What is decided of a waiver. */
export interface WaiverDecision {
  key: string;
  creditNoteId: string;
  approve: boolean;
}

/**
 * Approves or rejects a waiver.
 * @returns its id
 * @throws Refusal `credits.note_unknown`, `credits.decided`, `credits.own_request`, `credits.changed_since` and those of `creditLines`
 */
export function decideWaiver(books: Books, { key, ...input }: WaiverDecision): Promise<string> {
  return writeOnce(books, { key, operation: 'waiver.decide', input }, async (work) => {
    const note = await lockRequest(work, input.creditNoteId);
    const operator = work.books.operator?.id ?? null;
    if (note.requested_by === operator) {
      throw new Refusal(
        'credits.own_request',
        'who asked for a waiver does not decide it; have somebody else look at it',
      );
    }
    const status = input.approve ? 'POSTED' : 'REJECTED';
    await sql`update credit_note set status = ${status}, decided_by = ${operator}, version = version + 1, change_id = ${work.changeId}
      where tenant_id = ${work.tenantId} and id = ${note.id}`.execute(work.db);
    work.audit({
      noun: 'CreditNote',
      rowId: note.id,
      action: status,
      before: { status: 'REQUESTED' },
      after: { number: note.number, status },
    });
    if (input.approve) await approve(work, note);
    return note.id;
  });
}

interface Request {
  id: string;
  number: string;
  bill_id: string;
  requested_by: string | null;
}

async function lockRequest(work: Work, id: string): Promise<Request> {
  const { rows } = await sql<Request & { status: string; kind: string }>`
    select id, number, bill_id, requested_by, status, kind from credit_note
    where tenant_id = ${work.tenantId} and id = ${id} and kind = 'WAIVER' for update`.execute(work.db);
  const [note] = rows;
  if (!note) throw new Refusal('credits.note_unknown', 'there is no such waiver', { field: 'creditNoteId' });
  if (note.status === 'REQUESTED') return note;
  throw new Refusal('credits.decided', `waiver ${note.number} is ${note.status} already`, { field: 'creditNoteId' });
}

/** Counts what was asked for, if it still is what the bill's charges would give. */
async function approve(work: Work, note: Request): Promise<void> {
  const { rows: asked } = await sql<{ charge_id: string; amount: string; net: string }>`
    select charge_id, amount, net from credit_note_line
    where tenant_id = ${work.tenantId} and credit_note_id = ${note.id} order by charge_id`.execute(work.db);
  const bill = await lockBill(work, note.bill_id);
  // This one counts already in the rows just written: what the charges had before it is what counts here.
  const before = bill.charges.map((charge) => {
    const line = asked.find(({ charge_id }) => charge_id === charge.id);
    if (!line) return charge;
    const { creditedAmount, creditedNet } = charge;
    return { ...charge, creditedAmount: creditedAmount.minus(line.amount), creditedNet: creditedNet.minus(line.net) };
  });
  const wanted = asked.map(({ charge_id: chargeId, amount }) => ({ chargeId, amount }));
  const lines = linesOf(work, { ...bill, charges: before }, { lines: wanted });
  const isSame = lines.every(({ charge, net }) =>
    asked.some((line) => line.charge_id === charge.id && new Decimal(line.net).eq(net)),
  );
  if (!isSame) {
    throw new Refusal(
      'credits.changed_since',
      `more was taken back of bill ${bill.number} since; ask for the waiver again`,
    );
  }
  await settle(work, bill, note.id, lines);
}
