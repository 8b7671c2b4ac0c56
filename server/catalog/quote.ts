/** What a quantity of a fee item would cost on a day. */
import type { PriceQuote } from '../generated/schema.ts';
import { parseDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { moneyText, parseDecimal, plain } from '../kernel/money.ts';
import { type Books, read } from '../ledger/books.ts';
import type { PriceList } from './price-lists.ts';
import { modelOn } from './pricing/dated.ts';
import { parseModel } from './pricing/parse.ts';
import { price } from './pricing/price.ts';

export interface PriceQuestion {
  /** Code of the fee item. */
  feeItem: string;
  quantity: string;
  /** Default: today. */
  at?: string | null | undefined;
  /** Quantity earlier in the year, for yearly tiers. */
  before?: string | null | undefined;
  /** Whose price list; default: everybody's. */
  customerGroup?: string | null | undefined;
  region?: string | null | undefined;
}

/**
 * Prices a quantity with the version that holds on the day, without discounts or proration.
 * @throws Refusal `value.unknown_code`, `pricing.no_price`, `value.not_a_date`, `value.not_a_number`, `pricing.…`
 */
export async function quote(books: Books, question: PriceQuestion): Promise<PriceQuote> {
  const at = question.at ? parseDate(question.at, 'at') : books.today;
  const quantity = parseDecimal(question.quantity, 'quantity');
  const before = question.before ? parseDecimal(question.before, 'before') : undefined;
  const list = { customerGroup: question.customerGroup ?? '', region: question.region ?? '' };
  const { currency, model } = await priceAt(books, question.feeItem, at, list);
  const quoted = price(modelOn(parseModel(model), at), { quantity, before, currency, rounding: books.tenant.rounding });
  return { exact: plain(quoted.exact), amount: moneyText(quoted.amount, currency), explanation: quoted.explanation };
}

async function priceAt(
  books: Books,
  code: string,
  at: string,
  list: PriceList,
): Promise<{ currency: string; model: unknown }> {
  return read(books, async (db) => {
    const feeItem = await db
      .selectFrom('fee_item')
      .select(['id', 'currency'])
      .where('tenant_id', '=', books.tenant.id)
      .where('code', '=', code)
      .executeTakeFirst();
    if (!feeItem) {
      throw new Refusal('value.unknown_code', `there is no fee item “${code.slice(0, 40)}”`, { field: 'feeItem' });
    }
    const version = await db
      .selectFrom('price_version')
      .select('model')
      .where('tenant_id', '=', books.tenant.id)
      .where('fee_item_id', '=', feeItem.id)
      .where('archived', '=', false)
      .where('effective_from', '<=', at)
      .where((where) => where.or([where('effective_to', 'is', null), where('effective_to', '>', at)]))
      .where('customer_group', 'in', ['', list.customerGroup])
      .where('region', 'in', ['', list.region])
      .orderBy((by) => by('customer_group', '<>', ''), 'desc')
      .orderBy((by) => by('region', '<>', ''), 'desc')
      .executeTakeFirst();
    if (!version) {
      throw new Refusal('pricing.no_price', `${code} has no price on ${at}; add a price version for that day`, {
        field: 'at',
      });
    }
    return { currency: feeItem.currency, model: version.model };
  });
}
