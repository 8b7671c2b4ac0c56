/** A statement file in, its lines out: archive, encoding, format, fingerprints. Nothing here looks at the file's name. */
import { createHash } from 'node:crypto';
import { decodeText, earlierReadings } from '../../kernel/encoding.ts';
import { Refusal } from '../../kernel/errors.ts';
import { type ArchiveMember, gunzipped, isArchive, readArchive } from './archive.ts';
import { withFingerprints } from './fingerprint.ts';
import { STATEMENT_FORMATS } from './registry.ts';
import { isWorkbook, refuseBinary } from './sniff.ts';
import { workbookRows } from './spreadsheet.ts';
import { isKnownToTenant } from './tables/find.ts';
import { readGrid } from './tables/grid.ts';
import type { ProfileChoice, TableProfile } from './tables/profile.ts';
import type {
  FormatResult,
  ParsedFile,
  ParsedStatement,
  StatementFormat,
  StatementSource,
  StatementWarning,
} from './types.ts';
import { warning } from './warnings.ts';

export interface ParseOptions {
  /** a format's name, or `auto` */
  format?: string;
  /** profiles of tables beside those that ship */
  profiles?: ProfileChoice;
}

type Wanted = Required<Pick<ParseOptions, 'format'>> & { profiles: ProfileChoice | undefined };

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
  const wanted = { format: options.format ?? 'auto', profiles: options.profiles };
  refuseUnknownFormat(wanted.format);
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
    profile: parts[0]?.profile ?? '',
    statements,
    warnings: [...parts.flatMap(({ warnings }) => warnings), ...statements.flatMap(zeroWarnings)],
  };
}

/** Tells of entries that move no money. */
export function zeroWarnings({
  account,
  zeroEntries,
}: Pick<ParsedStatement, 'account' | 'zeroEntries'>): StatementWarning[] {
  if (zeroEntries === 0) return [];
  if (account === null) return [warning('zero_entries', { count: zeroEntries }, null)];
  return [warning('zero_entries_of', { count: zeroEntries, account }, null)];
}

function supported(): string {
  return `Supported are ${STATEMENT_FORMATS.map(({ name, label }) => `${name} (${label})`).join(', ')}.`;
}

function readMembers(members: readonly ArchiveMember[], wanted: Wanted): ReadPart[] {
  const seen = new Set<string>();
  const parts: ReadPart[] = [];
  const skipped: StatementWarning[] = [];
  for (const { name, bytes } of members) {
    const content = createHash('sha256').update(bytes).digest('hex');
    if (seen.has(content)) skipped.push(warning('member_twice', { name }, null));
    else if (isCompanion(bytes)) skipped.push(warning('member_summary', { name }, null));
    else parts.push(readMember(name, bytes, wanted));
    seen.add(content);
  }
  const [first] = parts;
  if (!first) throw new Refusal('statement.empty_file', 'The archive holds no statement.');
  first.warnings.push(...skipped);
  return parts;
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

function readMember(name: string, bytes: Uint8Array, wanted: Wanted): ReadPart {
  try {
    const part = readText(bytes, wanted);
    return {
      ...part,
      warnings: part.warnings.map((each) => ({ ...each, message: `${name}: ${each.message}`, file: name })),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, `${name}: ${error.message}`, { field: error.field, line: error.line });
  }
}

function readWorkbook(bytes: Uint8Array, wanted: Wanted): ReadPart {
  const source = withProfiles({ text: '', encoding: 'workbook', rows: workbookRows(bytes) }, wanted);
  const format = choose(source, wanted);
  return { format: format.name, encoding: source.encoding, ...format.parse(source) };
}

function readText(bytes: Uint8Array, wanted: Wanted): ReadPart {
  refuseBinary(bytes);
  const source = withProfiles(decodeText(bytes), wanted);
  const format = choose(source, wanted);
  return { format: format.name, encoding: source.encoding, ...format.parse(source) };
}

const withProfiles = (source: StatementSource, { profiles }: Wanted): StatementSource =>
  profiles ? { ...source, profiles } : source;

/** The format of a file whose content is known already. @throws Refusal `statement.unknown_format`, `statement.mixed_file` */
export function chooseFormat(source: StatementSource): StatementFormat {
  return choose(source, { format: 'auto', profiles: source.profiles });
}

function choose(source: StatementSource, { format: wanted, profiles }: Wanted): StatementFormat {
  // What somebody has pointed out goes before what is known of the file otherwise.
  const pointedOut = profiles !== undefined && (profiles.wanted !== null || isTenantTable(source, profiles.own));
  const own = pointedOut ? [] : STATEMENT_FORMATS.filter((format) => !format.isTable && format.detects(source));
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

/** Whether the beginning of a file has the headings of one of the tenant's profiles. */
function isTenantTable({ text, rows }: StatementSource, own: readonly TableProfile[]): boolean {
  if (own.length === 0 || text.startsWith('<')) return false;
  const head = readGrid({ text: text.slice(0, 40_000), encoding: '', ...(rows ? { rows: rows.slice(0, 60) } : {}) });
  return isKnownToTenant(head, own);
}

/** @throws Refusal `statement.unknown_format` */
function refuseUnknownFormat(wanted: string): void {
  if (wanted === 'auto' || STATEMENT_FORMATS.some(({ name }) => name === wanted)) return;
  throw new Refusal('statement.unknown_format', `There is no format “${wanted}”. ${supported()}`, { field: 'format' });
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
