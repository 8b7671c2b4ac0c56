/** Takes a day close back by a counter-close; what was written stays as it is. */
import { sql } from 'kysely';
import { Refusal } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { Decimal } from '../../kernel/money.ts';
import type { Books } from '../../ledger/books.ts';
import { writeOnce } from '../../ledger/idempotency.ts';
import { bookMirror } from '../../ledger/mirror.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import { cashierOf, type Drawer, lockDrawers, type Movement } from './drawer.ts';
import { saveDayClose } from './save-close.ts';

/** What is to be taken back. */
export interface ReverseDayClose {
  key: string;
  /** Its number. */
  dayClose: string;
  /** Why; stands on the counter-close. */
  reason: string;
}

interface CloseRow extends Drawer {
  id: string;
  number: string;
  booked: string;
  counted: string;
  difference: string;
  reversesId: string | null;
  /** Number of the close that took it back. */
  reversedBy: string | null;
}

/**
 * Books a counter-close with all figures below zero: the difference goes back, and the payments lie in the cashier's drawer
 * again, to be counted anew. Somebody else than the cashier does it.
 * @returns id of the counter-close
 * @throws Refusal `value.unknown_code`, `counter.reason_missing`, `counter.is_reversal`, `counter.reversed_already`,
 *   `counter.second_person`, `counter.closed_later`, `ledger.period_closed`
 */
export function reverseDayClose(books: Books, { key, ...input }: ReverseDayClose): Promise<string> {
  return writeOnce(books, { key, operation: 'counter.reverse', input }, async (work) => {
    const reason = input.reason.trim();
    if (reason === '' || reason.length > 200) {
      throw new Refusal('counter.reason_missing', 'say why in 1 to 200 characters', { field: 'reason' });
    }
    const close = await lockClose(work, input.dayClose);
    const movements = await movementsToTakeBack(work, close);
    const { cashierId, channel, currency } = close;
    const id = newId();
    const number = await saveDayClose(work, {
      id,
      cashierId,
      channel,
      currency,
      booked: new Decimal(close.booked).negated(),
      counted: new Decimal(close.counted).negated(),
      difference: new Decimal(close.difference).negated(),
      explanation: reason,
      reversesId: close.id,
      movements,
      pieces: [],
    });
    await bookMirror(work, close.id, ['DAY_CLOSE'], number);
    return id;
  });
}

async function find(work: Work, number: string): Promise<CloseRow> {
  const { rows } = await sql<CloseRow>`
    select k.id, k.number, k.cashier_id as "cashierId", k.channel, k.currency, k.booked, k.counted, k.difference,
      k.reverses_id as "reversesId", r.number as "reversedBy"
    from day_close k left join day_close r on (r.tenant_id, r.reverses_id) = (k.tenant_id, k.id)
    where k.tenant_id = ${work.tenantId} and k.number = ${number}`.execute(work.db);
  const [close] = rows;
  if (close) return close;
  throw new Refusal('value.unknown_code', `there is no day close “${number}”`, { field: 'dayClose' });
}

/** The close, with nobody else at its cashier's drawers. */
async function lockClose(work: Work, number: string): Promise<CloseRow> {
  const place = { field: 'dayClose' };
  const { cashierId, reversesId } = await find(work, number);
  if (reversesId !== null) {
    throw new Refusal(
      'counter.is_reversal',
      `${number} takes a close back already; have the drawer closed anew`,
      place,
    );
  }
  if (cashierId === cashierOf(work.books)) {
    const message = 'who counted a drawer does not take its close back; have somebody else do it';
    throw new Refusal('counter.second_person', message, place);
  }
  await lockDrawers(work, cashierId);
  const close = await find(work, number);
  if (close.reversedBy === null) return close;
  throw new Refusal('counter.reversed_already', `${number} was taken back by ${close.reversedBy}`, place);
}

/** What the close holds, with the opposite sign. A payment that a later close holds too is taken out of that one first. */
async function movementsToTakeBack(work: Work, close: CloseRow): Promise<Movement[]> {
  const { rows } = await sql<{ paymentId: string; number: string; amount: string; later: string | null }>`
    select p.id as "paymentId", p.number, -h.amount as amount,
      case when p.closed - h.amount not in (0, p.amount) then (
        select max(k.number) from day_close_payment x join day_close k on (k.tenant_id, k.id) = (x.tenant_id, x.day_close_id)
        where x.tenant_id = ${work.tenantId} and x.payment_id = p.id and k.number > ${close.number}) end as later
    from day_close_payment h join payment p on (p.tenant_id, p.id) = (h.tenant_id, h.payment_id)
    where h.tenant_id = ${work.tenantId} and h.day_close_id = ${close.id}
    order by p.id for update of p`.execute(work.db);
  const held = rows.find(({ later }) => later !== null);
  if (held) {
    const message = `payment ${held.number} was voided since and is in ${held.later}; take that close back first`;
    throw new Refusal('counter.closed_later', message, { field: 'dayClose' });
  }
  return rows.map(({ paymentId, amount }) => ({ paymentId, amount: new Decimal(amount) }));
}
