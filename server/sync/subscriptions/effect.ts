/** What the next billing run makes of a change that is under way: the pricing of a run, inside its transaction. */
import { loadCustomers } from '../../billing/load-customers.ts';
import type { RunLine } from '../../billing/price-binding.ts';
import { loadShared, pricePage } from '../../billing/price-run.ts';
import { addMonths, type BusinessDate, monthStart } from '../../kernel/dates.ts';
import { type Decimal, moneyText, plain, ZERO } from '../../kernel/money.ts';
import type { Work } from '../../ledger/unit-of-work.ts';

/** A charge to come; amounts and quantities as texts. */
export interface ComingCharge {
  binding: string;
  feeItem: string;
  kind: string;
  periodStart: BusinessDate;
  periodEnd: BusinessDate;
  quantity: string | null;
  amount: string | null;
  exception: string | null;
}

const MOST_CUSTOMERS = 500;

/**
 * Charges of some bindings of a customer that fall due by the end of a month.
 * @param day within that month, or within today's, whichever is later
 */
export async function comingCharges(
  work: Work,
  customerId: string,
  bindingIds: readonly string[],
  day: BusinessDate,
): Promise<{ charges: ComingCharge[]; total: string }> {
  const { db, books } = work;
  const upTo = addMonths(monthStart(day > books.today ? day : books.today), 1);
  const scope = { scope: { kind: 'CUSTOMER' as const, id: customerId }, upTo };
  const customers = await loadCustomers(db, books, scope, '', MOST_CUSTOMERS);
  const lines = await pricePage(db, books, scope, customers, await loadShared(db, books, upTo));
  const own = (lines.get(customerId) ?? []).filter(({ binding }) => bindingIds.includes(binding.id));
  const total = own.reduce<Decimal>((sum, { charge }) => (charge ? sum.plus(charge.amount) : sum), ZERO);
  return { charges: own.map(comingCharge), total: moneyText(total, own[0]?.tariff.currency ?? books.tenant.currency) };
}

function comingCharge({ binding, tariff, kind, periodStart, periodEnd, charge, exception }: RunLine): ComingCharge {
  return {
    binding: binding.code,
    feeItem: tariff.code,
    kind,
    periodStart,
    periodEnd,
    quantity: charge && plain(charge.quantity),
    amount: charge && moneyText(charge.amount, tariff.currency),
    exception: exception?.message ?? null,
  };
}
