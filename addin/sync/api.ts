/** What the sync engine needs from the server; the add-in's GraphQL client is one, a test's double another. */
import type { DatasetName } from '../datasets/types.ts';

/** Cells on the wire: strings or null by column id. */
export type WireCells = Record<string, string | null>;

export interface WireRow {
  id: string;
  version: number;
  archived: boolean;
  cells: WireCells;
}

export type Filter = Readonly<Record<string, string>>;

export interface RowsInput {
  dataset: DatasetName;
  filter?: Filter | undefined;
  /** A cursor of an earlier answer: only rows changed since then, archived ones included. */
  since?: string | undefined;
  /** `endCursor` of the page before. */
  after?: string | undefined;
  first?: number | undefined;
}

export interface RowsPage {
  rows: WireRow[];
  /** Where the next refresh starts; the one of the first page counts. Null when the dataset has no change feed. */
  cursor: string | null;
  endCursor: string | null;
  hasMore: boolean;
  /** When the rows were read, ISO 8601. */
  asOf: string;
}

export type PublishMode = 'ATOMIC' | 'PARTIAL';

export interface PublishRow {
  key: string;
  id: string;
  /** The version the edit was based on; null for a new row. */
  version: number | null;
  cells: WireCells;
  archive: boolean;
}

export interface PublishInput {
  dataset: DatasetName;
  mode: PublishMode;
  dryRun: boolean;
  rows: PublishRow[];
}

export type RowStatus = 'APPLIED' | 'UNCHANGED' | 'REFUSED' | 'CONFLICT' | 'SKIPPED' | 'VALID';

export interface FieldError {
  field: string | null;
  code: string;
  message: string;
}

export interface RowResult {
  index: number;
  status: RowStatus;
  row: WireRow | null;
  errors: FieldError[];
}

export interface PublishPayload {
  results: RowResult[];
  cursor: string | null;
}

/** Both reject when the request did not come back as a whole: then nothing is known about what the server did. */
export interface SheetApi {
  rows(input: RowsInput, signal?: AbortSignal): Promise<RowsPage>;
  publish(input: PublishInput, signal?: AbortSignal): Promise<PublishPayload>;
}
