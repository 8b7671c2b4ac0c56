/** A statement file in, its lines out: archive, encoding, format, fingerprints. Nothing here looks at the file's name. */
import { createHash } from 'node:crypto';
import { decodeText, earlierReadings } from '../../kernel/encoding.ts';
import { Refusal } from '../../kernel/errors.ts';
import { type ArchiveMember, gunzipped, isArchive, readArchive } from './archive.ts';
import { withFingerprints } from './fingerprint.ts';
import { STATEMENT_FORMATS } from './registry.ts';
import { isWorkbook, refuseBinary } from './sniff.ts';
import { workbookRows } from './spreadsheet.ts';
import type {
  FormatResult,
  ParsedFile,
  ParsedStatement,
  StatementFormat,
  StatementSource,
  StatementWarning,
} from './types.ts';

export interface ParseOptions {
  /** a format's name, or `auto` */
  format?: string;
}

interface ReadPart extends FormatResult {
  format: string;
  encoding: string;
}

/**
 * Reads a statement file whole or not at all.
 * @param bytes the file as it is: text in any known encoding, or a ZIP archive of such files of one format
 * @throws Refusal with a stable code (`statement.…`), a sentence and the line, for everything that is not a whole,
 *   unmixed, readable file of a supported format
 */
export function parseStatementFile(bytes: Uint8Array, options: ParseOptions = {}): ParsedFile {
  const wanted = options.format ?? 'auto';
  if (wanted !== 'auto' && !STATEMENT_FORMATS.some(({ name }) => name === wanted)) {
    throw new Refusal('statement.unknown_format', `There is no format “${wanted}”. ${supported()}`, {
      field: 'format',
    });
  }
  const content = gunzipped(bytes);
  const parts = isWorkbook(content)
    ? [readWorkbook(content, wanted)]
    : isArchive(content)
      ? readMembers(readArchive(content), wanted)
      : [readText(content, wanted)];
  const formats = [...new Set(parts.map(({ format }) => format))];
  if (formats.length > 1) {
    throw new Refusal(
      'statement.mixed_file',
      `The archive mixes formats: ${formats.join(', ')}. Import them one by one.`,
    );
  }
  const statements = withFingerprints(parts.flatMap((part) => part.statements));
  return {
    format: formats[0] as string,
    encoding: [...new Set(parts.map(({ encoding }) => encoding))].join(', '),
    statements,
    warnings: [...parts.flatMap(({ warnings }) => warnings), ...statements.flatMap(zeroWarning)],
  };
}

function zeroWarning({ account, zeroEntries }: ParsedStatement): StatementWarning[] {
  if (zeroEntries === 0) return [];
  const message = `${zeroEntries} entries of 0.00${account ? ` on ${account}` : ''} move no money and are not imported.`;
  return [{ code: 'statement.zero_entries', message, line: null }];
}

function supported(): string {
  return `Supported are ${STATEMENT_FORMATS.map(({ name, label }) => `${name} (${label})`).join(', ')}.`;
}

function readMembers(members: readonly ArchiveMember[], wanted: string): ReadPart[] {
  const seen = new Set<string>();
  const parts: ReadPart[] = [];
  const skipped: StatementWarning[] = [];
  for (const { name, bytes } of members) {
    const content = createHash('sha256').update(bytes).digest('hex');
    if (seen.has(content)) skipped.push(skippedMember(name, 'it is in the archive twice'));
    else if (isCompanion(bytes)) skipped.push(skippedMember(name, 'it is a summary without movements'));
    else parts.push(readMember(name, bytes, wanted));
    seen.add(content);
  }
  const [first] = parts;
  if (!first) throw new Refusal('statement.empty_file', 'The archive holds no statement.');
  first.warnings.push(...skipped);
  return parts;
}

function skippedMember(name: string, reason: string): StatementWarning {
  return { code: 'statement.member_skipped', message: `${name} was left out: ${reason}.`, line: null };
}

function isCompanion(bytes: Uint8Array): boolean {
  try {
    const source = decodeText(bytes);
    return STATEMENT_FORMATS.some((format) => format.accompanies?.(source) === true);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

function readMember(name: string, bytes: Uint8Array, wanted: string): ReadPart {
  try {
    const part = readText(bytes, wanted);
    return {
      ...part,
      warnings: part.warnings.map((warning) => ({ ...warning, message: `${name}: ${warning.message}` })),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, `${name}: ${error.message}`, { field: error.field, line: error.line });
  }
}

function readWorkbook(bytes: Uint8Array, wanted: string): ReadPart {
  const source: StatementSource = { text: '', encoding: 'workbook', rows: workbookRows(bytes) };
  const format = choose(source, wanted);
  return { format: format.name, encoding: source.encoding, ...format.parse(source) };
}

function readText(bytes: Uint8Array, wanted: string): ReadPart {
  refuseBinary(bytes);
  const source = decodeText(bytes);
  const format = choose(source, wanted);
  return { format: format.name, encoding: source.encoding, ...format.parse(source) };
}

function choose(source: StatementSource, wanted: string): StatementFormat {
  const own = STATEMENT_FORMATS.filter((format) => !format.isTable && format.detects(source));
  const found = own.length > 0 ? own : STATEMENT_FORMATS.filter((format) => format.isTable && format.detects(source));
  if (found.length > 1) {
    throw new Refusal(
      'statement.mixed_file',
      `The file mixes formats: ${found.map(({ name }) => name).join(', ')}. Import them one by one.`,
    );
  }
  const [format] = found;
  if (format && (wanted === 'auto' || wanted === format.name)) return format;
  if (format) {
    throw new Refusal('statement.unknown_format', `The file is ${format.name}, not ${wanted}; choose that or auto.`, {
      field: 'format',
    });
  }
  throw unknownFormat(source);
}

function unknownFormat({ text, encoding, rows }: StatementSource): Refusal {
  if (rows)
    return new Refusal(
      'statement.unknown_format',
      `No sheet of the workbook begins with headings of a statement. ${supported()}`,
    );
  if (text.trim() === '')
    return new Refusal('statement.empty_file', 'The file holds nothing but spaces; export it again.');
  const once = earlierReadings(text).find((reading) =>
    STATEMENT_FORMATS.some((format) => format.detects({ text: reading, encoding })),
  );
  if (once !== undefined) {
    return new Refusal(
      'statement.wrong_encoding',
      'The file was opened in the wrong encoding and saved like that, so its text is garbled. Fetch it again and do not open it before importing.',
      { line: 1 },
    );
  }
  return new Refusal('statement.unknown_format', `The content is of no known statement format. ${supported()}`);
}
