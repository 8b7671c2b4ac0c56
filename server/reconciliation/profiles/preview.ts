/** What a file holds and would come to, before anything of it is imported: what a person points at. */
import { decodeText } from '../../kernel/encoding.ts';
import { Refusal } from '../../kernel/errors.ts';
import { type Decimal, plain } from '../../kernel/money.ts';
import type { Books } from '../../ledger/books.ts';
import { gunzipped, isArchive } from '../formats/archive.ts';
import { sumOf } from '../formats/channel.ts';
import { chooseFormat } from '../formats/parse.ts';
import { isWorkbook, refuseBinary } from '../formats/sniff.ts';
import { workbookRows } from '../formats/spreadsheet.ts';
import { findHead, headAt, missingColumns, type TableHead } from '../formats/tables/find.ts';
import { knownColumns } from '../formats/tables/generic.ts';
import { columnNames, type GridRow, heading, readGrid, separatorOf } from '../formats/tables/grid.ts';
import type { ProfileChoice, ProfileColumns, TableProfile } from '../formats/tables/profile.ts';
import { readTable } from '../formats/tables/read-table.ts';
import { looseDate } from '../formats/tables/values.ts';
import type { DraftLine, FormatResult, StatementSource, StatementWarning } from '../formats/types.ts';
import { COLUMN_KINDS, COLUMN_OF, type ColumnKind, profileOf, type TableInput } from './definition.ts';
import { type ProfileView, profileChoice, unsavedView } from './views.ts';

/** A file to look at; `content` is base64. */
export interface PreviewInput {
  content: string;
  /** the content is only the beginning of the file */
  beginning?: boolean | undefined;
  profile?: string | null | undefined;
  table?: TableInput | null | undefined;
  /** 0 for a table without headings */
  headingLine?: number | null | undefined;
}

export interface PreviewColumn {
  name: string;
  heading: string;
  kind: ColumnKind | null;
}

export interface PreviewLine {
  line: number;
  bookedOn: string;
  direction: string;
  amount: string;
  currency: string;
  partyName: string;
  partyAccount: string;
  reference: string;
  text: string;
}

export interface PreviewResult {
  format: string;
  lines: PreviewLine[];
  count: number;
  countIn: number;
  sumIn: string;
  sumOut: string;
  account: string;
  opening: string | null;
  closing: string | null;
  ties: boolean | null;
  warnings: StatementWarning[];
}

export interface PreviewProblem {
  code: string;
  message: string;
  field: string | null;
  line: number | null;
  params: Readonly<Record<string, string>>;
}

export interface Preview {
  encoding: string;
  separator: string;
  rows: GridRow[];
  headingLine: number;
  columns: PreviewColumn[];
  profile: string;
  table: ProfileView | null;
  result: PreviewResult | null;
  problem: PreviewProblem | null;
}

const FIRST_ROWS = 30;
const FIRST_LINES = 8;
const MOST_COLUMNS = 60;
const LONGEST_CELL = 80;

/**
 * @throws Refusal `statement.not_base64`, `statement.preview_archive`, `statement.unknown_profile`, and those of files that
 *   are no text and no workbook
 */
export async function previewStatement(books: Books, input: PreviewInput): Promise<Preview> {
  const choice = await profileChoice(books, input.table ? null : (input.profile ?? null));
  const source = { ...sourceOf(input), profiles: choice };
  const rows = readGrid(source);
  const attempt = input.table
    ? pointedAttempt(rows, input.table, input.headingLine ?? null)
    : foundAttempt(source, rows, choice);
  return { ...describe(source, rows, attempt.head), ...attempt.outcome };
}

interface Attempt {
  head: TableHead;
  outcome: Pick<Preview, 'profile' | 'table' | 'result' | 'problem'>;
}

/** The file as a person points it out; the person may not be done yet. */
function pointedAttempt(rows: readonly GridRow[], table: TableInput, headingLine: number | null): Attempt {
  const at = headingLine === null ? rowOf(rows, table.headings) : rows.findIndex(({ line }) => line === headingLine);
  try {
    const head = headAt(rows, at, profileOf('', table));
    refuseMissing(head);
    const result = resultOf('bank_csv', readTable({ ...head, rows: rows.slice(head.before) }));
    return { head, outcome: { profile: '', table: unsavedView(head.profile), result, problem: null } };
  } catch (error) {
    const head = headAt(rows, at, unfinished(table));
    return {
      head,
      outcome: { profile: '', table: unsavedView(head.profile), result: null, problem: problemOf(error) },
    };
  }
}

/** The file as it is recognised; a table that is not is guessed at by its headings. */
function foundAttempt(source: StatementSource, rows: readonly GridRow[], choice: ProfileChoice): Attempt {
  try {
    const format = chooseFormat(source);
    const head = format.isTable ? findHead(rows, choice) : null;
    const result = resultOf(format.name, format.parse(source));
    const table = head && unsavedView(head.profile);
    return { head: head ?? guess(rows), outcome: { profile: table?.name ?? '', table, result, problem: null } };
  } catch (error) {
    const problem = problemOf(error);
    const head = (problem.code === 'statement.profile_does_not_fit' ? null : findHead(rows, choice)) ?? guess(rows);
    return { head, outcome: { profile: '', table: unsavedView(head.profile), result: null, problem } };
  }
}

/** What the rows and columns are, for pointing at them. */
function describe(source: StatementSource, rows: readonly GridRow[], head: TableHead) {
  const shown = rows.slice(0, Math.max(FIRST_ROWS, head.before + 8));
  const width = Math.min(MOST_COLUMNS, Math.max(0, ...shown.map(({ cells }) => cells.length)));
  const headings = Array.from({ length: width }, (_, i) => head.head.cells[i] ?? '');
  const kinds = kindsOf(head);
  return {
    encoding: source.encoding,
    separator: source.rows ? '' : separatorOf(source.text),
    rows: shown.map(({ line, cells }) => ({
      line,
      cells: cells.slice(0, MOST_COLUMNS).map((cell) => cell.slice(0, LONGEST_CELL)),
    })),
    headingLine: head.before === 0 ? 0 : head.head.line,
    columns: columnNames(headings).map((name, i) => ({
      name,
      heading: headings[i] as string,
      kind: kinds.get(i) ?? null,
    })),
  };
}

/** Kinds by the place of their column: all columns of texts and days, the first that the table has of others. */
function kindsOf(table: TableHead): Map<number, ColumnKind> {
  const found = new Map<number, ColumnKind>();
  for (const kind of COLUMN_KINDS) {
    const places = table.placesOf(table.profile.columns[COLUMN_OF[kind]]);
    for (const place of kind === 'TEXT' || kind === 'DATE' ? places : places.slice(0, 1)) {
      if (!found.has(place)) found.set(place, kind);
    }
  }
  return found;
}

/** A row that looks like headings, and what they mean as far as they are known. */
function guess(rows: readonly GridRow[]): TableHead {
  const known = rows.slice(0, FIRST_ROWS).map(({ cells }) => Object.keys(knownColumns(cells)).length);
  const most = Math.max(0, ...known);
  const beforeDates = rows.findIndex((_, i) => i < FIRST_ROWS && holdsDate(rows[i + 1]) && !holdsDate(rows[i]));
  const at = most >= 2 ? known.indexOf(most) : holdsDate(rows[0]) ? -1 : beforeDates;
  const columns = knownColumns(rows[at]?.cells ?? []);
  // Where both are there, the columns of their own say the direction.
  if (columns.credit && columns.debit) delete columns.amount;
  const header = [...new Set((rows[at]?.cells ?? []).map(heading))].filter((name) => name !== '');
  return headAt(rows, at, { ...EMPTY, header, columns: columns as ProfileColumns });
}

const holdsDate = (row: GridRow | undefined) =>
  row?.cells.some((cell) => looseDate(cell, 'YMD') ?? looseDate(cell, 'DMY') ?? looseDate(cell, 'MDY')) ?? false;

const EMPTY: TableProfile = { name: '', label: '', format: 'bank_csv', header: [], columns: { date: [] } };

/** What was pointed out so far, complete or not. */
function unfinished(table: TableInput): TableProfile {
  const columns: Partial<Record<keyof ProfileColumns, string[]>> = {};
  for (const { kind, column } of table.columns) (columns[COLUMN_OF[kind]] ??= []).push(column);
  return { ...EMPTY, header: [...table.headings], columns: { date: [], ...columns } };
}

/** Place of the row that has all headings; -1 for none. */
const rowOf = (rows: readonly GridRow[], headings: readonly string[]) =>
  headings.length === 0
    ? -1
    : rows.findIndex(({ cells }) => {
        const names = new Set(cells.map(heading));
        return headings.every((name) => names.has(heading(name)));
      });

function refuseMissing(head: TableHead): void {
  const [missing] = missingColumns(head);
  if (missing === undefined) return;
  const { line } = head.head;
  const message = `the column “${missing}” is not among the headings of line ${line}; point at it anew`;
  throw new Refusal('statement.profile_unknown_column', message, { field: missing, line, params: { column: missing } });
}

function problemOf(error: unknown): PreviewProblem {
  if (!(error instanceof Refusal)) throw error;
  const { code, message, field, line, params } = error;
  return { code, message, field: field ?? null, line: line ?? null, params: params ?? {} };
}

function resultOf(format: string, { statements, warnings }: FormatResult): PreviewResult {
  const lines = statements.flatMap((statement) => statement.lines);
  const only = statements.length === 1 ? statements[0] : undefined;
  const text = (amount: Decimal | null | undefined) => (amount ? plain(amount) : null);
  return {
    format,
    lines: lines.slice(0, FIRST_LINES).map(previewLine),
    count: lines.length,
    countIn: lines.filter(({ direction }) => direction === 'IN').length,
    sumIn: plain(sumOf(lines, 'IN')),
    sumOut: plain(sumOf(lines, 'OUT')),
    account: statements.flatMap(({ account }) => account ?? []).join(', '),
    opening: text(only?.opening),
    closing: text(only?.closing),
    ties: statements.some(({ ties }) => ties === false) ? false : (only?.ties ?? null),
    warnings,
  };
}

const previewLine = (line: DraftLine): PreviewLine => ({
  line: line.sourceLine,
  bookedOn: line.bookedOn,
  direction: line.direction,
  amount: plain(line.amount),
  currency: line.currency === 'XXX' ? '' : line.currency,
  partyName: line.payerName ?? line.payeeName ?? '',
  partyAccount: line.payerAccount ?? line.payeeAccount ?? '',
  reference: line.reference ?? '',
  text: line.text ?? '',
});

const BASE64 = /^[A-Za-z0-9+/\r\n]*={0,2}\s*$/;

function sourceOf({ content, beginning }: PreviewInput): StatementSource {
  if (!BASE64.test(content)) {
    throw new Refusal('statement.not_base64', 'the content is not base64', { field: 'content' });
  }
  const sent = Buffer.from(content, 'base64');
  if (isWorkbook(sent)) return { text: '', encoding: 'workbook', rows: workbookRows(sent) };
  const bytes = gunzipped(sent);
  if (isArchive(bytes)) {
    throw new Refusal('statement.preview_archive', 'The file is an archive; unpack it and look at the files in it.');
  }
  refuseBinary(bytes);
  return beginning ? decodeBeginning(bytes) : decodeText(bytes);
}

/** The whole lines at the beginning of a file that was cut on purpose. */
function decodeBeginning(bytes: Uint8Array): StatementSource {
  const wide = bytes.subarray(0, 2000).includes(0) || (bytes[0] === 0xff && bytes[1] === 0xfe);
  if (!wide) {
    const end = bytes.lastIndexOf(0x0a);
    return decodeText(end > 0 ? bytes.subarray(0, end + 1) : bytes);
  }
  const { text, encoding } = decodeText(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return { text: text.slice(0, text.lastIndexOf('\n') + 1) || text, encoding };
}
