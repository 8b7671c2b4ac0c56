/** What quantities of fee items would cost on a day. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { PriceQuote } from '../generated/schema.ts';
import { type BusinessDate, parseDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { moneyText, parseDecimal, plain } from '../kernel/money.ts';
import { type Books, read } from '../ledger/books.ts';
import { type PriceList, versionsFor } from './price-lists.ts';
import { modelOn } from './pricing/dated.ts';
import type { PriceModel } from './pricing/model.ts';
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

/** A fee item with its price versions, as they stand in the database. */
interface PricedItem {
  code: string;
  currency: string;
  versions: (PriceList & { from: BusinessDate; to: BusinessDate | null; model: unknown })[];
}

/**
 * Prices a quantity with the version that holds on the day, without discounts or proration.
 * @throws Refusal `value.unknown_code`, `pricing.no_price`, `value.not_a_date`, `value.not_a_number`, `pricing.…`
 */
export async function quote(books: Books, question: PriceQuestion): Promise<PriceQuote> {
  const [answer] = await read(books, (db) => quotes(db, books, [question]));
  if (answer === undefined || answer instanceof Refusal) throw answer ?? new Error('a quote has no answer');
  return answer;
}

/**
 * Prices many quantities, each by itself, with one statement.
 * @returns quotes or why there is none, in the order asked for
 */
export async function quotes(
  db: Db,
  books: Books,
  questions: readonly PriceQuestion[],
): Promise<(PriceQuote | Refusal)[]> {
  if (questions.length === 0) return [];
  const items = await loadItems(db, books, [...new Set(questions.map(({ feeItem }) => feeItem))]);
  const parsed = new Map<unknown, PriceModel>();
  const parse = (model: unknown): PriceModel => {
    const known = parsed.get(model) ?? parseModel(model);
    parsed.set(model, known);
    return known;
  };
  return questions.map((question) => {
    try {
      return quoteOf(books, items, question, parse);
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  });
}

function quoteOf(
  books: Books,
  items: ReadonlyMap<string, PricedItem>,
  question: PriceQuestion,
  parse: (model: unknown) => PriceModel,
): PriceQuote {
  const at = question.at ? parseDate(question.at, 'at') : books.today;
  const quantity = parseDecimal(question.quantity, 'quantity');
  const before = question.before ? parseDecimal(question.before, 'before') : undefined;
  const list = { customerGroup: question.customerGroup ?? '', region: question.region ?? '' };
  const item = items.get(question.feeItem);
  if (!item) {
    const message = `there is no fee item “${question.feeItem.slice(0, 40)}”`;
    throw new Refusal('value.unknown_code', message, { field: 'feeItem' });
  }
  const { currency } = item;
  const model = parse(modelAt(item, at, list));
  const quoted = price(modelOn(model, at), { quantity, before, currency, rounding: books.tenant.rounding });
  return { exact: plain(quoted.exact), amount: moneyText(quoted.amount, currency), explanation: quoted.explanation };
}

function modelAt({ code, versions }: PricedItem, at: BusinessDate, list: PriceList): unknown {
  const listed = versions.map(({ from, to, ...version }) => ({ ...version, period: { start: from, end: to } }));
  const version = versionsFor(listed, list).find(
    ({ period }) => period.start <= at && (period.end === null || at < period.end),
  );
  if (version) return version.model;
  throw new Refusal('pricing.no_price', `${code} has no price on ${at}; add a price version for that day`, {
    field: 'at',
  });
}

async function loadItems(db: Db, books: Books, codes: readonly string[]): Promise<Map<string, PricedItem>> {
  const { rows } = await sql<PricedItem>`
    select f.code, f.currency, coalesce(v.versions, '[]') as versions from fee_item f
    left join lateral (
      select json_agg(json_build_object('from', p.effective_from, 'to', p.effective_to, 'model', p.model,
        'customerGroup', p.customer_group, 'region', p.region)) as versions
      from price_version p where p.tenant_id = f.tenant_id and p.fee_item_id = f.id and not p.archived
    ) v on true
    where f.tenant_id = ${books.tenant.id} and f.code = any(${[...codes]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.code, row]));
}
