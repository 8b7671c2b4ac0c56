/** Charges that were priced with the same facts before: a thousand equal parking spaces are priced once. */
import { type ChargeInput, type ChargePart, priceCharge } from '../catalog/pricing/charge.ts';
import { plain } from '../kernel/money.ts';
import type { BindingFacts } from './price-binding.ts';
import type { Tariff } from './tariffs.ts';

/** So many are kept; a run whose bindings all differ must not fill the memory. */
const MOST = 20_000;

export class PricedBefore {
  #known = new Map<string, readonly ChargePart[]>();

  /**
   * Prices a cycle, or gives what an equal one came to. What nobody else can have (readings, events, shares of costs,
   * discounts of the catalogue, quantities that change) is always priced.
   * @throws Refusal as `priceCharge`
   */
  charge(binding: BindingFacts, tariff: Tariff, input: ChargeInput): readonly ChargePart[] {
    const key = keyOf(binding, tariff, input);
    if (key === null) return priceCharge(input).parts;
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#known.size >= MOST) this.#known.clear();
    const { parts } = priceCharge(input);
    this.#known.set(key, parts);
    return parts;
  }
}

/** Everything that the price of a cycle depends on beside the fee item's own versions; null where there is more to it. */
function keyOf({ list }: BindingFacts, { feeItemId }: Tariff, input: ChargeInput): string | null {
  const { period, cyclePeriod, usage, quantities, pools, discounts = [], cuts = [], paused = [] } = input;
  if (usage || quantities || pools || discounts.length > 0 || cuts.length > 0 || paused.length > 0) return null;
  const { quantity, area, discount, taxRate } = input;
  const own = discount ? `${discount.kind} ${plain(discount.value)}` : '';
  return [
    feeItemId,
    list.customerGroup,
    list.region,
    period.start,
    period.end,
    cyclePeriod.start,
    cyclePeriod.end,
    quantity ? plain(quantity) : '',
    area ? plain(area) : '',
    own,
    plain(taxRate),
  ].join('|');
}
