/** Reads a table of readings or events from a text file, whatever its encoding, separator and the names of its columns. */
import { parse } from 'csv-parse/sync';
import { decodeText } from '../kernel/encoding.ts';
import { Refusal } from '../kernel/errors.ts';

/** A row with its line in the file, its cells by the names of the header. */
export interface TableRow {
  line: number;
  cells: Record<string, string>;
}

const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Reads a table with one header row; commas, semicolons or tabs.
 * @throws Refusal `metering.file_…`: too large, a workbook, an encoding that is none, no header, no table
 */
export function readTable(bytes: Uint8Array): TableRow[] {
  if (bytes.byteLength > MOST_BYTES) throw new Refusal('metering.file_too_large', 'a file has at most 32 MiB; cut it');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw new Refusal(
      'metering.file_is_workbook',
      'this is a workbook; save its sheet as CSV, or paste it into Meter readings',
    );
  }
  const text = textOf(bytes);
  const head = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
  const delimiter = ['\t', ';', ','].find((sign) => head.includes(sign)) ?? ',';
  const records = recordsOf(text, delimiter);
  const [header, ...rows] = records;
  if (!header) throw new Refusal('metering.file_empty', 'the file has no rows');
  const names = header.record.map((name) => name.trim());
  return rows.map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(names.map((name, i) => [name, record[i]?.trim() ?? ''])),
  }));
}

function textOf(bytes: Uint8Array): string {
  try {
    return decodeText(bytes).text;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code.replace('statement.', 'metering.file_'), error.message, { line: error.line });
  }
}

function recordsOf(text: string, delimiter: string): { record: string[]; info: { lines: number } }[] {
  try {
    return parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
  } catch (error) {
    const message = `the file is no table of comma-separated values: ${(error as Error).message}`;
    throw new Refusal('metering.file_not_table', message);
  }
}

/** Names under which a column of readings may stand in a file, in lower case. */
const READING_NAMES = {
  meter: ['meter', 'meter code', 'code', '表计', '表计编码', '表号', '表计编号'],
  readOn: ['readon', 'read on', 'date', 'reading date', '抄表日期', '日期'],
  value: ['value', 'reading', '读数', '本次读数', '示数'],
  kind: ['kind', 'type', '类型', '抄表类型'],
  note: ['note', '备注'],
} as const;

/** Cells of a reading by our own names. @throws Refusal `metering.file_columns` naming what is missing */
export function readingColumns(rows: readonly TableRow[]): Record<string, string>[] {
  const names = Object.keys(rows[0]?.cells ?? {});
  const found = Object.entries(READING_NAMES).map(([field, known]) => ({
    field,
    name: names.find((name) => (known as readonly string[]).includes(name.toLowerCase())),
  }));
  const missing = found.filter(({ field, name }) => !name && ['meter', 'readOn', 'value'].includes(field));
  if (rows.length > 0 && missing.length > 0) {
    const message = `the header has no column for ${missing.map(({ field }) => field).join(', ')}; name them meter, date and value`;
    throw new Refusal('metering.file_columns', message, { line: 1 });
  }
  return rows.map(({ cells }) =>
    Object.fromEntries(found.flatMap(({ field, name }) => (name === undefined ? [] : [[field, cells[name] ?? '']]))),
  );
}
