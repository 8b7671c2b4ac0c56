import { Refusal } from '../../kernel/errors.ts';
import { type Decimal, plain, ZERO } from '../../kernel/money.ts';
import type { Fields } from './fields.ts';
import { fraction } from './ladder.ts';
import type { Line, ModelRule, Use } from './model.ts';

interface Terms {
  rate: Decimal;
  fixedFee: Decimal;
  /** Null: free use is not limited by number (it then needs a free amount to exist at all). */
  freeEvents: number | null;
  freeAmount: Decimal | null;
  minPerEvent: Decimal | null;
  maxPerEvent: Decimal | null;
}

/**
 * `{ "model": "PERCENTAGE", "rate": "1.3", "fixedFee": "2", "freeEvents": 3, "freeAmount": "250", … }`: percent of each
 * event's amount plus a fixed fee for it, kept within `minPerEvent` and `maxPerEvent`. Events are free in their order
 * until either limit is reached, the number or the amount; the event that crosses the free amount pays for its excess
 * and its fixed fee. A limit of 0 is no limit. A quantity without events counts as one event.
 */
export function parsePercentage(fields: Fields): ModelRule {
  const terms: Terms = {
    rate: fields.decimal('rate'),
    fixedFee: fields.decimalOrNull('fixedFee') ?? ZERO,
    freeEvents: readFreeEvents(fields),
    freeAmount: unlessZero(fields.decimalOrNull('freeAmount')),
    minPerEvent: fields.decimalOrNull('minPerEvent'),
    maxPerEvent: fields.decimalOrNull('maxPerEvent'),
  };
  if (terms.minPerEvent && terms.maxPerEvent && terms.minPerEvent.gt(terms.maxPerEvent)) {
    throw new Refusal('pricing.value_not_allowed', 'minPerEvent must not be above maxPerEvent', {
      field: 'minPerEvent',
    });
  }
  const share = fraction(terms.rate);
  return {
    model: 'PERCENTAGE',
    measure: 'EVENTS',
    amountOf: (use) =>
      paidParts(eventsOf(use), terms).reduce((sum, paid) => sum.plus(amountOfEvent(paid, share, terms)), ZERO),
    linesOf: (use) =>
      paidParts(eventsOf(use), terms).map((paid) => lineOf(paid, amountOfEvent(paid, share, terms), terms)),
  };
}

function eventsOf({ events, quantity }: Use): readonly Decimal[] {
  if (events !== undefined) return events;
  return quantity === undefined || quantity.isZero() ? [] : [quantity];
}

/** What of each event has to be paid for; events that are wholly free are left out. */
function paidParts(events: readonly Decimal[], terms: Terms): Decimal[] {
  const paid: Decimal[] = [];
  let running = ZERO;
  let free = terms.freeEvents !== null || terms.freeAmount !== null;
  for (const [index, event] of events.entries()) {
    if (free && terms.freeEvents !== null && index >= terms.freeEvents) free = false;
    if (!free) {
      paid.push(event);
      continue;
    }
    running = running.plus(event);
    if (terms.freeAmount !== null && running.gt(terms.freeAmount)) {
      free = false;
      paid.push(running.minus(terms.freeAmount));
    }
  }
  return paid;
}

function amountOfEvent(paid: Decimal, share: Decimal, { fixedFee, minPerEvent, maxPerEvent }: Terms): Decimal {
  const amount = paid.times(share).plus(fixedFee);
  if (minPerEvent !== null && amount.lt(minPerEvent)) return minPerEvent;
  if (maxPerEvent !== null && amount.gt(maxPerEvent)) return maxPerEvent;
  return amount;
}

function lineOf(paid: Decimal, amount: Decimal, terms: Terms): Line {
  const line: Line = { quantity: plain(paid), rate: plain(terms.rate), amount: plain(amount) };
  if (!terms.fixedFee.isZero()) line.flatFee = plain(terms.fixedFee);
  if (terms.minPerEvent !== null) line.minimum = plain(terms.minPerEvent);
  if (terms.maxPerEvent !== null) line.maximum = plain(terms.maxPerEvent);
  return line;
}

function readFreeEvents(fields: Fields): number | null {
  const count = unlessZero(fields.decimalOrNull('freeEvents'));
  if (count !== null && !count.isInteger()) {
    throw new Refusal('pricing.value_not_allowed', 'freeEvents must be a whole number', { field: 'freeEvents' });
  }
  return count === null ? null : count.toNumber();
}

function unlessZero(value: Decimal | null): Decimal | null {
  return value?.isZero() ? null : value;
}
