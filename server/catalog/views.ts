/** Fee items and their prices as the API shows them. */
import { sql } from 'kysely';
import type { FeeItem, PriceVersion } from '../generated/schema.ts';
import { type Books, read } from '../ledger/books.ts';
import { type CodePage, codePageOf, codePageRequest } from '../ledger/code-page.ts';

/** A fee item; its prices are read when somebody asks for them. */
export type FeeItemView = Omit<FeeItem, 'prices'>;

export interface FeeItemFilter {
  code?: string | null | undefined;
  includeArchived?: boolean | null | undefined;
}

/**
 * Fee items by code.
 * @param first at most 500 are given
 * @throws Refusal `sync.bad_cursor`
 */
export async function listFeeItems(
  books: Books,
  { code, includeArchived }: FeeItemFilter,
  first: number,
  after: string | null | undefined,
): Promise<CodePage<FeeItemView>> {
  const page = codePageRequest(first, after);
  const rows = await read(books, async (db) => {
    const found = await sql<FeeItemView>`
      select f.id, f.code, f.name_zh as "nameZh", f.name_en as "nameEn", f.category, f.cycle, f.timing, f.anchor_day as "anchorDay", f.unit, f.currency,
        t.code as "taxCode", f.effective_from as "effectiveFrom", f.effective_to as "effectiveTo", f.archived, f.version
      from fee_item f left join tax_code t on t.tenant_id = f.tenant_id and t.id = f.tax_code_id
      where f.tenant_id = ${books.tenant.id}
        and ${code ? sql`f.code = ${code}` : sql`true`}
        and ${includeArchived ? sql`true` : sql`not f.archived`}
        and ${page.after === null ? sql`true` : sql`f.code > ${page.after}`}
      order by f.code limit ${page.count + 1}`.execute(db);
    return found.rows;
  });
  return codePageOf(rows, page);
}

/** Live price versions of fee items, in the order of the fee items asked for; each list newest first. */
export async function pricesOfFeeItems(books: Books, feeItemIds: readonly string[]): Promise<PriceVersion[][]> {
  const rows = await read(books, async (db) => {
    const found = await sql<PriceVersion & { feeItemId: string }>`
      select id, fee_item_id as "feeItemId", customer_group as "customerGroup", region, effective_from as "effectiveFrom", effective_to as "effectiveTo", model,
        proration, version
      from price_version
      where tenant_id = ${books.tenant.id} and fee_item_id = any(${[...feeItemIds]}::uuid[]) and not archived
      order by effective_from desc`.execute(db);
    return found.rows;
  });
  const byFeeItem = Map.groupBy(rows, ({ feeItemId }) => feeItemId);
  return feeItemIds.map((id) => byFeeItem.get(id) ?? []);
}
