/** Checks a rule as somebody wrote it and brings it into the form in which it is kept. */
import type { Db } from '../../database/orm.ts';
import { parseDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { parseDecimal, plain } from '../../kernel/money.ts';
import { loadBankAccounts } from '../bank-accounts.ts';
import { loadBookableAccounts } from '../bookable-accounts.ts';
import { BANK_CHANNELS } from '../entities.ts';
import { compileConditions, type RuleConditions } from '../matching/conditions.ts';
import { normaliseAccount, normaliseName } from '../matching/names.ts';
import { isMatchStep, RULE_ACTIONS, type RuleAction } from '../matching/rules.ts';
import type { StoredRule } from './stored-rules.ts';

/** Conditions as they come from outside. */
export interface ConditionsInput {
  direction?: string | null | undefined;
  accounts?: readonly string[] | null | undefined;
  channels?: readonly string[] | null | undefined;
  amountFrom?: string | null | undefined;
  amountTo?: string | null | undefined;
  words?: readonly string[] | null | undefined;
  pattern?: string | null | undefined;
  payers?: readonly string[] | null | undefined;
  bookedFrom?: string | null | undefined;
  bookedTo?: string | null | undefined;
}

/** A rule as it comes from outside. */
export interface RuleInput {
  name?: string | undefined;
  action: string;
  conditions: ConditionsInput;
  /** Decimal string; none unless said otherwise. */
  tolerance?: string | undefined;
  /** Unless said otherwise. */
  automatic?: boolean | undefined;
  threshold?: number | null | undefined;
  account?: string | null | undefined;
  channelAccount?: string | null | undefined;
}

/** What a rule is, without its place and its state. */
export type RuleContent = Omit<StoredRule, 'id' | 'enabled' | 'version'>;

const LONGEST_NAME = 100;
const MOST_ENTRIES = 20;
const LONGEST_ENTRY = 60;

/**
 * @throws Refusal `matching.no_name`, `matching.no_condition`, `matching.bad_pattern`, `matching.bad_condition`,
 *   `matching.no_tolerance_here`, `reconciliation.no_channel`, `reconciliation.account_not_bookable`, `value.not_a_number`
 */
export async function checkRule(db: Db, tenantId: string, input: RuleInput): Promise<RuleContent> {
  const action = oneOf(RULE_ACTIONS, input.action, 'action');
  const conditions = await checkConditions(db, tenantId, input.conditions);
  const name = (input.name ?? '').trim().slice(0, LONGEST_NAME);
  if (!isMatchStep(action)) {
    if (name === '') {
      refuse('matching.no_name', 'give the rule a name; what it books or leaves carries it', 'name');
    }
    if (Object.keys(conditions).every((condition) => condition === 'direction')) {
      refuse('matching.no_condition', 'say which lines it is for, or it would take every line', 'conditions');
    }
  }
  return {
    name,
    action,
    conditions,
    tolerance: checkTolerance(action, input.tolerance ?? '0'),
    automatic: input.automatic ?? true,
    threshold: checkThreshold(input.threshold ?? null),
    accountId: action === 'BOOK_ACCOUNT' ? await bookable(db, tenantId, input.account ?? '') : null,
    bankAccountId: action === 'BOOK_PAYOUT' ? await channel(db, tenantId, input.channelAccount ?? '') : null,
  };
}

async function checkConditions(db: Db, tenantId: string, input: ConditionsInput): Promise<RuleConditions> {
  const conditions: RuleConditions = {
    ...(input.direction ? { direction: oneOf(['IN', 'OUT'] as const, input.direction, 'direction') } : {}),
    ...listOf('accounts', input.accounts),
    ...listOf('words', input.words),
    ...listOf('payers', input.payers),
    ...(input.channels?.length
      ? { channels: input.channels.map((each) => oneOf(BANK_CHANNELS, each, 'channels')) }
      : {}),
    ...amountOf('amountFrom', input.amountFrom),
    ...amountOf('amountTo', input.amountTo),
    ...(input.pattern?.trim() ? { pattern: input.pattern.trim() } : {}),
    ...dayOf('bookedFrom', input.bookedFrom),
    ...dayOf('bookedTo', input.bookedTo),
  };
  const ours = new Set((await loadBankAccounts(db, tenantId)).map(({ code }) => code));
  const unknown = conditions.accounts?.find((code) => !ours.has(code));
  if (unknown)
    refuse('value.unknown_code', `there is no account “${unknown}”; ours: ${[...ours].join(', ')}`, 'accounts');
  const nobody = conditions.payers?.find((each) => !normaliseName(each) && !normaliseAccount(each));
  if (nobody) refuse('matching.bad_condition', `“${nobody}” names no payer`, 'payers');
  await compileConditions(conditions);
  return conditions;
}

function listOf(field: 'accounts' | 'words' | 'payers', given: readonly string[] | null | undefined) {
  const entries = [...new Set((given ?? []).map((each) => each.trim()).filter(Boolean))];
  const tooLong = entries.find((each) => each.length > LONGEST_ENTRY);
  if (entries.length > MOST_ENTRIES || tooLong) {
    const message = `at most ${MOST_ENTRIES} entries of ${LONGEST_ENTRY} characters; use several rules`;
    refuse('matching.bad_condition', message, field);
  }
  return entries.length > 0 ? { [field]: entries } : {};
}

function amountOf(field: 'amountFrom' | 'amountTo', given: string | null | undefined) {
  if (!given?.trim()) return {};
  const amount = parseDecimal(given, field);
  if (amount.isNegative()) refuse('value.out_of_range', 'amounts of lines are never below zero', field);
  return { [field]: plain(amount) };
}

const dayOf = (field: 'bookedFrom' | 'bookedTo', given: string | null | undefined) =>
  given?.trim() ? { [field]: parseDate(given, field) } : {};

function checkTolerance(action: RuleAction, text: string): string {
  const tolerance = parseDecimal(text.trim() || '0', 'tolerance');
  if (tolerance.isNegative()) refuse('value.out_of_range', 'a tolerance is never below zero', 'tolerance');
  if (!tolerance.isZero() && action !== 'REFERENCE' && action !== 'PAYER_AMOUNT') {
    const message =
      'only bills that the line names, and single bills of the payer, may differ from the amount; set it to 0';
    refuse('matching.no_tolerance_here', message, 'tolerance');
  }
  return plain(tolerance);
}

function checkThreshold(threshold: number | null): number | null {
  if (threshold === null || (threshold >= 0 && threshold <= 100)) return threshold;
  return refuse('value.out_of_range', 'a score is between 0 and 100', 'threshold');
}

async function bookable(db: Db, tenantId: string, code: string): Promise<string> {
  const accounts = await loadBookableAccounts(db, tenantId);
  const found = accounts.find((each) => each.code === code);
  if (found) return found.id;
  const codes = accounts.slice(0, 8).map((each) => each.code);
  const message = `lines cannot be booked to “${code.slice(0, 40)}”; there are ${codes.join(', ') || 'none yet: add one to the sheet Accounts'}`;
  return refuse('reconciliation.account_not_bookable', message, 'account');
}

async function channel(db: Db, tenantId: string, code: string): Promise<string> {
  const channels = (await loadBankAccounts(db, tenantId)).filter((each) => each.channel !== 'BANK');
  const found = channels.find((each) => each.code === code);
  if (found) return found.id;
  const message = `name the channel's account that pays out; ours: ${channels.map((each) => each.code).join(', ') || 'none'}`;
  return refuse('reconciliation.no_channel', message, 'channelAccount');
}

function oneOf<T extends string>(allowed: readonly T[], given: string, field: string): T {
  const found = allowed.find((each) => each === given);
  return found ?? refuse('matching.bad_condition', `${field} is one of ${allowed.join(', ')}`, field);
}

function refuse(code: string, message: string, field: string): never {
  throw new Refusal(code, message, { field });
}
