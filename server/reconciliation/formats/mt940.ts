import { Refusal } from '../../kernel/errors.ts';
import type { Decimal } from '../../kernel/money.ts';
import { tieBalances, withoutZeros } from './bank-line.ts';
import { readMtEntry } from './mt-entry.ts';
import { holdsTags, type MtField, type MtMessage, readMessages } from './mt-message.ts';
import type { DraftStatement, FormatResult, StatementFormat, StatementWarning } from './types.ts';
import { dayOf, readAmount, textOrNull } from './values.ts';

/** MT940: end-of-day statements of the SWIFT network, as most banks outside the United States send them. */
export const mt940: StatementFormat = {
  name: 'mt940',
  label: 'SWIFT MT940 statement',
  detects: ({ text }) => holdsTags(text, '20', '25') && !holdsTags(text, '34F') && !holdsTags(text, '13D?'),
  parse: ({ text }) => readMt(text, (fields, line, warnings) => balancesOf(fields, line, warnings)),
};

interface Balances {
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
  const said = (tag: string) => fields.find((field) => field.tag === tag)?.lines[0];
  const balances = readBalances(fields, line, warnings);
  const context = { currency: balances.currency ?? 'XXX', day: balances.day, warnings };
  const entries = fields.flatMap((field, i) =>
    field.tag === '61' ? [readMtEntry(field, textsBehind(fields, i), context)] : [],
  );
  if (entries.length > 0 && !balances.whole && !ended) {
    throw new Refusal(
      'statement.cut_file',
      'The statement has entries and no closing balance: the file was cut. Fetch it again.',
      {
        line: fields.at(-1)?.line ?? line,
      },
    );
  }
  const statement = {
    account: textOrNull(said('25')),
    currency: balances.currency,
    reference: textOrNull(said('28C') ?? said('28') ?? said('20')),
    opening: balances.opening,
    closing: balances.closing,
    ...withoutZeros(entries),
  };
  return { ...statement, ties: check(statement, line, warnings) };
}

function textsBehind(fields: readonly MtField[], at: number): MtField[] {
  const texts: MtField[] = [];
  for (let i = at + 1; fields[i]?.tag === '86' || fields[i]?.tag === 'NS'; i += 1) texts.push(fields[i] as MtField);
  return texts;
}

function balancesOf(fields: readonly MtField[], line: number, warnings: StatementWarning[]): Balances {
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
    const message = `The balance “${text.slice(0, 40)}” cannot be read, so that nothing proves the entries.`;
    warnings.push({ code: 'statement.balance_unreadable', message, line: field.line });
    return null;
  }
  const amount = readAmount(
    digits.replace(/\./g, '').replace(',', '.').replace(/\.$/, ''),
    `:${field.tag}:`,
    field.line,
  );
  return { amount: mark === 'D' ? amount.neg() : amount, currency: currency as string, day: dayOf(`20${date}`) };
}
