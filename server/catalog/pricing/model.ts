/**
 * The one interface behind which every price model stands. A model is parsed once (see `parse.ts`) and then asked any
 * number of times; it holds Decimals and precomputed sums, no JSON.
 */
import type { BusinessDate } from '../../kernel/dates.ts';
import type { Decimal } from '../../kernel/money.ts';
import type { SharedTerms } from './shared.ts';

export type ModelName =
  | 'FIXED'
  | 'PER_UNIT'
  | 'GRADUATED'
  | 'VOLUME'
  | 'STAIRSTEP'
  | 'PACKAGE'
  | 'PERCENTAGE'
  | 'GRADUATED_PERCENTAGE'
  | 'TIME_OF_USE'
  | 'FORMULA'
  | 'SHARED';

/** When tiers begin anew: with every period, with every month of a longer period, or with the year. */
export type Reset = 'PERIOD' | 'MONTH' | 'YEAR';

/** What a model needs to know of the use: nothing, a quantity, single events, a quantity for each band, shares of pools. */
export type Measure = 'NOTHING' | 'QUANTITY' | 'EVENTS' | 'BANDS' | 'POOL';

/** A quantity that changes inside the period, such as seats: so many more (or fewer) for `part` ÷ `of` of the whole. */
export interface QuantityChange {
  quantity: Decimal;
  part: Decimal;
  of: Decimal;
}

/** What is priced. A model takes the member that its `measure` names; the quantity is after free units. */
export interface Use {
  quantity?: Decimal | undefined;
  /** Quantity by band, such as `{ peak: 50 }`; a band that is left out was not used. */
  bands?: Readonly<Record<string, Decimal>> | undefined;
  /** Amounts of single events, in the order in which they happened. */
  events?: readonly Decimal[] | undefined;
  /** Months that the whole period holds; only tiers with `reset: MONTH` ask for it. */
  months?: number | undefined;
  /** In place of a quantity that holds for the whole period. */
  changes?: readonly QuantityChange[] | undefined;
  /** The premise's area, for formulas. */
  area?: Decimal | undefined;
  /** Days that are charged and days of the whole cycle, for formulas. */
  days?: number | undefined;
  cycleDays?: number | undefined;
  /** Shares of cost pools; see `shared.ts`. */
  pools?: readonly PoolShare[] | undefined;
}

/** What falls on one premise (or one binding of it) of a pool that was split. */
export interface PoolShare {
  /** The cost that was split, and the weights: this one's and their sum. */
  cost: Decimal;
  weight: Decimal;
  weights: Decimal;
  /** This one's share, rounded; all shares sum to the cost. */
  amount: Decimal;
  /** Minor unit of the currency, such as 0.01. */
  unit: Decimal;
  /** The cost's id, for billing. */
  id?: string;
}

/** A formula with the values that its names had. */
export interface FormulaLine {
  expression: string;
  values: Record<string, string>;
}

/**
 * One step of an amount, as a person would write it on paper. Amount of the line =
 * (`packages` or `quantity`) × `unitPrice` (or `rate` ÷ 100) ÷ `per` + `flatFee`, then kept within `minimum` and `maximum`; or what
 * `formula` gives; or the share of `pool`. All values are decimal strings.
 */
export interface Line {
  quantity: string;
  unitPrice?: string;
  /** Percent of the quantity, in place of a unit price. */
  rate?: string;
  /** Started packages; the unit price is then the price of one package. */
  packages?: string;
  flatFee?: string;
  /** Where the quantity is units × days: the days of the whole. */
  per?: string;
  formula?: FormulaLine;
  /** The quantity's share of `cost` by the sum of all weights, rounded down to `unit`, with so many `extra` units. */
  pool?: { id?: string; cost: string; weights: string; unit: string; extra: string };
  minimum?: string;
  maximum?: string;
  /** Upper bound of the tier; null for the last one. */
  upTo?: string | null;
  band?: string;
  amount: string;
}

/** What every model may have beside its own fields. */
export interface CommonTerms {
  /** The amount of a whole period is never below it (in the reset year with `reset: YEAR`). */
  minimum: Decimal | null;
  /** Nor above it. */
  maximum: Decimal | null;
  /** Units that cost nothing; tiers count from the first unit after them. */
  includedQuantity: Decimal | null;
}

/** The part that a model's own file supplies. */
export interface ModelRule {
  readonly model: ModelName;
  readonly measure: Measure;
  /** Unrounded amount of a whole period, before minimum and maximum. The quantity is not negative. */
  amountOf(use: Use): Decimal;
  /** The same amount in steps; their sum is `amountOf`. */
  linesOf(use: Use): Line[];
  /** Whether the amount depends on the days charged: it is then not prorated on top. */
  readonly countsDays?: boolean;
  /** Whether a quantity may change inside the period: the lines then are those of tiers without packages. */
  readonly takesChanges?: boolean;
}

export interface PriceModel extends ModelRule, CommonTerms {
  readonly reset: Reset;
  /** `MM-DD` on which the year of `reset: YEAR` begins. */
  readonly resetFrom: string;
  /** Seasons and yearly raises; null where the price is the same on every day. See `dated.ts`. */
  readonly dated: DatedTerms | null;
  /** The raise that holds on the day for which `modelOn` was asked; null without one. */
  readonly raise: Raise | null;
  /** How a pool is split, for SHARED alone. */
  readonly shared: SharedTerms | null;
}

/** How a price depends on the day. */
export interface DatedTerms {
  /** The model of a month (1 to 12) where it is not the base one. */
  readonly seasons: ReadonlyMap<number, PriceModel>;
  readonly escalator: { readonly rate: Decimal; readonly from: BusinessDate } | null;
}

/** So many yearly raises of `rate` percent, each on top of the one before: amounts × `factor`. */
export interface Raise {
  readonly rate: Decimal;
  readonly years: number;
  readonly factor: Decimal;
}
