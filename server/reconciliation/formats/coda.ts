import { type Decimal, plain } from '../../kernel/money.ts';
import { movedBy, tieBalances, withoutZeros } from './bank-line.ts';
import { type CodaEntry, readCodaEntry } from './coda-entry.ts';
import {
  column,
  columnAmount,
  columnText,
  cutFile,
  type FixedRecord,
  fixedRecords,
  statementsBy,
} from './fixed-width.ts';
import type { DraftStatement, StatementFormat, StatementWarning } from './types.ts';
import { warning } from './warnings.ts';

/** CODA 2: what Belgian banks send; Febelfin, standard for coded statements of account, version 2.6. */
export const coda: StatementFormat = {
  name: 'coda',
  label: 'CODA statement (Belgium)',
  detects: ({ text }) =>
    /^0000\d[\d ]{13}/.test(text) &&
    /^1[0-3]\d{3}|^1[0-3][ \d]{3}/m.test(text) &&
    /[12]\s*$/.test(text.split(/\r?\n/)[0] ?? ''),
  parse: ({ text }) => {
    const warnings: StatementWarning[] = [];
    const statements = statementsBy(fixedRecords(text), '0', 'a header (0)').map((records) =>
      readStatement(records, warnings),
    );
    return { statements, warnings };
  },
};

const of = (records: readonly FixedRecord[], code: string) => records.find(({ text }) => text.startsWith(code));

function readStatement(records: readonly FixedRecord[], warnings: StatementWarning[]): DraftStatement {
  const [old, now, trailer] = ['1', '8', '9'].map((code) => of(records, code));
  const last = records.at(-1) as FixedRecord;
  if (!old || !trailer) throw cutFile(`A statement has no record ${old ? '9' : '1'}`, last.line);
  const { account, currency } = accountOf(old);
  const statement = {
    account,
    currency,
    reference: columnText(old, 2, 5),
    opening: signed(old, 42, 43, 58),
    closing: now ? signed(now, 41, 42, 57) : null,
    ...withoutZeros(entriesOf(records).map((entry) => readCodaEntry(entry, currency))),
  };
  checkTrailer(trailer, statement.lines, warnings);
  return { ...statement, ties: tieBalances(statement, old.line, warnings) };
}

/** Structures: 0 Belgian number, 1 foreign number, 2 Belgian IBAN, 3 foreign IBAN; the currency stands behind. */
function accountOf(record: FixedRecord): { account: string | null; currency: string } {
  const structure = column(record, 1, 2);
  const account = structure === '0' ? column(record, 5, 17) : column(record, 5, structure === '3' ? 39 : 36);
  const stated = structure === '0' ? column(record, 18, 21) : column(record, 39, 42);
  return { account: account || null, currency: /^[A-Z]{3}$/.test(stated) ? stated : 'EUR' };
}

function signed(record: FixedRecord, sign: number, from: number, to: number): Decimal {
  const amount = columnAmount(record, from, to, 3);
  return column(record, sign, sign + 1) === '1' ? amount.neg() : amount;
}

/** Records 2x and 3x of one sequence number and detail number belong together; detail 0000 is what was booked. */
function entriesOf(records: readonly FixedRecord[]): CodaEntry[] {
  const entries = new Map<string, CodaEntry>();
  for (const record of records) {
    if (!/^[23][123]/.test(record.text)) continue;
    const [sequence, detail] = [column(record, 2, 6), column(record, 6, 10)];
    const entry = entries.get(sequence);
    const isMovement = record.text.startsWith('21');
    if (!entry) {
      if (!isMovement) continue;
      entries.set(sequence, { main: [record], details: [] });
    } else if (isMovement && detail !== '0000') entry.details.push([record]);
    else if (record.text.startsWith('2')) (entry.details.at(-1) ?? entry.main).push(record);
    else if (entry.details.length === 0) entry.main.push(record);
    else entry.details.at(-1)?.push(record);
  }
  return [...entries.values()];
}

/** The trailer states what went out and what came in. Banks anonymise samples, so it warns and refuses nothing. */
function checkTrailer(trailer: FixedRecord, lines: DraftStatement['lines'], warnings: StatementWarning[]): void {
  const stated = [columnAmount(trailer, 22, 37, 3), columnAmount(trailer, 37, 52, 3)] as const;
  const found = (['OUT', 'IN'] as const).map((direction) =>
    movedBy(lines.filter((line) => line.direction === direction)).abs(),
  ) as [Decimal, Decimal];
  if (stated[0].eq(found[0]) && stated[1].eq(found[1])) return;
  const said = { statedOut: plain(stated[0]), statedIn: plain(stated[1]) };
  warnings.push(warning('trailer_differs', { ...said, out: plain(found[0]), in: plain(found[1]) }, trailer.line));
}
