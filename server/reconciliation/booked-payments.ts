/** Payments that a line takes back or gives back. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { Decimal, moneyText } from '../kernel/money.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import type { HeldLine } from './lines.ts';
import { normaliseAccount, normaliseName } from './matching/names.ts';

interface TakenBack {
  paymentId: string;
  number: string;
  lineId: string;
}

/** A bank takes a payment back within so many days. */
const LONGEST_RETURN = 400;

/**
 * The payment that a line took back: the one named, or the only one of this amount whose payer or number fits.
 * @throws Refusal `reconciliation.no_payment_to_take_back` naming those that there are
 */
export async function paymentToTakeBack(work: Work, line: HeldLine, number: string | null): Promise<TakenBack> {
  const { rows } = await sql<TakenBack & { name: string; account: string; references: string }>`
    select p.id as "paymentId", p.number, l.id as "lineId", l.payer_name as name, l.payer_account as account,
      concat_ws(' ', p.number, nullif(l.reference, ''), nullif(l.bank_reference, '')) as references
    from payment p
    join match m on (m.tenant_id, m.payment_id) = (p.tenant_id, p.id) and m.state = 'APPLIED'
    join statement_line l on (l.tenant_id, l.id) = (m.tenant_id, m.statement_line_id)
    where p.tenant_id = ${work.tenantId} and p.status = 'LIVE' and l.direction = 'IN' and l.bank_account_id = ${line.bankAccountId}
      and l.amount = ${line.amount.toFixed()} and l.booked_on <= ${line.bookedOn}
      and l.booked_on > ${line.bookedOn}::date - ${LONGEST_RETURN}::int
    order by l.booked_on desc, p.number desc limit 200`.execute(work.db);
  const said = `${line.reference} ${line.bankReference} ${line.text}`;
  const fits = rows.filter((row) =>
    number !== null
      ? row.number === number
      : row.references.split(' ').some((each) => each.length > 3 && said.includes(each)) || samePayer(row, line),
  );
  const [only, another] = fits;
  if (only && !another) return only;
  const found = rows.slice(0, 8).map((row) => `${row.number} (${row.name || 'no name'})`);
  const amount = moneyText(line.amount, line.currency);
  const message =
    found.length > 0
      ? `name the payment that bounced; of ${amount} there are ${found.join(', ')}`
      : `no payment of ${amount} came to this account before; it cannot have bounced`;
  throw new Refusal('reconciliation.no_payment_to_take_back', message, { field: 'payment' });
}

function samePayer(row: { name: string; account: string }, line: HeldLine): boolean {
  const account = normaliseAccount(line.payerAccount);
  if (account && account === normaliseAccount(row.account)) return true;
  const name = normaliseName(line.payerName);
  return name !== '' && name === normaliseName(row.name);
}

/**
 * A payment that has at least the line's amount waiting, held.
 * @throws Refusal `value.unknown_code`, `reconciliation.currency_differs`, `payments.rest_too_small`
 */
export async function requireRest(work: Work, number: string, line: Pick<HeldLine, 'amount' | 'currency'>) {
  const row = await work.db
    .selectFrom('payment')
    .select(['id', 'number', 'customer_id', 'currency', 'amount', 'allocated', 'refunded', 'status', 'channel'])
    .where('tenant_id', '=', work.tenantId)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
  const place = { field: 'payment' };
  if (!row || row.status !== 'LIVE' || row.channel === 'BONUS' || row.channel === 'WRITE_OFF') {
    throw new Refusal(
      'value.unknown_code',
      `there is no live payment “${number}”; name the one that is given back`,
      place,
    );
  }
  if (row.currency !== line.currency) {
    throw new Refusal('reconciliation.currency_differs', `payment ${number} is in ${row.currency}`, place);
  }
  const rest = new Decimal(row.amount).minus(row.allocated).minus(row.refunded);
  if (rest.lt(line.amount)) {
    const message = `${moneyText(rest, row.currency)} of payment ${number} waits, ${moneyText(line.amount, row.currency)} went out; undo what it pays first`;
    throw new Refusal('payments.rest_too_small', message, place);
  }
  return {
    id: row.id,
    number: row.number,
    customerId: row.customer_id,
    currency: row.currency,
    channel: row.channel,
    rest,
  };
}
