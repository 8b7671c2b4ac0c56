/** Payments taken at the counter. */
import { parseDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { Decimal, minorUnits, parseDecimal } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import type { AccountRole } from '../ledger/chart.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { bookPayments, type PaymentPlan } from './book-payments.ts';
import type { PaymentChannel } from './entities.ts';
import { oldestOpenBills } from './open-items.ts';
import { bonusPlan, packageToSell } from './prepayments/sold-package.ts';

/** A payment as the counter enters it; amounts and dates still as text. */
export interface CounterPayment {
  key: string;
  customer: string;
  amount: string;
  receivedOn?: string | null;
  channel: PaymentChannel;
  bills?: readonly string[] | null;
  reference?: string | null;
  /** Code of the prepayment package that is paid; no bills then. */
  package?: string | null;
}

/** Where money of a counter channel lies until it is banked. */
const ACCOUNT_OF: Partial<Record<PaymentChannel, AccountRole>> = { CASH: 'CASH', CHEQUE: 'CASH', POS: 'BANK' };

/**
 * Books a counter payment and allocates it to the bills named or, without any, to the oldest open ones. A prepayment package
 * waits for the bills to come, with its bonus.
 * @returns id of the payment
 * @throws Refusal naming the field: `value.unknown_code`, `payments.amount_not_positive`, `payments.bill_not_open` …, and
 *   those of `packageToSell`
 */
export function recordPayment(books: Books, input: CounterPayment): Promise<string> {
  const { key, ...rest } = input;
  return writeOnce(books, { key, operation: 'payment.record', input: rest }, async (work) => {
    const from = ACCOUNT_OF[input.channel];
    if (!from) {
      throw new Refusal('payments.channel_not_manual', `${input.channel} money comes with a statement; import that`, {
        field: 'channel',
      });
    }
    const customer = await findCustomer(work, input.customer);
    const payment = {
      id: newId(),
      customerId: customer.id,
      amount: payable(input.amount, customer.currency),
      currency: customer.currency,
      receivedOn: receivedOn(work, input.receivedOn),
      channel: input.channel,
      from,
      externalId: null,
      reference: input.reference ?? '',
    };
    if (input.package) await sellPackage(work, payment, input.package, input.bills ?? []);
    else {
      const billIds = await billsToPay(work, customer, input.bills ?? []);
      await bookPayments(work, [{ ...payment, billIds }]);
    }
    return payment.id;
  });
}

/** A package is paid: its price and, on top, its bonus wait for the bills to come. */
async function sellPackage(
  work: Work,
  payment: Omit<PaymentPlan, 'billIds'>,
  packageCode: string,
  bills: readonly string[],
): Promise<void> {
  const { amount, currency, receivedOn: on } = payment;
  const sold = await packageToSell(work, packageCode, { amount, currency, on, bills });
  const sale: PaymentPlan = { ...payment, reference: payment.reference || sold.code, packageId: sold.id, billIds: [] };
  await bookPayments(work, [sale, ...bonusPlan(sale, sold)]);
}

/** An amount of money. @throws Refusal `value.not_a_number`, `payments.amount_not_positive`, `value.too_many_decimals` */
export function payable(text: string, currency: string): Decimal {
  const amount = parseDecimal(text, 'amount');
  if (amount.lte(0)) {
    throw new Refusal('payments.amount_not_positive', 'a payment is above zero; money given back is a refund', {
      field: 'amount',
    });
  }
  if (amount.decimalPlaces() > minorUnits(currency)) {
    throw new Refusal('value.too_many_decimals', `${currency} has ${minorUnits(currency)} decimals; round the amount`, {
      field: 'amount',
    });
  }
  return amount;
}

function receivedOn(work: Work, text: string | null | undefined): string {
  const date = text ? parseDate(text, 'receivedOn') : work.today;
  if (date > work.today) {
    throw new Refusal('value.in_the_future', `${date} lies in the future; money is booked when it came`, {
      field: 'receivedOn',
    });
  }
  return date;
}

async function findCustomer(work: Work, code: string) {
  const customer = await work.db
    .selectFrom('customer')
    .select(['id', 'currency'])
    .where('tenant_id', '=', work.tenantId)
    .where('code', '=', code)
    .executeTakeFirst();
  if (customer) return customer;
  throw new Refusal('value.unknown_code', `there is no customer “${code}”`, { field: 'customer' });
}

async function billsToPay(work: Work, customer: { id: string; currency: string }, numbers: readonly string[]) {
  if (numbers.length === 0) return oldestOpenBills(work, customer.id, customer.currency);
  return billsByNumber(work, numbers, customer.id);
}

/**
 * Ids of open bills by their numbers, in the order given. The bills are locked first, so that of two who pay the same
 * bill at the same moment the second is refused.
 * @param customerId where given, bills of others are refused
 * @throws Refusal `value.unknown_code`, `payments.bill_not_open`, `payments.bill_of_another_customer`
 */
export async function billsByNumber(work: Work, numbers: readonly string[], customerId?: string): Promise<string[]> {
  const rows = await work.db
    .selectFrom('bill')
    .select(['id', 'number', 'customer_id', 'status', 'total', 'allocated'])
    .where('tenant_id', '=', work.tenantId)
    .where('number', 'in', [...numbers])
    .orderBy('id')
    .forUpdate()
    .execute();
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return [...new Set(numbers)].map((number) => {
    const bill = byNumber.get(number);
    const place = { field: 'bills' };
    if (!bill) throw new Refusal('value.unknown_code', `there is no bill “${number}”`, place);
    if (customerId && bill.customer_id !== customerId) {
      throw new Refusal('payments.bill_of_another_customer', `bill ${number} is owed by another customer`, place);
    }
    if (bill.status !== 'LIVE' || new Decimal(bill.total).lte(bill.allocated)) {
      throw new Refusal('payments.bill_not_open', `bill ${number} is paid or void; choose an open one`, place);
    }
    return bill.id;
  });
}
