/**
 * The one interface behind which every price model stands. A model is parsed once (see `parse.ts`) and then asked any
 * number of times; it holds Decimals and precomputed sums, no JSON.
 */
import type { Decimal } from '../../kernel/money.ts';

export type ModelName =
  | 'FIXED'
  | 'PER_UNIT'
  | 'GRADUATED'
  | 'VOLUME'
  | 'STAIRSTEP'
  | 'PACKAGE'
  | 'PERCENTAGE'
  | 'GRADUATED_PERCENTAGE'
  | 'TIME_OF_USE';

/** When tiers begin anew: with every period, with every month of a longer period, or with the year. */
export type Reset = 'PERIOD' | 'MONTH' | 'YEAR';

/** What a model needs to know of the use: nothing, a quantity, single events, or a quantity for each band. */
export type Measure = 'NOTHING' | 'QUANTITY' | 'EVENTS' | 'BANDS';

/** What is priced. A model takes the member that its `measure` names; the quantity is after free units. */
export interface Use {
  quantity?: Decimal | undefined;
  /** Quantity by band, such as `{ peak: 50 }`; a band that is left out was not used. */
  bands?: Readonly<Record<string, Decimal>> | undefined;
  /** Amounts of single events, in the order in which they happened. */
  events?: readonly Decimal[] | undefined;
  /** Months that the whole period holds; only tiers with `reset: MONTH` ask for it. */
  months?: number | undefined;
}

/**
 * One step of an amount, as a person would write it on paper. Amount of the line =
 * (`packages` or `quantity`) × `unitPrice` (or `rate` ÷ 100) + `flatFee`, then kept within `minimum` and `maximum`.
 * All values are decimal strings.
 */
export interface Line {
  quantity: string;
  unitPrice?: string;
  /** Percent of the quantity, in place of a unit price. */
  rate?: string;
  /** Started packages; the unit price is then the price of one package. */
  packages?: string;
  flatFee?: string;
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
}

export interface PriceModel extends ModelRule, CommonTerms {
  readonly reset: Reset;
  /** `MM-DD` on which the year of `reset: YEAR` begins. */
  readonly resetFrom: string;
}
