/** What a large file is read into: the same lines as a small one, part by part. */
import type { DraftLine, DraftStatement, StatementWarning } from '../types.ts';

/** Lines of one statement that follow each other in the file; none for a statement that has none. */
export interface DraftPart {
  /** place of the statement among those of the file, counted from 0 */
  statement: number;
  account: string | null;
  currency: string | null;
  lines: DraftLine[];
}

/** What is known of a file once all its lines were read. */
export interface DraftEnd {
  statements: Omit<DraftStatement, 'lines'>[];
  warnings: StatementWarning[];
}

/** A large file that was looked through once: it is whole and of one format. */
export interface LargeReading {
  format: string;
  /** name of the profile that a table was read by; empty for other formats */
  profile: string;
  /**
   * Reads all lines, from the beginning each time.
   * @returns what is known at the end
   * @throws Refusal see `StatementFormat.parse`
   */
  read(take: (parts: DraftPart[]) => Promise<void>): Promise<DraftEnd>;
}

/** The file cannot be read part by part after all: it must be read as a whole, or refused. */
export class NotInParts extends Error {}
