import { Refusal } from '../../kernel/errors.ts';
import type { Decimal } from '../../kernel/money.ts';
import { tieBalances, withoutZeros } from './bank-line.ts';
import { type MtContext, readMtEntry } from './mt-entry.ts';
import { holdsTags, type MtField, type MtMessage, readMessages } from './mt-message.ts';
import type { DraftStatement, FormatResult, StatementFormat, StatementWarning } from './types.ts';
import { dayOf, readAmount, textOrNull } from './values.ts';
import { warning } from './warnings.ts';

/** MT940: end-of-day statements of the SWIFT network, as most banks outside the United States send them. */
export const mt940: StatementFormat = {
  name: 'mt940',
  label: 'SWIFT MT940 statement',
  detects: ({ text }) => holdsTags(text, '20', '25') && !holdsTags(text, '34F') && !holdsTags(text, '13D?'),
  parse: ({ text }) => readMt(text, (fields, line, warnings) => balancesOf(fields, line, warnings)),
};

export interface Balances {
  opening: Decimal | null;
  closing: Decimal | null;
  currency: string | null;
  day: string | null;
  /** what the statement must hold to be whole; a missing one means that the file was cut */
  whole: boolean;
}

type ReadBalances = (fields: readonly MtField[], line: number, warnings: StatementWarning[]) => Balances;

/** Reads all messages of a file. @throws Refusal `statement.cut_file` where the last one has entries and no end */
export function readMt(text: string, readBalances: ReadBalances, check = tieBalances): FormatResult {
  const warnings: StatementWarning[] = [];
  const statements = readMessages(text).map((message) => readMessage(message, readBalances, check, warnings));
  return { statements, warnings };
}

function readMessage(
  { fields, line, ended }: MtMessage,
  readBalances: ReadBalances,
  check: typeof tieBalances,
  warnings: StatementWarning[],
): DraftStatement {
  const open = openMessage(fields, line, readBalances(fields, line, warnings), warnings);
  const entries = fields.flatMap((field, i) =>
    field.tag === '61' ? [readMtEntry(field, textsBehind(fields, i), open.context)] : [],
  );
  refuseCut(open, { entries: entries.length, ended, lastLine: fields.at(-1)?.line ?? line });
  const statement = { ...open.facts, ...withoutZeros(entries) };
  return { ...statement, ties: check(statement, line, warnings) };
}

/** What a message says of its statement beside the entries. */
export interface OpenMessage {
  facts: Pick<DraftStatement, 'account' | 'currency' | 'reference' | 'opening' | 'closing'>;
  context: MtContext;
  /** it has what a whole statement must have */
  whole: boolean;
  line: number;
}

/** @param fields all but the entries with their texts are looked at */
export function openMessage(
  fields: readonly MtField[],
  line: number,
  balances: Balances,
  warnings: StatementWarning[],
): OpenMessage {
  const said = (tag: string) => fields.find((field) => field.tag === tag)?.lines[0];
  const { opening, closing, currency, day, whole } = balances;
  const reference = textOrNull(said('28C') ?? said('28') ?? said('20'));
  return {
    facts: { account: textOrNull(said('25')), currency, reference, opening, closing },
    context: { currency: currency ?? 'XXX', day, warnings },
    whole,
    line,
  };
}

/** @throws Refusal `statement.cut_file` for a message that has entries and no end */
export function refuseCut(
  { whole }: OpenMessage,
  { entries, ended, lastLine }: { entries: number; ended: boolean; lastLine: number },
): void {
  if (entries === 0 || whole || ended) return;
  const message = 'The statement has entries and no closing balance: the file was cut. Fetch it again.';
  throw new Refusal('statement.cut_file', message, { line: lastLine });
}

function textsBehind(fields: readonly MtField[], at: number): MtField[] {
  const texts: MtField[] = [];
  for (let i = at + 1; fields[i]?.tag === '86' || fields[i]?.tag === 'NS'; i += 1) texts.push(fields[i] as MtField);
  return texts;
}

/** Opening and closing balance of a message. @throws Refusal `statement.mixed_file` where they are in two currencies */
export function balancesOf(fields: readonly MtField[], line: number, warnings: StatementWarning[]): Balances {
  const of = (...tags: string[]) => fields.find(({ tag }) => tags.includes(tag));
  const opening = readBalance(of('60F', '60M', '60'), warnings);
  const closing = readBalance(
    fields.findLast(({ tag }) => ['62F', '62M', '62'].includes(tag)),
    warnings,
  );
  if (opening && closing && opening.currency !== closing.currency) {
    const message = `The balances are in ${opening.currency} and ${closing.currency}: statements are mixed up in the file.`;
    throw new Refusal('statement.mixed_file', message, { line });
  }
  return {
    opening: opening?.amount ?? null,
    closing: closing?.amount ?? null,
    currency: opening?.currency ?? closing?.currency ?? null,
    day: closing?.day ?? opening?.day ?? null,
    // Some banks give none, but a forecast.
    whole: of('62F', '62M', '62', '64', '65', '65F') !== undefined,
  };
}

const BALANCE = /^([CD])(\d{6})([A-Z]{3})([\d., ]+)$/;

/** A balance that cannot be read proves nothing and loses nothing: it is warned of. */
function readBalance(field: MtField | undefined, warnings: StatementWarning[]) {
  if (field === undefined) return null;
  const text = (field.lines[0] as string).trim();
  const [, mark, date, currency, digits] = BALANCE.exec(text) ?? [];
  if (digits === undefined || /\d \d/.test(digits)) {
    warnings.push(warning('balance_unreadable', { text: text.slice(0, 40) }, field.line));
    return null;
  }
  const amount = readAmount(
    digits.replace(/\./g, '').replace(',', '.').replace(/\.$/, ''),
    `:${field.tag}:`,
    field.line,
  );
  return { amount: mark === 'D' ? amount.neg() : amount, currency: currency as string, day: dayOf(`20${date}`) };
}
