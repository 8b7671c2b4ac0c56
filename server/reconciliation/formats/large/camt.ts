/** Large camt messages: once for the frame around the entries, and once for the entries, some at a time. */
import { Refusal } from '../../../kernel/errors.ts';
import { type CamtMessage, CamtReading, camtStatements } from '../camt.ts';
import type { StatementWarning } from '../types.ts';
import { all, first, parseXml, type XmlDocument, type XmlValue } from '../xml.ts';
import { EntryCutter, type EntryText } from './entries.ts';
import { type DraftEnd, type DraftPart, type LargeReading, NotInParts } from './reading.ts';
import type { LargeText } from './text.ts';

/** Entries of so many characters are parsed together. */
const BATCH = 128 * 1024;

/** A frame larger than this, or an entry, is no statement that could be read in parts. */
const LARGEST_PIECE = 16 * 1024 * 1024;

/**
 * Looks a file through.
 * @throws Refusal as for a small file, but for what is wrong inside of entries; `NotInParts`
 */
export async function largeCamt(text: LargeText, format: string, message: CamtMessage): Promise<LargeReading> {
  const frame = await frameOf(text, message);
  const found = camtStatements(parseXml(frame.text), message, []);
  // Statements are told by their tags while entries are read.
  if (found.length !== frame.statements) throw new NotInParts();
  return { format, profile: '', read: (take) => readEntries(text, message, frame.text, take) };
}

async function frameOf(text: LargeText, { part }: CamtMessage): Promise<{ text: string; statements: number }> {
  const kept: string[] = [];
  let length = 0;
  const keep = (piece: string) => {
    length += piece.length;
    if (length > LARGEST_PIECE) throw new NotInParts();
    kept.push(piece);
  };
  const cutter = new EntryCutter(part, refuseHuge, keep);
  for await (const piece of text.parts()) cutter.push(piece);
  cutter.end();
  return { text: kept.join(''), statements: cutter.statements };
}

function refuseHuge({ text }: EntryText): void {
  if (text.length > LARGEST_PIECE) throw new NotInParts();
}

/** Statement after statement, in the order of the file. */
class Sequence {
  readonly #readings: CamtReading[];
  readonly #warnings: StatementWarning[];
  readonly #statements: DraftEnd['statements'] = [];
  #parts: DraftPart[] = [];

  constructor(readings: CamtReading[], warnings: StatementWarning[]) {
    this.#readings = readings;
    this.#warnings = warnings;
  }

  /** Lines since this was asked the last time. */
  parts(): DraftPart[] {
    const parts = this.#parts;
    this.#parts = [];
    return parts;
  }

  /** Reads entries that follow each other. */
  take(entries: readonly EntryText[]): void {
    const document = parsedEntries(entries);
    for (const [i, { statement }] of entries.entries()) {
      this.#endUpTo(statement);
      const reading = this.#readings[statement] as CamtReading;
      const line = reading.entry(document.nodes[i] as XmlValue, document);
      const { account, currency } = reading;
      const part = this.#parts.at(-1);
      if (line === null) continue;
      if (part?.statement === statement) part.lines.push(line);
      else this.#parts.push({ statement, account, currency, lines: [line] });
    }
  }

  /** Ends all statements. */
  end(): DraftEnd {
    this.#endUpTo(this.#readings.length);
    return { statements: this.#statements, warnings: this.#warnings };
  }

  /** Ends the statements before one; those without a line are told of, too. */
  #endUpTo(statement: number): void {
    for (let place = this.#statements.length; place < statement; place += 1) {
      const ended = (this.#readings[place] as CamtReading).end();
      this.#statements.push(ended);
      this.#parts.push({ statement: place, account: ended.account, currency: ended.currency, lines: [] });
    }
  }
}

async function readEntries(
  text: LargeText,
  message: CamtMessage,
  frame: string,
  take: (parts: DraftPart[]) => Promise<void>,
): Promise<DraftEnd> {
  const warnings: StatementWarning[] = [];
  const statements = camtStatements(parseXml(frame), message, warnings);
  const sequence = new Sequence(
    statements.map((statement) => new CamtReading(statement)),
    warnings,
  );
  let batch: EntryText[] = [];
  let length = 0;
  const cutter = new EntryCutter(message.part, (entry) => {
    batch.push(entry);
    length += entry.text.length;
  });
  const flush = async () => {
    sequence.take(batch);
    batch = [];
    length = 0;
    await take(sequence.parts());
  };
  for await (const piece of text.parts()) {
    cutter.push(piece);
    if (length >= BATCH) await flush();
  }
  await flush();
  const end = sequence.end();
  await take(sequence.parts());
  return end;
}

/**
 * Parses entries as the children of one element, each on its own line.
 * @throws Refusal `statement.xml_invalid` with the line of the file
 */
function parsedEntries(entries: readonly EntryText[]): XmlDocument & { nodes: XmlValue[] } {
  const [begin] = entries;
  if (!begin) return { root: {}, nodes: [], lineOf: () => 1 };
  const before = begin.line - 1;
  let line = begin.line;
  const texts = entries.map((entry) => {
    const gap = '\n'.repeat(Math.max(0, entry.line - line));
    line = Math.max(line, entry.line) + entry.text.split('\n').length - 1;
    return gap + entry.text;
  });
  try {
    const document = parseXml(`<entries>${texts.join('')}</entries>`);
    return {
      root: document.root,
      nodes: all(first(document.root, 'entries'), 'Ntry'),
      lineOf: (node) => before + document.lineOf(node),
    };
  } catch (error) {
    if (!(error instanceof Refusal) || error.line === undefined) throw error;
    throw new Refusal(error.code, error.message, { field: error.field, line: before + error.line });
  }
}
