/** The day close (日结): a cashier counts a drawer, what differs is explained and booked, and its payments are closed. */
import { Refusal } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { type Decimal, moneyText, parseDecimal } from '../../kernel/money.ts';
import type { Books } from '../../ledger/books.ts';
import { writeOnce } from '../../ledger/idempotency.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import type { PaymentChannel } from '../entities.ts';
import { countedAmount, countedPieces, explanationOf, type Pieces } from './count.ts';
import { bookedOf, cashierOf, type Drawer, lockDrawers, lockMovements } from './drawer.ts';
import { type CounterChannel, isCounterChannel } from './entities.ts';
import { differenceTransfers, saveDayClose } from './save-close.ts';

/** What a cashier says of the own drawer; amounts still as text. */
export interface CloseCounterDay {
  key: string;
  channel: PaymentChannel;
  /** ISO 4217; default the tenant's. */
  currency?: string | null;
  counted: string;
  /** What the cashier saw as booked; where it is not so any more, the close is refused. */
  booked?: string | null;
  explanation?: string | null;
  denominations?: readonly Pieces[] | null;
}

/**
 * Closes the drawer of a channel and currency of whoever acts: the payments taken since its last close, and those voided
 * since they were closed, less their amounts. A payment that was voided before is in no close.
 *
 * What was counted beyond what was booked, or is missing, is booked between cash and payment differences, for cash and
 * cheques. For POS it is only recorded: that money goes to the bank, whose statement says what came, so a slip that is
 * missing takes nothing away, and booking it here would count it twice once the statement is reconciled.
 * @returns id of the close
 * @throws Refusal `counter.no_cashier`, `counter.channel_unknown`, `counter.nothing_to_close`, `counter.moved_on`,
 *   `ledger.period_closed`, and those of `count.ts`
 */
export function closeCounterDay(books: Books, { key, ...input }: CloseCounterDay): Promise<string> {
  const drawer = drawerOf(books, input.channel, input.currency);
  const { cashierId } = drawer;
  return writeOnce(books, { key, operation: 'counter.close', input: { ...input, cashierId } }, async (work) => {
    await lockDrawers(work, cashierId);
    const movements = await lockMovements(work, drawer);
    if (movements.length === 0) {
      const message = `no ${drawer.channel} payment in ${drawer.currency} was taken since the last close`;
      throw new Refusal('counter.nothing_to_close', message, { field: 'channel' });
    }
    const { currency } = drawer;
    const booked = bookedOf(movements);
    refuseMovedOn(input.booked, booked, currency);
    const counted = countedAmount(input.counted, booked, currency);
    const difference = counted.minus(booked);
    const close = { id: newId(), ...drawer, booked, counted, difference };
    const number = await saveDayClose(work, {
      ...close,
      explanation: explanationOf(input.explanation, difference, currency),
      reversesId: null,
      movements,
      pieces: countedPieces(input.denominations ?? [], counted, currency),
    });
    bookDifference(work, close, number);
    return close.id;
  });
}

function drawerOf(books: Books, channel: PaymentChannel, currency: string | null | undefined): Drawer {
  if (!isCounterChannel(channel)) {
    const message = `${channel} money comes with a statement; close CASH, POS or CHEQUE`;
    throw new Refusal('counter.channel_unknown', message, { field: 'channel' });
  }
  return { cashierId: cashierOf(books), channel, currency: currency ?? books.tenant.currency };
}

function refuseMovedOn(seen: string | null | undefined, booked: Decimal, currency: string): void {
  if (seen === null || seen === undefined || parseDecimal(seen, 'booked').eq(booked)) return;
  const message = `${moneyText(booked, currency)} is booked now, not ${seen}; look again, then close`;
  throw new Refusal('counter.moved_on', message, { field: 'booked' });
}

interface Difference {
  id: string;
  channel: CounterChannel;
  currency: string;
  difference: Decimal;
}

function bookDifference(work: Work, { id, channel, currency, difference }: Difference, number: string): void {
  if (channel === 'POS') return;
  work.book({
    kind: 'DAY_CLOSE',
    documentDate: work.today,
    sourceId: id,
    description: number,
    transfers: differenceTransfers(difference, currency),
  });
}
