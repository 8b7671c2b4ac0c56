/** What a package that is sold is made of. */
import { sql } from 'kysely';
import { Refusal } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { Decimal, moneyText } from '../../kernel/money.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import type { PaymentPlan } from '../book-payments.ts';

/** A package as it is sold. */
export interface SoldPackage {
  id: string;
  code: string;
  price: Decimal;
  bonus: Decimal;
}

/**
 * The package that is sold on a day, under a lock that keeps it as it is.
 * @throws Refusal `value.unknown_code`, `payments.package_not_sold`, `payments.package_price`, `payments.package_bills`
 */
export async function packageToSell(
  work: Work,
  code: string,
  sale: { amount: Decimal; on: string; currency: string; bills: readonly string[] },
): Promise<SoldPackage> {
  const { rows } = await sql<{ id: string; price: string; bonus: string; sold: boolean }>`
    select id, price, bonus, not archived and coalesce(valid_from <= ${sale.on}::date, true)
      and coalesce(valid_to > ${sale.on}::date, true) as sold
    from prepayment_package where tenant_id = ${work.tenantId} and code = ${code} for share`.execute(work.db);
  const [found] = rows;
  const place = { field: 'package' };
  if (!found) throw new Refusal('value.unknown_code', `there is no prepayment package “${code.slice(0, 40)}”`, place);
  if (!found.sold) {
    throw new Refusal('payments.package_not_sold', `${code} is not sold on ${sale.on}; choose another package`, place);
  }
  const price = new Decimal(found.price);
  if (sale.currency !== work.books.tenant.currency || !sale.amount.eq(price)) {
    const cost = moneyText(price, work.books.tenant.currency);
    throw new Refusal('payments.package_price', `${code} costs ${cost} ${work.books.tenant.currency}`, {
      field: 'amount',
    });
  }
  if (sale.bills.length > 0) {
    const message = 'a prepayment is for bills to come; take a payment of its own for bills that are open';
    throw new Refusal('payments.package_bills', message, { field: 'bills' });
  }
  return { id: found.id, code, price, bonus: new Decimal(found.bonus) };
}

/** The bonus that comes with a sale, as money that nobody paid. */
export function bonusPlan(sale: PaymentPlan, sold: SoldPackage): PaymentPlan[] {
  if (sold.bonus.isZero()) return [];
  const own = { id: newId(), amount: sold.bonus, channel: 'BONUS', from: 'BONUS', bonusOf: sale.id } as const;
  return [{ ...sale, ...own, reference: sold.code }];
}
