/** Which discounts of the catalogue apply to a cycle of a binding. */
import { sql } from 'kysely';
import type { DueCycle } from '../catalog/cycles.ts';
import type { DiscountKind, NamedDiscount } from '../catalog/discounts.ts';
import type { Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import { Decimal } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import type { BindingFacts } from './price-binding.ts';

/** A discount as it was agreed. */
export interface AgreedDiscount extends NamedDiscount {
  /** Whom it is for: `BINDING <id>`, `CUSTOMER <id>`, `CUSTOMER_GROUP <name>` or `FEE_ITEM <id>`. */
  target: string;
  /** The only fee item that it is for; null: any. */
  feeItemId: string | null;
  from: BusinessDate;
  to: BusinessDate | null;
  /** Only a binding's first cycles; null: all. */
  firstCycles: number | null;
  order: number;
  /** Fee items that the customer must be charged for all together; empty: none in particular. */
  packageItems: readonly string[];
}

/** What a customer is charged for, from when to when. */
export interface BoundTime {
  customerId: string;
  feeItemId: string;
  start: BusinessDate;
  end: BusinessDate | null;
}

/** The discounts that apply to a cycle, in their order. */
export type DiscountsOf = (
  binding: Pick<BindingFacts, 'id' | 'customerId' | 'customerGroup' | 'feeItemId'>,
  cycle: Pick<DueCycle, 'index' | 'period'>,
) => readonly NamedDiscount[];

/**
 * Finds discounts by what they are for. A cycle is judged by its first charged day: that day must lie within a discount's
 * dates, and within the dates of the bindings that make up a package. A cycle is never cut at a discount's dates.
 * @param bound bindings of the fee items that packages name
 */
export function discountFinder(discounts: readonly AgreedDiscount[], bound: readonly BoundTime[]): DiscountsOf {
  const byTarget = Map.groupBy(discounts, ({ target }) => target);
  const byCustomer = Map.groupBy(bound, ({ customerId }) => customerId);
  return (binding, { index, period: { start: day } }) => {
    const targets = [
      `BINDING ${binding.id}`,
      `CUSTOMER ${binding.customerId}`,
      `CUSTOMER_GROUP ${binding.customerGroup}`,
      `FEE_ITEM ${binding.feeItemId}`,
    ];
    const all = byCustomer.get(binding.customerId) ?? [];
    const isBound = (feeItemId: string) =>
      all.some((each) => each.feeItemId === feeItemId && each.start <= day && (each.end === null || day < each.end));
    return targets
      .flatMap((target) => byTarget.get(target) ?? [])
      .filter(
        (each) =>
          each.from <= day &&
          (each.to === null || day < each.to) &&
          (each.firstCycles === null || index < each.firstCycles) &&
          isForFeeItem(each, binding.feeItemId) &&
          each.packageItems.every(isBound),
      )
      .toSorted((a, b) => a.order - b.order || (a.code < b.code ? -1 : 1));
  };
}

/** A package of a customer reduces what is in it, unless it names the one fee item that it reduces. */
function isForFeeItem({ feeItemId, packageItems, target }: AgreedDiscount, charged: string): boolean {
  if (feeItemId !== null) return feeItemId === charged;
  return packageItems.length === 0 || target.startsWith('BINDING') || packageItems.includes(charged);
}

interface DiscountRow extends Pick<AgreedDiscount, 'code' | 'name' | 'target'> {
  kind: DiscountKind;
  value: string;
  fee_item_id: string | null;
  valid_from: string;
  valid_to: string | null;
  first_cycles: number | null;
  stack_order: number;
  package_item_ids: string[];
}

/** All live discounts of a tenant. */
export async function loadDiscounts(db: Db, books: Books): Promise<AgreedDiscount[]> {
  const { rows } = await sql<DiscountRow>`
    select code, name, kind, value, scope || ' ' || case scope when 'BINDING' then binding_id::text
        when 'CUSTOMER' then customer_id::text when 'CUSTOMER_GROUP' then customer_group else fee_item_id::text end as target,
      fee_item_id, valid_from, valid_to, first_cycles, stack_order, to_json(package_item_ids) as package_item_ids
    from discount where tenant_id = ${books.tenant.id} and not archived`.execute(db);
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    kind: row.kind,
    value: new Decimal(row.value),
    target: row.target,
    feeItemId: row.fee_item_id,
    from: row.valid_from,
    to: row.valid_to,
    firstCycles: row.first_cycles,
    order: row.stack_order,
    packageItems: row.package_item_ids,
  }));
}

/** The discounts of the bindings of some customers; what packages need to know of these is read here. */
export async function discountsOfCustomers(
  db: Db,
  books: Books,
  discounts: readonly AgreedDiscount[],
  customerIds: readonly string[],
): Promise<DiscountsOf> {
  const feeItems = [...new Set(discounts.flatMap(({ packageItems }) => packageItems))];
  if (feeItems.length === 0) return discountFinder(discounts, []);
  const { rows } = await sql<BoundTime>`
    select customer_id as "customerId", fee_item_id as "feeItemId", start_date as start, end_date as end from binding
    where tenant_id = ${books.tenant.id} and customer_id = any(${[...customerIds]}::uuid[])
      and fee_item_id = any(${feeItems}::uuid[]) and not archived`.execute(db);
  return discountFinder(discounts, rows);
}
