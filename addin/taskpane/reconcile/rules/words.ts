/** What rules do, and what a trial found, in words. */
import type { OutcomePartsFragment, RulePartsFragment } from '../../../generated/operations.ts';
import { formatAmount } from '../../../i18n/format.ts';
import type { Translator } from '../../../i18n/translate.ts';
import { compare } from '../../common/decimals.ts';

/** What people call a rule: its name, or what it does. */
export const titleOf = (rule: Pick<RulePartsFragment, 'name' | 'action'>, { t }: Translator): string =>
  rule.name || t(`ruleAction.${rule.action}`);

/** Which lines a rule is for: “fee” in the text, paid by ICBC, from 100.00. */
export function conditionsText({ conditions }: RulePartsFragment, { t }: Translator): string {
  const comma = t('common.comma');
  const or = t('rules.or');
  const { direction, accounts, channels, words, pattern, payers, amountFrom, amountTo, bookedFrom, bookedTo } =
    conditions;
  const parts = [
    direction ? t(direction === 'IN' ? 'rules.in' : 'rules.out') : '',
    accounts.length > 0 ? t('rules.onAccounts', { accounts: accounts.join(or) }) : '',
    channels.length > 0 ? t('rules.onAccounts', { accounts: channels.join(or) }) : '',
    words.length > 0 ? t('rules.saying', { words: words.map((word) => t('rules.quoted', { word })).join(or) }) : '',
    pattern ? t('rules.saying', { words: `/${pattern}/` }) : '',
    payers.length > 0 ? t('rules.paidBy', { payers: payers.join(or) }) : '',
    amountFrom ? t('rules.fromAmount', { amount: formatAmount(amountFrom) }) : '',
    amountTo ? t('rules.toAmount', { amount: formatAmount(amountTo) }) : '',
    bookedFrom ? t('rules.fromDay', { day: bookedFrom }) : '',
    bookedTo ? t('rules.toDay', { day: bookedTo }) : '',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(comma) : t('rules.everyLine');
}

/** What a rule does with them: by itself or not, from which score, how exactly. */
export function effectText(rule: RulePartsFragment, { t }: Translator): string {
  const { action, threshold, tolerance, account, channelAccount } = rule;
  const target = account ?? channelAccount;
  return [
    rule.name ? t(`ruleAction.${action}`) + (target ? ` (${target})` : '') : '',
    t(howOf(rule)),
    threshold === null ? '' : t('rules.fromScore', { score: threshold }),
    compare(tolerance, '0') === 0 ? '' : t('rules.within', { amount: formatAmount(tolerance) }),
  ]
    .filter(Boolean)
    .join(t('common.comma'));
}

/** Guesses are only offered, whatever the switch says; others act by themselves or suggest. */
function howOf({ action, automatic }: RulePartsFragment) {
  if (action === 'LEAVE') return 'rules.leaving';
  if (!automatic) return 'rules.suggesting';
  return action === 'PAYER' || action === 'AMOUNT' ? 'rules.offering' : 'rules.byItself';
}

/** What a line is, or would be. */
export function outcomeText(outcome: OutcomePartsFragment, { t }: Translator): string {
  const { state, bills, customer, booking, byPerson } = outcome;
  const target = booking ? t(`book.${booking}`) : [bills.join(', '), customer].filter(Boolean).join(' · ');
  const who = byPerson && state !== 'UNDONE' ? t('trial.byPerson') : '';
  return [t(`trialState.${state}`), target, who].filter(Boolean).join(' · ');
}
