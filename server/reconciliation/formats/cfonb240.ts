import { Decimal, plain } from '../../kernel/money.ts';
import { bankLine, movedBy, withoutZeros } from './bank-line.ts';
import { column, columnText, cutFile, type FixedRecord, fixedRecords, statementsBy } from './fixed-width.ts';
import type { DraftLine, DraftStatement, StatementFormat, StatementWarning } from './types.ts';
import { dayOf, joinTexts } from './values.ts';
import { warning } from './warnings.ts';

/** CFONB 240: collections that French banks give back unpaid; 31 header, 34 an unpaid item, 39 total. */
export const cfonb240: StatementFormat = {
  name: 'cfonb240',
  label: 'CFONB 240 unpaid items (France)',
  detects: ({ text }) => /^31.{2}\d{12}/.test(text.trimStart()) && /^3[49].{2}\d{12}/m.test(text),
  parse: ({ text }) => {
    const warnings: StatementWarning[] = [];
    const statements = statementsBy(fixedRecords(text), '31', 'a header (31)').map((records) =>
      readPart(records, warnings),
    );
    return { statements, warnings };
  },
};

function readPart(records: readonly FixedRecord[], warnings: StatementWarning[]): DraftStatement {
  const header = records[0] as FixedRecord;
  const total = records.find(({ text }) => text.startsWith('39'));
  if (!total) throw cutFile('The unpaid items have no total (39)', (records.at(-1) as FixedRecord).line);
  const lines = records.filter(({ text }) => text.startsWith('34')).map(readItem);
  const [stated, found] = [lastAmount(total), movedBy(lines).abs()];
  const ties = stated.eq(found);
  if (!ties) {
    const figures = { stated: plain(stated), counted: plain(found), difference: plain(stated.minus(found)) };
    warnings.push(warning('total_differs', figures, total.line));
  }
  const account = /(\d{21})/.exec(header.text.slice(20))?.[1] ?? null;
  return { account, currency: 'EUR', reference: null, opening: null, closing: null, ...withoutZeros(lines), ties };
}

/** The bank takes back what it had credited. */
function readItem(record: FixedRecord): DraftLine {
  const booked = dayOf(column(record, 8, 16));
  if (booked === null) throw cutFile(`“${column(record, 8, 16)}” is not a date that exists`, record.line);
  const name = columnText(record, 42, 77);
  return bankLine({
    bookedOn: booked,
    direction: 'OUT',
    amount: lastAmount(record),
    currency: 'EUR',
    partyName: name,
    bankReference: columnText(record, 4, 8),
    reference: columnText(record, 98, 118),
    text: joinTexts([name, columnText(record, 98, 211)]),
    kind: 'RETURN',
    sourceLine: record.line,
    identity: [column(record, 17, 42), name, column(record, 77, 211)],
  });
}

/** The last twelve digits, in cents. */
function lastAmount(record: FixedRecord): Decimal {
  const [, digits] = /(\d{12})\s*$/.exec(record.text) ?? [];
  if (digits === undefined) throw cutFile('A record ends without its amount', record.line);
  return new Decimal(digits).div(100);
}
