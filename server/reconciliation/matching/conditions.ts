/** When a rule is asked of a line at all: every condition that is named must hold. */
import { Decimal } from '../../kernel/money.ts';
import type { BankChannel } from '../entities.ts';
import type { LineToMatch } from './line.ts';
import { normaliseAccount, normaliseName } from './names.ts';
import { compilePattern } from './pattern.ts';

/** Conditions as they are stored; what is left out is true of every line. */
export interface RuleConditions {
  direction?: 'IN' | 'OUT';
  /** Codes of our accounts. */
  accounts?: readonly string[];
  channels?: readonly BankChannel[];
  /** Decimal strings, both inclusive, in the line's currency. */
  amountFrom?: string;
  amountTo?: string;
  /** One of these stands in the reference or the text. */
  words?: readonly string[];
  /** This pattern is found in the reference or the text. */
  pattern?: string;
  /** One of these is the payer's account, or a part of the payer's name. */
  payers?: readonly string[];
  /** Days of booking, both inclusive. */
  bookedFrom?: string;
  bookedTo?: string;
}

/** Whether a line is one that a rule is for. */
export type Holds = (line: LineToMatch) => boolean;

/** What of a line's text is looked at. */
const LONGEST_TEXT = 1_000;

/** A text as words are looked for in it: one width, one case. */
export const plainText = (text: string): string => text.normalize('NFKC').toLowerCase();

const saidBy = ({ reference, text }: LineToMatch): string => `${reference} ${text}`.slice(0, LONGEST_TEXT);

/**
 * Makes conditions ready.
 * @returns null where there are none, so that nothing need be asked of a line
 * @throws Refusal `matching.bad_pattern`
 */
export async function compileConditions(conditions: RuleConditions): Promise<Holds | null> {
  const tests: Holds[] = [...exactTests(conditions), ...payerTests(conditions)];
  const { words = [], pattern } = conditions;
  if (words.length > 0) {
    const sought = words.map(plainText);
    tests.push((line) => {
      const said = plainText(saidBy(line));
      return sought.some((word) => said.includes(word));
    });
  }
  if (pattern) {
    const compiled = await compilePattern(pattern);
    tests.push((line) => compiled.found(saidBy(line).normalize('NFKC')));
  }
  if (tests.length === 0) return null;
  return (line) => tests.every((test) => test(line));
}

function exactTests(conditions: RuleConditions): Holds[] {
  const { direction, accounts = [], channels = [], bookedFrom, bookedTo } = conditions;
  const tests: Holds[] = [];
  if (direction) tests.push((line) => line.direction === direction);
  if (accounts.length > 0) tests.push((line) => accounts.includes(line.account ?? ''));
  if (channels.length > 0) tests.push((line) => line.channel !== undefined && channels.includes(line.channel));
  if (bookedFrom) tests.push((line) => (line.bookedOn ?? '') >= bookedFrom);
  if (bookedTo) tests.push((line) => line.bookedOn !== undefined && line.bookedOn <= bookedTo);
  if (conditions.amountFrom !== undefined) {
    const from = new Decimal(conditions.amountFrom);
    tests.push((line) => line.amount.gte(from));
  }
  if (conditions.amountTo !== undefined) {
    const to = new Decimal(conditions.amountTo);
    tests.push((line) => line.amount.lte(to));
  }
  return tests;
}

function payerTests({ payers = [] }: RuleConditions): Holds[] {
  if (payers.length === 0) return [];
  const names = payers.map(normaliseName).filter(Boolean);
  const accounts = new Set(payers.map(normaliseAccount).filter(Boolean));
  return [
    (line) => {
      if (accounts.has(normaliseAccount(line.payerAccount))) return true;
      const name = normaliseName(line.payerName);
      return names.some((part) => name.includes(part));
    },
  ];
}
