/** Rules of matching, made ready to be asked, and those that the product comes with. */
import { type Decimal, ZERO } from '../../kernel/money.ts';
import type { Holds } from './conditions.ts';

/** Steps of matching, from certain to guessed. */
export const MATCH_STEPS = [
  'REFERENCE',
  'PAYER_AMOUNT',
  'PAYER_OLDEST',
  'PAYER_SUBSET',
  'SEVERAL_LINES',
  'PAYER_PINYIN',
  'PAYER',
  'AMOUNT',
] as const;
export type MatchStep = (typeof MATCH_STEPS)[number];

/** What a line can be booked as by a rule. */
export const BOOK_ACTIONS = ['BOOK_FEE', 'BOOK_PAYOUT', 'BOOK_ACCOUNT'] as const;
export type BookAction = (typeof BOOK_ACTIONS)[number];

/** LEAVE: whatever rules behind it find waits for a person. */
export type RuleAction = MatchStep | BookAction | 'LEAVE';

export const RULE_ACTIONS: readonly RuleAction[] = [...MATCH_STEPS, ...BOOK_ACTIONS, 'LEAVE'];

/** A rule that is switched on. */
export interface MatchingRule {
  /** Empty for the rules that come with the product and were never stored. */
  id: string;
  /** Empty: it is called by what it does. */
  name: string;
  action: RuleAction;
  /** null: true of every line. */
  holds: Holds | null;
  tolerance: Decimal;
  automatic: boolean;
  /** null: the tenant's. */
  threshold: number | null;
}

export const isMatchStep = (action: RuleAction): action is MatchStep =>
  (MATCH_STEPS as readonly string[]).includes(action);

export const isBookAction = (action: RuleAction): action is BookAction =>
  (BOOK_ACTIONS as readonly string[]).includes(action);

/** The rules that a tenant starts with: every step, in order, of every line. */
export const SHIPPED_RULES: readonly MatchingRule[] = MATCH_STEPS.map((action) => ({
  id: '',
  name: '',
  action,
  holds: null,
  tolerance: ZERO,
  automatic: true,
  threshold: null,
}));
