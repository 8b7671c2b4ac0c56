/** What `priceCharge` takes and gives. */
import type { BusinessDate, Period } from '../../kernel/dates.ts';
import type { Decimal, RoundingMode } from '../../kernel/money.ts';
import type { Discount, NamedDiscount } from '../discounts.ts';
import type { Proration } from '../proration.ts';
import type { DatedQuantity } from './changes.ts';
import type { Explanation } from './explanation.ts';
import type { PriceModel, Use } from './model.ts';
import type { UsageSlice } from './usage.ts';

/** A parsed price version; parse its model once and share it between charges. */
export interface PricedVersion {
  id: string;
  model: PriceModel;
  /** Half-open; an end of null: until further notice. */
  period: { start: BusinessDate; end: BusinessDate | null };
  /** This version's own proration; else the charge's. */
  proration?: Proration | undefined;
}

/** What a meter or a source of events says for the period that is charged. */
export interface MeteredUsage {
  /** Use between readings; together they are the quantity. */
  slices?: readonly UsageSlice[] | undefined;
  /** Short for one slice over the whole period. */
  quantity?: Decimal | undefined;
  bands?: Use['bands'];
  events?: Use['events'];
  /** For `reset: YEAR`: see `PriceInput`; all for the meter or premise, at the period's start. */
  before?: Decimal | undefined;
  beforeVersion?: Decimal | undefined;
  chargedBefore?: Decimal | undefined;
}

export interface ChargeInput {
  /** Versions that may hold in the period, without overlap. */
  versions: readonly PricedVersion[];
  /** The part of the cycle that is charged. */
  period: Period;
  /** The whole cycle. */
  cyclePeriod: Period;
  /** Fixed quantity of the binding; either this or `usage` (neither for a FIXED fee). */
  quantity?: Decimal | undefined;
  /** In place of `quantity` where it changes inside the period, in order of days. */
  quantities?: readonly DatedQuantity[] | undefined;
  /** The premise's area, for formulas. */
  area?: Decimal | undefined;
  /** Shares of the pools of this period, for SHARED. */
  pools?: Use['pools'];
  usage?: MeteredUsage | undefined;
  proration: Proration;
  /** The binding's own. */
  discount?: Discount | null | undefined;
  /** Those of the catalogue that apply, in their order; the binding's own comes before them. */
  discounts?: readonly NamedDiscount[] | undefined;
  /** Days within the period at which its parts are cut too, because somebody else pays from then on. */
  cuts?: readonly BusinessDate[] | undefined;
  /** Times that are not charged; their use is not either. */
  paused?: readonly Period[] | undefined;
  /** A fraction: 0.06 for 6 %. Prices include it. */
  taxRate: Decimal;
  currency: string;
  rounding: RoundingMode;
}

export interface ChargePart {
  versionId: string;
  periodStart: BusinessDate;
  periodEnd: BusinessDate;
  quantity: Decimal;
  /** The price of one unit, where all units have the same. */
  unitPrice: Decimal | null;
  /** Rounded, before the discount. */
  gross: Decimal;
  /** `gross − amount`. */
  discount: Decimal;
  /** Rounded, tax included. */
  amount: Decimal;
  net: Decimal;
  tax: Decimal;
  explanation: Explanation;
}

/** One piece of the period with a single version, and its metered quantity. */
export interface Piece {
  version: PricedVersion;
  period: Period;
  metered: Decimal;
}

/** A priced piece before tax. */
export interface Priced {
  quantity: Decimal;
  unitPrice: Decimal | null;
  gross: Decimal;
  amount: Decimal;
  explanation: Explanation;
}
