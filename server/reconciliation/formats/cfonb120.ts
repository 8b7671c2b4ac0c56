import { Refusal } from '../../kernel/errors.ts';
import { Decimal } from '../../kernel/money.ts';
import { bankLine, tieBalances, withoutZeros } from './bank-line.ts';
import {
  column,
  columnDate,
  columnDateOrNull,
  columnText,
  cutFile,
  type FixedRecord,
  fixedRecords,
  recordsBehind,
  statementsBy,
} from './fixed-width.ts';
import type { DraftLine, DraftStatement, StatementFormat, StatementWarning } from './types.ts';
import { joinTexts } from './values.ts';

/** CFONB 120: what French banks send; records of 120 columns: 01 old balance, 04 movement, 05 more of it, 07 new balance. */
export const cfonb120: StatementFormat = {
  name: 'cfonb120',
  label: 'CFONB 120 statement (France)',
  detects: ({ text }) => /^01\d{5}.{4}\d{5}/.test(text.trimStart()) && /^0[47]\d{5}/m.test(text),
  parse: ({ text }) => {
    const warnings: StatementWarning[] = [];
    const statements = statementsBy(fixedRecords(text), '01', 'an old balance (01)').map((records) =>
      readStatement(records, warnings),
    );
    return { statements, warnings };
  },
};

function readStatement(records: readonly FixedRecord[], warnings: StatementWarning[]): DraftStatement {
  const [old, now] = [records[0] as FixedRecord, records.find(({ text }) => text.startsWith('07'))];
  if (!now) throw cutFile('A statement has no new balance (07)', (records.at(-1) as FixedRecord).line);
  const movements = records.filter(({ text }) => text.startsWith('04'));
  const named = [old, ...movements, now].find((record) => /^[A-Z]{3}$/.test(column(record, 16, 19)));
  const currency = named ? column(named, 16, 19) : 'EUR';
  const lines = movements.map((record) => readMovement(record, recordsBehind(records, record, '05'), currency));
  const statement = {
    account: column(old, 21, 32) || null,
    currency,
    reference: null,
    opening: overpunched(old),
    closing: overpunched(now),
    ...withoutZeros(lines),
  };
  return { ...statement, ties: tieBalances(statement, old.line, warnings) };
}

function readMovement(record: FixedRecord, more: readonly FixedRecord[], currency: string): DraftLine {
  const said = (...qualifiers: string[]) =>
    more.filter((each) => qualifiers.includes(each.text.slice(45, 48))).map((each) => columnText(each, 48, 118));
  const amount = overpunched(record);
  const label = columnText(record, 48, 79);
  const number = column(record, 81, 88);
  return bankLine({
    bookedOn: columnDate(record, 34, 'DMY'),
    valueOn: columnDateOrNull(record, 42, 'DMY'),
    direction: amount.isNegative() ? 'OUT' : 'IN',
    amount: amount.abs(),
    currency,
    partyName: joinTexts(said('NPY', 'NBE', 'NPO', 'NBU')),
    partyAccount: joinTexts(said('IBP', 'IBE')),
    reference: said('RCN').map((text) => text?.slice(0, 35) ?? null)[0] ?? columnText(record, 104, 120),
    bankReference: said('REF')[0] ?? (/^0*$/.test(number) ? null : number),
    text: joinTexts([label, ...said('LIB', 'LCC', 'LC2', 'LCS')]),
    kind: column(record, 40, 42) === '' ? 'PAYMENT' : 'RETURN',
    sourceLine: record.line,
  });
}

const POSITIVE = '{ABCDEFGHI';
const NEGATIVE = '}JKLMNOPQR';

/** Fourteen columns, the last of which holds a digit and the sign in one letter; decimals stand in column 19. */
function overpunched(record: FixedRecord): Decimal {
  const digits = column(record, 90, 104);
  const last = digits.slice(-1);
  const [up, down] = [POSITIVE.indexOf(last), NEGATIVE.indexOf(last)];
  if (!/^\d+$/.test(digits.slice(0, -1)) || (up < 0 && down < 0)) {
    throw new Refusal('statement.amount_invalid', `“${digits}” is not an amount of CFONB.`, { line: record.line });
  }
  const decimals = /^\d$/.test(column(record, 19, 20)) ? Number(column(record, 19, 20)) : 2;
  const amount = new Decimal(`${digits.slice(0, -1)}${up >= 0 ? up : down}`).div(new Decimal(10).pow(decimals));
  return up >= 0 ? amount : amount.neg();
}
