/** What a person says that lines pay. */
import { Refusal } from '../kernel/errors.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { lockBills } from '../payments/open-items.ts';
import { billsByNumber } from '../payments/record-payment.ts';

/**
 * The bills that are named, locked and in their order, and the customer who owes them, or is named instead.
 * @throws Refusal `reconciliation.currency_differs`, `reconciliation.bills_of_several_customers`, `reconciliation.no_target`,
 *   `value.unknown_code`
 */
export async function targetOf(
  work: Work,
  line: { currency: string },
  input: { bills: readonly string[]; customer?: string | null },
) {
  const bills = await lockBills(work, input.bills.length > 0 ? await billsByNumber(work, input.bills) : []);
  const ordered = input.bills
    .map((number) => [...bills.values()].find((bill) => bill.number === number))
    .filter((b) => b !== undefined);
  const place = { field: 'bills' };
  const customers = new Set(ordered.map((bill) => bill.customerId));
  if (customers.size > 1) {
    const message = 'the bills are owed by different customers; match one customer at a time';
    throw new Refusal('reconciliation.bills_of_several_customers', message, place);
  }
  const foreign = ordered.find((bill) => bill.currency !== line.currency);
  if (foreign) {
    const message = `bill ${foreign.number} is in ${foreign.currency}, the line in ${line.currency}`;
    throw new Refusal('reconciliation.currency_differs', message, place);
  }
  const [customerId] = customers;
  return { customerId: customerId ?? (await customerByCode(work, input.customer, line.currency)), bills: ordered };
}

async function customerByCode(work: Work, code: string | null | undefined, currency: string): Promise<string> {
  const place = { field: 'customer' };
  if (!code) throw new Refusal('reconciliation.no_target', 'name the bills that the line pays, or the customer', place);
  const customer = await work.db
    .selectFrom('customer')
    .select(['id', 'currency'])
    .where('tenant_id', '=', work.tenantId)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!customer) throw new Refusal('value.unknown_code', `there is no customer “${code}”`, place);
  if (customer.currency !== currency) {
    const message = `the customer's account is in ${customer.currency}, the line in ${currency}`;
    throw new Refusal('reconciliation.currency_differs', message, place);
  }
  return customer.id;
}
