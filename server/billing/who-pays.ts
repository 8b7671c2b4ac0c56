/** Who is billed for the days of a binding: its customer, or whoever pays for the premise then. Pure. */
import type { ChargePart } from '../catalog/pricing/charge.ts';
import type { BusinessDate, Period } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import type { BindingFacts } from './price-binding.ts';

/** A customer who pays for a premise from a day to a day. */
export interface Occupant extends Period {
  customerId: string;
  code: string;
  currency: string;
  archived: boolean;
}

type Payable = Pick<BindingFacts, 'customerId' | 'occupants'>;

const occupantOn = ({ occupants }: Payable, day: BusinessDate): Occupant | undefined =>
  occupants?.find(({ start, end }) => start <= day && day < end);

/** The customer who is billed for a day: the one who pays for the premise, else the one of the binding. */
export function payerOn(binding: Payable, day: BusinessDate): string {
  return occupantOn(binding, day)?.customerId ?? binding.customerId;
}

/** Days on which somebody else begins to pay: the parts of a cycle are cut there. */
export function payerChanges(binding: Payable): BusinessDate[] {
  return [...new Set((binding.occupants ?? []).flatMap(({ start, end }) => [start, end]))].toSorted();
}

/**
 * Refuses parts that cannot be billed to those who pay for them.
 * @throws Refusal `billing.customer_archived`, `billing.currency_mismatch`, `billing.credit_of_several` (a credit is held
 *   back until the customer has something to pay, and that must be one customer for the whole cycle)
 */
export function refusePayers(
  binding: BindingFacts,
  parts: readonly Pick<ChargePart, 'periodStart' | 'amount'>[],
  currency: string,
): void {
  if (binding.occupants === null) return;
  for (const { periodStart } of parts) {
    const payer = occupantOn(binding, periodStart);
    if (payer?.archived) {
      const message = `customer ${payer.code} pays for premise ${binding.premiseCode} but is archived; correct who lives there`;
      throw new Refusal('billing.customer_archived', message);
    }
    if (payer && payer.currency !== currency) {
      const message = `the fee is priced in ${currency}, customer ${payer.code} pays in ${payer.currency}`;
      throw new Refusal('billing.currency_mismatch', message);
    }
  }
  const payers = new Set(parts.map(({ periodStart }) => payerOn(binding, periodStart)));
  if (payers.size > 1 && parts.some(({ amount }) => amount.isNegative() && !amount.isZero())) {
    const message =
      'a part of the cycle is a credit and several customers pay for it; enter a reading on the day they changed';
    throw new Refusal('billing.credit_of_several', message);
  }
}
