import { Refusal } from '../../kernel/errors.ts';
import { type Decimal, plain } from '../../kernel/money.ts';
import { bankLine, tieBalances, withoutZeros } from './bank-line.ts';
import { sumOf } from './channel.ts';
import {
  column,
  columnAmount,
  columnDate,
  columnDateOrNull,
  columnText,
  cutFile,
  type FixedRecord,
  fixedRecords,
  recordsBehind,
  statementsBy,
} from './fixed-width.ts';
import type { DraftLine, DraftStatement, LineKind, StatementFormat, StatementWarning } from './types.ts';
import { joinTexts } from './values.ts';
import { warning } from './warnings.ts';

/** Norma 43 (AEB43): what Spanish banks send; 11 account, 22 movement, 23 its concepts, 33 end of account, 88 end of file. */
export const norma43: StatementFormat = {
  name: 'norma43',
  label: 'Norma 43 statement (Spain)',
  detects: ({ text }) => /^11\d{18}\d{12}[12]\d{14}\d{3}/.test(text.trimStart()),
  parse: ({ text }) => {
    const warnings: StatementWarning[] = [];
    const records = fixedRecords(text);
    checkCount(records, warnings);
    const accounts = records.filter((record) => !record.text.startsWith('88'));
    return {
      statements: statementsBy(accounts, '11', 'an account (11)').map((part) => readStatement(part, warnings)),
      warnings,
    };
  },
};

/** ISO 4217 numbers of currencies that Spanish accounts are held in. */
const CURRENCIES: Record<string, string> = {
  '978': 'EUR', '840': 'USD', '826': 'GBP', '756': 'CHF', '392': 'JPY', '156': 'CNY', '124': 'CAD', '036': 'AUD', '208': 'DKK',
  '752': 'SEK', '578': 'NOK', '985': 'PLN', '203': 'CZK', '348': 'HUF', '484': 'MXN', '344': 'HKD', '702': 'SGD',
}; // biome-ignore format: pairs

/** The last record counts those before it. */
function checkCount(records: readonly FixedRecord[], warnings: StatementWarning[]): void {
  const end = records.find(({ text }) => text.startsWith('88'));
  if (!end) {
    warnings.push(warning('no_end_record', { record: '88' }, records.at(-1)?.line ?? null));
    return;
  }
  const [stated, found] = [Number(column(end, 20, 26)), records.length - 1];
  // Some banks count the end record, too.
  if (stated !== found && stated !== found + 1)
    throw cutFile(`The end record counts ${stated} records, there are ${found}`, end.line);
}

function readStatement(records: readonly FixedRecord[], warnings: StatementWarning[]): DraftStatement {
  const header = records[0] as FixedRecord;
  const end = records.find(({ text }) => text.startsWith('33'));
  const currency = CURRENCIES[column(header, 47, 50)];
  if (currency === undefined) {
    const message = `The currency number ${column(header, 47, 50)} is not known here.`;
    throw new Refusal('statement.currency_unknown', message, { line: header.line });
  }
  const lines = records
    .filter(({ text }) => text.startsWith('22'))
    .map((record) => readMovement(record, recordsBehind(records, record, '23'), currency));
  if (end) checkTotals(end, lines);
  const statement = {
    account: column(header, 2, 20),
    currency,
    reference: null,
    opening: signed(header, 32),
    closing: end ? closingOf(end, warnings) : null,
    ...withoutZeros(lines),
  };
  return { ...statement, ties: tieBalances(statement, header.line, warnings) };
}

/** 1 is debit, 2 is credit; fourteen digits of cents follow. */
function signed(record: FixedRecord, at: number): Decimal {
  const amount = columnAmount(record, at + 1, at + 15, 2);
  return column(record, at, at + 1) === '1' ? amount.neg() : amount;
}

/** A balance without its sign proves nothing. */
function closingOf(end: FixedRecord, warnings: StatementWarning[]): Decimal | null {
  const sign = column(end, 58, 59);
  if (sign === '1' || sign === '2') return signed(end, 58);
  warnings.push(warning('balance_sign_unknown', { sign }, end.line));
  return null;
}

/** Counts and sums of both directions stand at the end of the account; what does not tie was damaged. */
function checkTotals(end: FixedRecord, lines: readonly DraftLine[]): void {
  for (const [direction, at] of [
    ['OUT', 20],
    ['IN', 39],
  ] as const) {
    const [count, sum] = [Number(column(end, at, at + 5)), columnAmount(end, at + 5, at + 19, 2)];
    const found = lines.filter((line) => line.direction === direction).length;
    if (count === found && sum.eq(sumOf(lines, direction))) continue;
    const message = `The account ends with ${count} movements of ${plain(sum)} ${direction === 'IN' ? 'in' : 'out'}; the file holds ${found} of ${plain(sumOf(lines, direction))}. It was cut or edited; fetch it again.`;
    throw new Refusal('statement.control_total', message, { line: end.line });
  }
}

function readMovement(record: FixedRecord, concepts: readonly FixedRecord[], currency: string): DraftLine {
  const amount = signed(record, 27);
  const texts = concepts.flatMap((each) => [columnText(each, 4, 42), columnText(each, 42, 80)]);
  const document = column(record, 42, 52);
  const references = [columnText(record, 52, 64), columnText(record, 64, 80)].filter(
    (text) => text && !/^0+$/.test(text),
  );
  return bankLine({
    bookedOn: columnDate(record, 10, 'YMD'),
    valueOn: columnDateOrNull(record, 16, 'YMD'),
    direction: amount.isNegative() ? 'OUT' : 'IN',
    amount: amount.abs(),
    currency,
    bankReference: /^0*$/.test(document) ? null : document,
    reference: references[1] ?? references[0] ?? null,
    text: joinTexts([...texts, ...references]),
    kind: kindOf(column(record, 22, 24)),
    sourceLine: record.line,
  });
}

/** Common concepts of the norm: 12 cards, 17 charges and interest, 08 returns. */
function kindOf(concept: string): LineKind {
  if (concept === '17') return 'FEE';
  return concept === '08' ? 'RETURN' : 'PAYMENT';
}
