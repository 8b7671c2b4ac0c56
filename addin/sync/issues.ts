/** What can be wrong with a sheet or a cell, by code; `messages.ts` has the sentences. */
import type { CellInput } from '../workbook/port.ts';

export interface Issue {
  /** Column id, or null for the row as a whole. */
  column: string | null;
  /** `value.*`, `sheet.*` from here, or a code of the server. */
  code: string;
  params: Record<string, string>;
  /** The server's English sentence, for codes that have no translation. */
  message?: string | undefined;
  /** Cell content that would be right (*Round*, *Put back*). */
  suggestion?: CellInput | undefined;
}

export type SyncErrorCode =
  | 'sheet.not_bound'
  | 'sheet.no_base'
  | 'sheet.id_column_missing'
  | 'sheet.read_only_dataset'
  | 'sheet.keeps_changing'
  | 'sync.atomic_too_large'
  | 'sync.nothing_to_undo';

/** A command that cannot be done at all; the code is translated, the message is English. */
export class SyncError extends Error {
  override readonly name = 'SyncError';
  readonly code: SyncErrorCode;

  constructor(code: SyncErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
