import { Refusal } from '../../kernel/errors.ts';
import { plain, ZERO } from '../../kernel/money.ts';
import { type Bai2Account, readAccount } from './bai2-account.ts';
import { type Bai2Record, readRecords } from './bai2-records.ts';
import type { DraftStatement, FormatResult, StatementFormat, StatementWarning } from './types.ts';

/** BAI2 (Cash Management Balance Reporting, version 2): what banks of North America send. Its control totals must tie. */
export const bai2: StatementFormat = {
  name: 'bai2',
  label: 'BAI2 balance report',
  detects: ({ text }) => /^\s*0[01],[^,\r\n]*,[^,\r\n]*,[^\r\n]*,2\s*\/?\s*(\r|\n|$)/.test(text),
  parse: ({ text }) => readFile(readRecords(text)),
};

interface Group {
  day: string;
  currency: string | null;
  accounts: Bai2Account[];
  /** records of the group, its own header and trailer included */
  records: number;
}

function readFile(records: readonly Bai2Record[]): FormatResult {
  const warnings: StatementWarning[] = [];
  const [header] = records;
  if (header?.code !== '01') {
    const message = `The file begins with a record “${header?.code ?? ''}” instead of 01: it was cut or edited. Fetch it again.`;
    throw new Refusal('statement.cut_file', message, { line: header?.line ?? 1 });
  }
  const groups: Group[] = [];
  let account: Bai2Record[] = [];
  let total = records[0]?.lines ?? 0;
  let closed = false;
  for (const record of records.slice(1)) {
    total += record.lines;
    const group = groups.at(-1);
    if (group && record.code !== '02' && record.code !== '99') group.records += record.lines;
    if (record.code === '02') groups.push(openGroup(record));
    else if (record.code === '99') {
      control(
        record,
        groups.flatMap(({ accounts }) => accounts),
        groups.length,
        total,
      );
      closed = true;
    } else if (!group) throw misplaced(record);
    else if (record.code === '98') control(record, group.accounts, group.accounts.length, group.records);
    else if (record.code === '49') {
      group.accounts.push(readAccount([...account, record], group, warnings));
      account = [];
    } else account.push(record);
  }
  const [unfinished] = account;
  if (unfinished || !closed) {
    throw new Refusal(
      'statement.cut_file',
      'The file ends before its trailer (49, 98, 99): it was cut. Fetch it again.',
      {
        line: unfinished?.line ?? records.at(-1)?.line ?? 1,
      },
    );
  }
  return {
    statements: groups.flatMap(({ accounts }) => accounts.map(({ statement }): DraftStatement => statement)),
    warnings,
  };
}

function misplaced(record: Bai2Record): Refusal {
  const message = `The record “${record.code}” stands outside of a group (02): the file was cut or edited. Fetch it again.`;
  return new Refusal('statement.cut_file', message, { line: record.line });
}

/** Record 02: receiver, originator, status, as-of date and time, currency. */
function openGroup({ fields, lines }: Bai2Record): Group {
  return { day: fields[3] ?? '', currency: fields[5] || null, accounts: [], records: lines };
}

/** Trailers state the sum of all amounts, how many parts there are and how many records; what does not tie was damaged. */
function control(record: Bai2Record, accounts: readonly Bai2Account[], parts: number, records: number): void {
  const [stated = '', countedParts = '', countedRecords = ''] = record.fields;
  const sum = accounts.reduce((total, { control: each }) => total.plus(each), ZERO);
  const differs = (text: string, counted: { toString(): string }) =>
    text !== '' && text.replace(/^\+?(-?)0*(?=\d)/, '$1') !== counted.toString();
  const problems = [
    differs(stated, plain(sum)) && `its control total is ${stated}, the records give ${plain(sum)}`,
    differs(countedParts, parts) && `it counts ${countedParts} parts, there are ${parts}`,
    differs(countedRecords, records) && `it counts ${countedRecords} records, there are ${records}`,
  ].filter((problem) => problem !== false);
  if (problems.length === 0) return;
  throw new Refusal(
    'statement.control_total',
    `The trailer ${record.code} does not tie: ${problems.join('; ')}. The file was cut or edited; fetch it again.`,
    {
      line: record.line,
    },
  );
}
