/** A rule while it is being written. */
import type { MatchingRuleInput, RuleAction, RulePartsFragment } from '../../../generated/operations.ts';

export const ACTIONS: readonly RuleAction[] = [
  'BOOK_FEE',
  'BOOK_ACCOUNT',
  'BOOK_PAYOUT',
  'LEAVE',
  'REFERENCE',
  'PAYER_AMOUNT',
  'PAYER_OLDEST',
  'PAYER_SUBSET',
  'SEVERAL_LINES',
  'PAYER_PINYIN',
  'PAYER',
  'AMOUNT',
];

/** Everything that the form shows, lists as the text that is typed. */
export interface Draft {
  name: string;
  action: RuleAction;
  direction: '' | 'IN' | 'OUT';
  accounts: readonly string[];
  channels: readonly string[];
  words: string;
  pattern: string;
  payers: string;
  amountFrom: string;
  amountTo: string;
  bookedFrom: string;
  bookedTo: string;
  tolerance: string;
  automatic: boolean;
  threshold: string;
  account: string;
  channelAccount: string;
  enabled: boolean;
}

export const books = (action: RuleAction): boolean => action.startsWith('BOOK_');
/** Only single bills and those that are named may differ from the money. */
export const takesTolerance = (action: RuleAction): boolean => action === 'REFERENCE' || action === 'PAYER_AMOUNT';
export const matches = (action: RuleAction): boolean => !books(action) && action !== 'LEAVE';

/** The rule as a draft; a new one books a fee and is off until somebody has tried it. */
export function draftOf(rule: RulePartsFragment | null): Draft {
  const given = rule?.conditions;
  return {
    name: rule?.name ?? '',
    action: rule?.action ?? 'BOOK_FEE',
    direction: (given?.direction ?? '') as Draft['direction'],
    accounts: given?.accounts ?? [],
    channels: given?.channels ?? [],
    words: (given?.words ?? []).join(', '),
    pattern: given?.pattern ?? '',
    payers: (given?.payers ?? []).join(', '),
    amountFrom: given?.amountFrom ?? '',
    amountTo: given?.amountTo ?? '',
    bookedFrom: given?.bookedFrom ?? '',
    bookedTo: given?.bookedTo ?? '',
    tolerance: rule?.tolerance ?? '0',
    automatic: rule?.automatic ?? true,
    threshold: rule?.threshold === null || rule?.threshold === undefined ? '' : String(rule.threshold),
    account: rule?.account ?? '',
    channelAccount: rule?.channelAccount ?? '',
    enabled: rule?.enabled ?? false,
  };
}

/** Entries of a list as they are typed, with Latin or Chinese commas between them. */
export const entriesOf = (text: string): string[] =>
  text
    .split(/[,，、;；\n]/)
    .map((entry) => entry.trim())
    .filter(Boolean);

/** What is sent of a draft: only what its action uses. */
export function inputOf(draft: Draft): MatchingRuleInput {
  const { action } = draft;
  const threshold = Number.parseInt(draft.threshold, 10);
  return {
    name: draft.name.trim(),
    action,
    conditions: {
      direction: matches(action) ? null : draft.direction || null,
      accounts: [...draft.accounts],
      channels: [...draft.channels],
      words: entriesOf(draft.words),
      pattern: draft.pattern.trim() || null,
      payers: entriesOf(draft.payers),
      amountFrom: draft.amountFrom.trim() || null,
      amountTo: draft.amountTo.trim() || null,
      bookedFrom: draft.bookedFrom || null,
      bookedTo: draft.bookedTo || null,
    },
    tolerance: takesTolerance(action) ? draft.tolerance.trim() || '0' : '0',
    automatic: action === 'LEAVE' ? false : draft.automatic,
    threshold: matches(action) && draft.automatic && Number.isInteger(threshold) ? threshold : null,
    account: action === 'BOOK_ACCOUNT' ? draft.account : null,
    channelAccount: action === 'BOOK_PAYOUT' ? draft.channelAccount : null,
  };
}

/** Names are needed where what is booked carries them. */
export const isReady = (draft: Draft): boolean =>
  (matches(draft.action) || draft.name.trim() !== '') &&
  (draft.action !== 'BOOK_ACCOUNT' || draft.account !== '') &&
  (draft.action !== 'BOOK_PAYOUT' || draft.channelAccount !== '');
