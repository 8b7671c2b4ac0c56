/**
 * What a statement line is when it pays no bill: a fee, what a channel paid out, a payment that bounced, money given back.
 * The money lies in suspense since the import; a booking takes it from there, an undo puts it back.
 */
import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { moneyText } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { insertRows } from '../ledger/bulk.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { AccountRef } from '../ledger/journal.ts';
import { postingDates } from '../ledger/posting-date.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { markPaid, moveRefunded, refundToPay } from '../payments/approvals/refunds.ts';
import { reversePayment } from '../payments/reverse-payment.ts';
import { type BankAccountRow, loadBankAccounts } from './bank-accounts.ts';
import { bookableAccount } from './bookable-accounts.ts';
import { paymentToTakeBack, requireRest } from './booked-payments.ts';
import type { BookingKind, MatchState } from './entities.ts';
import { undoMatchOf } from './learnt-accounts.ts';
import { type HeldLine, holdLine, refuseDecided, retireSuggestions, setStatus } from './lines.ts';
import { tradesPaidOut } from './payouts.ts';

/** A decision about a line. */
export interface BookLineInput {
  key: string;
  lineId: string;
  kind: BookingKind;
  /** PAYOUT: code of the channel's account. */
  channelAccount?: string | null;
  /** ACCOUNT: code of the ledger account. */
  account?: string | null;
  /** BOUNCE and REFUND: number of the payment; for BOUNCE it is looked for where none is named. */
  payment?: string | null;
  /** REFUND: number of the approved refund that the line pays. */
  refund?: string | null;
}

/**
 * Books a waiting line as what it is.
 * @returns id of the line
 * @throws Refusal `reconciliation.line_not_waiting`, `reconciliation.not_outgoing`, `reconciliation.no_channel`,
 *   `reconciliation.no_payment_to_take_back`, `payments.rest_too_small`, `payments.refunded`, `refunds.unknown`, `refunds.not_to_pay`, `value.unknown_code`,
 *   `reconciliation.account_not_bookable`
 */
export function bookLine(books: Books, { key, ...input }: BookLineInput): Promise<string> {
  return writeOnce(books, { key, operation: 'line.book', input }, async (work) => {
    const line = await holdLine(work, input.lineId);
    refuseDecided(line);
    const suggested = await suggestedRule(work, line.id, input.kind);
    await retireSuggestions(work, line.id);
    await BOOKINGS[input.kind](work, line, { ...input, ruleId: suggested });
    return line.id;
  });
}

type Wish = Pick<BookLineInput, 'channelAccount' | 'payment' | 'account' | 'refund'> & { ruleId?: string | null };

/** Who decided a booking: a person, perhaps on the suggestion of a rule, or a rule by itself. */
export interface DecidedBy {
  ruleId: string | null;
  confirmed: boolean;
}

const byPerson = ({ ruleId = null }: Wish): DecidedBy => ({ ruleId, confirmed: true });
const BY_FILE: DecidedBy = { ruleId: null, confirmed: false };

const BOOKINGS: Record<BookingKind, (work: Work, line: HeldLine, input: Wish) => Promise<void>> = {
  FEE: (work, line, wish) => bookFees(work, [line], 'booked as a fee by hand', byPerson(wish)),
  PAYOUT: async (work, line, wish) => {
    const { channelAccount } = wish;
    const accounts = await loadBankAccounts(work.db, work.tenantId);
    const channel = accounts.find(({ code }) => code === channelAccount);
    if (!channel || channel.channel === 'BANK' || channel.currency !== line.currency) {
      const ours = accounts.filter((each) => each.channel !== 'BANK').map(({ code }) => code);
      const message = `name the channel's account in ${line.currency} that paid out; ours: ${ours.join(', ') || 'none'}`;
      throw new Refusal('reconciliation.no_channel', message, { field: 'channelAccount' });
    }
    await bookPayout(work, line, channel, null, byPerson(wish));
  },
  ACCOUNT: async (work, line, wish) => {
    const account = await bookableAccount(work.db, work.tenantId, wish.account ?? '', line.currency);
    await bookToAccount(work, [line], account, `booked to ${account.code} by hand`, byPerson(wish));
  },
  BOUNCE: bookBounce,
  REFUND: bookRefund,
};

/** What of a line a booking needs. */
type BookableLine = Pick<HeldLine, 'id' | 'direction' | 'amount' | 'currency' | 'bookedOn'>;

/** Money that the bank or channel kept, or gave back of what it had kept; any number of lines at once. */
export async function bookFees(
  work: Work,
  lines: readonly BookableLine[],
  reason: string,
  decided: DecidedBy = BY_FILE,
): Promise<void> {
  await saveAll(
    work,
    lines.map((line) => ({ line, booking: { kind: 'FEE', reason, ...stamp(decided) }, account: 'CHANNEL_FEES' })),
  );
}

/** Other income, expense or money on its way, to a ledger account that nothing else keeps; any number of lines at once. */
export async function bookToAccount(
  work: Work,
  lines: readonly BookableLine[],
  account: { id: string },
  reason: string,
  decided: DecidedBy,
): Promise<void> {
  await saveAll(
    work,
    lines.map((line) => ({
      line,
      booking: { kind: 'ACCOUNT', reason, account_id: account.id, ...stamp(decided) },
      account: { accountId: account.id },
    })),
  );
}

const stamp = ({ ruleId, confirmed }: DecidedBy) => ({ matching_rule_id: ruleId, confirmed });

/**
 * Money that moved between a channel and the bank account.
 * @param trades what was paid out where that is known; else it is looked for
 */
export async function bookPayout(
  work: Work,
  line: BookableLine,
  channel: BankAccountRow,
  trades: readonly string[] | null,
  decided: DecidedBy = BY_FILE,
): Promise<void> {
  const found = trades ?? (line.direction === 'IN' ? await tradesPaidOut(work, channel, line) : []);
  const reason =
    found.length > 0
      ? `${channel.code} paid out ${found.length} trades less fees, which is exactly this amount`
      : `${channel.code} paid out; no run of its trades comes to exactly this amount`;
  const id = await save(
    work,
    line,
    { kind: 'PAYOUT', reason, bank_account_id: channel.id, ...stamp(decided) },
    {
      accountId: channel.ledger_account_id,
    },
  );
  await sql`update statement_line set payout_id = ${id}, version = version + 1, change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and id = any(${[...found]}::uuid[])`.execute(work.db);
}

/**
 * Money that a channel's own file says it paid out: it stays with the channel until the bank has it, whose line takes it
 * from there. So it counts once, whichever of the two files comes first.
 */
export async function bookOnTheWay(
  work: Work,
  payouts: readonly { line: BookableLine; channel: BankAccountRow }[],
): Promise<void> {
  await saveAll(
    work,
    payouts.map(({ line, channel }) => {
      const reason = `on its way between ${channel.code} and the bank; it counts when the bank's line is booked`;
      const booking = { kind: 'PAYOUT' as const, reason, bank_account_id: channel.id, ...stamp(BY_FILE) };
      return { line, booking, account: { accountId: channel.ledger_account_id } };
    }),
  );
}

/** A payment that the bank took back: its bills are open again, and neither line waits any more. */
async function bookBounce(work: Work, line: HeldLine, { payment: number }: Wish): Promise<void> {
  refuseIncoming(line);
  const found = await paymentToTakeBack(work, line, number ?? null);
  const counter = await holdLine(work, found.lineId);
  await reversePayment(work, found.paymentId);
  await undoMatchOf(work, found.paymentId);
  const reason = `payment ${found.number} bounced: the bank took back ${moneyText(line.amount, line.currency)}`;
  const common = { kind: 'BOUNCE' as const, reason, payment_id: found.paymentId, confirmed: true };
  await save(work, line, { ...common, counter_line_id: counter.id }, null);
  await save(work, counter, { ...common, counter_line_id: line.id }, null);
}

/** Money of a customer that waited and went back. */
async function bookRefund(work: Work, line: HeldLine, { payment: number, refund }: Wish): Promise<void> {
  refuseIncoming(line);
  if (refund) return payRefund(work, line, refund, { ruleId: null, confirmed: true });
  const payment = await requireRest(work, number ?? '', line);
  const reason = `refund of ${moneyText(line.amount, line.currency)} of payment ${payment.number}`;
  await moveRefunded(work, payment.id, line.amount);
  await save(work, line, { kind: 'REFUND', reason, payment_id: payment.id, confirmed: true }, 'UNALLOCATED', payment);
}

/** An approved refund left the bank with a line: what was owed to the payer is not any more. */
export async function payRefund(work: Work, line: BookableLine, number: string, decided: DecidedBy): Promise<void> {
  const refund = await refundToPay(work, number, line);
  await markPaid(work, refund);
  const reason = `refund ${number} of ${moneyText(line.amount, line.currency)}`;
  const booking = { kind: 'REFUND' as const, reason, payment_id: refund.payment_id, refund_id: refund.id };
  const of = { id: refund.payment_id, customerId: refund.customer_id };
  await save(work, line, { ...booking, ...stamp(decided) }, 'REFUNDS_PAYABLE', of);
}

function refuseIncoming(line: HeldLine): void {
  if (line.direction === 'OUT') return;
  throw new Refusal('reconciliation.not_outgoing', 'only money that went out can be that', { field: 'lineId' });
}

export interface BookingRow {
  kind: BookingKind;
  reason: string;
  bank_account_id?: string;
  counter_line_id?: string;
  payment_id?: string;
  refund_id?: string;
  account_id?: string;
  matching_rule_id?: string | null;
  confirmed?: boolean;
}

/** A booking to write: its money goes from suspense to the account, or came from there. null: it stays where it is. */
interface PlannedBooking {
  line: BookableLine;
  booking: BookingRow;
  account: AccountRef | null;
  /** whose payment it is of */
  of?: { id: string; customerId: string };
}

/** @returns id of the booking */
async function save(
  work: Work,
  line: BookableLine,
  booking: BookingRow,
  account: AccountRef | null,
  of?: { id: string; customerId: string },
): Promise<string> {
  const [id] = await saveAll(work, [{ line, booking, account, ...(of ? { of } : {}) }]);
  return id as string;
}

/** @returns ids of the bookings, in their order */
async function saveAll(work: Work, plans: readonly PlannedBooking[]): Promise<string[]> {
  if (plans.length === 0) return [];
  const postingDate = await postingDates(work);
  const planned = plans.map((plan) => ({ ...plan, id: newId() }));
  await insertRows(
    work.db,
    'line_booking',
    planned.map(({ id, line, booking }) => bookingRow(work, id, line.id, 'APPLIED', booking)),
  );
  for (const { id, line, booking, account, of } of planned) {
    if (account !== null) bookTransfer(work, id, line, booking, account, postingDate(line.bookedOn), of);
    work.audit({ noun: 'StatementLine', rowId: line.id, action: 'BOOKED', after: { ...booking } });
  }
  await setStatus(
    work,
    planned.map(({ line }) => line.id),
    'MATCHED',
  );
  return planned.map(({ id }) => id);
}

const bookingRow = (work: Work, id: string, lineId: string, state: MatchState, booking: BookingRow) => ({
  tenant_id: work.tenantId,
  id,
  statement_line_id: lineId,
  state,
  booked_by: work.books.operator?.id ?? null,
  change_id: work.changeId,
  bank_account_id: null,
  counter_line_id: null,
  payment_id: null,
  account_id: null,
  refund_id: null,
  matching_rule_id: null,
  confirmed: false,
  ...booking,
});

/** Stores bookings that wait for somebody to confirm them. */
export async function suggestBookings(
  work: Work,
  suggestions: readonly { lineId: string; booking: BookingRow }[],
): Promise<void> {
  await insertRows(
    work.db,
    'line_booking',
    suggestions.map(({ lineId, booking }) => bookingRow(work, newId(), lineId, 'SUGGESTED', booking)),
  );
  await setStatus(
    work,
    suggestions.map(({ lineId }) => lineId),
    'SUGGESTED',
  );
}

/** The rule that suggested to book a line as this; null for none. */
async function suggestedRule(work: Work, lineId: string, kind: BookingKind): Promise<string | null> {
  const found = await work.db
    .selectFrom('line_booking')
    .select('matching_rule_id')
    .where('tenant_id', '=', work.tenantId)
    .where('statement_line_id', '=', lineId)
    .where('state', '=', 'SUGGESTED')
    .where('kind', '=', kind)
    .executeTakeFirst();
  return found?.matching_rule_id ?? null;
}

function bookTransfer(
  work: Work,
  id: string,
  line: BookableLine,
  { reason }: BookingRow,
  account: AccountRef,
  postingDate: BusinessDate,
  of: PlannedBooking['of'],
): void {
  const [debit, credit] = line.direction === 'IN' ? (['SUSPENSE', account] as const) : ([account, 'SUSPENSE'] as const);
  const owner = of ? { customerId: of.customerId, paymentId: of.id } : {};
  work.book({
    kind: 'SETTLEMENT',
    documentDate: line.bookedOn,
    postingDate,
    sourceId: id,
    description: reason,
    transfers: [{ debit, credit, amount: line.amount, currency: line.currency, ...owner }],
  });
}
