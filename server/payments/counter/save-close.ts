/** Writes a close with what it holds, and marks its payments. */
import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import { Decimal, plain, ZERO } from '../../kernel/money.ts';
import { insertRows } from '../../ledger/bulk.ts';
import type { TransferInput } from '../../ledger/journal.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import type { CountedPieces } from './count.ts';
import { cashierOf, type Drawer, type Movement } from './drawer.ts';

/** A close as it is written. */
export interface NewDayClose extends Drawer {
  id: string;
  booked: Decimal;
  counted: Decimal;
  difference: Decimal;
  explanation: string;
  reversesId: string | null;
  movements: readonly Movement[];
  pieces: readonly CountedPieces[];
}

/** Writes a close of whoever acts. @returns its number */
export async function saveDayClose(work: Work, close: NewDayClose): Promise<string> {
  const closedBy = cashierOf(work.books);
  const number = `DC-${String(await work.takeNumbers('DAY_CLOSE', 1)).padStart(6, '0')}`;
  const figures = {
    number,
    channel: close.channel,
    currency: close.currency,
    booked: plain(close.booked),
    counted: plain(close.counted),
    difference: plain(close.difference),
    explanation: close.explanation,
  };
  const { id, cashierId, reversesId } = close;
  await insertRows(work.db, 'day_close', [
    {
      ...figures,
      tenant_id: work.tenantId,
      id,
      cashier_id: cashierId,
      closed_on: work.today,
      closed_at: new Date().toISOString(),
      closed_by: closedBy,
      reverses_id: reversesId,
      change_id: work.changeId,
    },
  ]);
  await saveContents(work, close);
  work.audit({
    noun: 'DayClose',
    rowId: id,
    action: reversesId === null ? 'CREATED' : 'REVERSED',
    after: {
      ...figures,
      cashierId,
      payments: close.movements.length,
      ...(reversesId === null ? {} : { reversesId }),
    },
  });
  return number;
}

async function saveContents(work: Work, { id, movements, pieces }: NewDayClose): Promise<void> {
  const of = { tenant_id: work.tenantId, day_close_id: id };
  const rows = movements.map(({ paymentId, amount }) => ({ payment_id: paymentId, amount: plain(amount) }));
  await insertRows(
    work.db,
    'day_close_payment',
    rows.map((row) => ({ ...of, id: newId(), ...row })),
  );
  await insertRows(
    work.db,
    'day_close_denomination',
    pieces.map((each) => ({ ...of, id: newId(), denomination: plain(each.denomination), pieces: each.pieces })),
  );
  await sql`update payment p set closed = p.closed + m.amount, version = p.version + 1, change_id = ${work.changeId}
    from json_to_recordset(${JSON.stringify(rows)}::json) as m(payment_id uuid, amount numeric)
    where p.tenant_id = ${work.tenantId} and p.id = m.payment_id`.execute(work.db);
}

/** Money that lies in the drawer beyond what was booked, or is missing from it. */
export function differenceTransfers(difference: Decimal, currency: string): TransferInput[] {
  return [
    { debit: 'CASH', credit: 'TOLERANCE', amount: Decimal.max(difference, ZERO), currency },
    { debit: 'TOLERANCE', credit: 'CASH', amount: Decimal.max(difference.negated(), ZERO), currency },
  ];
}
