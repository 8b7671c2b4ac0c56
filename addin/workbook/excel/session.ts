import { WorkbookError, type WorkbookErrorCode } from '../port.ts';

/** What the adapter needs of the page: Office.js' `Excel` and a question about requirement sets. */
export interface ExcelPage {
  excel: Pick<typeof Excel, 'run'>;
  /** `Office.context.requirements.isSetSupported` */
  supports(set: string, version: string): boolean;
}

export type Context = Excel.RequestContext;

/** The oldest Excel that has all the adapter uses: triggerSource of change events came with it. */
export const EXCEL_API_FLOOR = '1.14';

const CODES: Record<string, WorkbookErrorCode> = {
  InvalidOperationInCellEditMode: 'workbook.cell_editing',
  AccessDenied: 'workbook.read_only',
  ReadOnly: 'workbook.read_only',
  ItemNotFound: 'workbook.sheet_missing',
  InvalidReference: 'workbook.sheet_missing',
  RequestPayloadSizeLimitExceeded: 'workbook.too_large',
  ResponsePayloadSizeLimitExceeded: 'workbook.too_large',
  ApiNotFound: 'workbook.unsupported',
  ApiNotAvailable: 'workbook.unsupported',
  UnsupportedOperation: 'workbook.unsupported',
};

const SENTENCES: Record<WorkbookErrorCode, string> = {
  'workbook.cell_editing': 'Excel is editing a cell. Press Enter or Esc in the cell, then try again.',
  'workbook.read_only': 'This workbook is read-only. Save a copy or turn editing on, then try again.',
  'workbook.sheet_missing': 'The sheet is not in the workbook any more. Open it again.',
  'workbook.too_large': 'This is more than Excel takes at once.',
  'workbook.unsupported': 'This Excel is too old for it. Excel 2021, Microsoft 365 or Excel on the web will do.',
  'workbook.no_pivots':
    'This Excel cannot build PivotTables for add-ins. Excel 2021, Microsoft 365 or Excel on the web can.',
  'workbook.failed': 'Excel could not do it.',
};

/**
 * Runs batches one after the other: row numbers that one batch has read must not move under it because another batch
 * writes. Excel waits for a cell that is being edited where it can; failures become `WorkbookError`.
 */
export class ExcelSession {
  readonly #page: ExcelPage;
  #last: Promise<unknown> = Promise.resolve();

  /** @throws WorkbookError `workbook.unsupported` when this Excel is older than the floor */
  constructor(page: ExcelPage) {
    this.#page = page;
    if (!page.supports('ExcelApi', EXCEL_API_FLOOR)) {
      throw new WorkbookError('workbook.unsupported', SENTENCES['workbook.unsupported']);
    }
  }

  /** Whether this Excel has a later requirement set than the floor. */
  supports(version: string): boolean {
    return this.#page.supports('ExcelApi', version);
  }

  run<T>(batch: (context: Context) => Promise<T>): Promise<T> {
    const result = this.#last.then(() => this.#attempt(batch));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #attempt<T>(batch: (context: Context) => Promise<T>): Promise<T> {
    try {
      return await this.#page.excel.run({ delayForCellEdit: true }, batch);
    } catch (error) {
      throw toWorkbookError(error);
    }
  }
}

/** The code of an Office.js error, whichever realm its class comes from. */
export function officeCode(error: unknown): string | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}

/** Whether a batch failed because request or response was larger than this Excel takes. */
export function isTooLarge(error: unknown): boolean {
  return CODES[officeCode(error) ?? ''] === 'workbook.too_large';
}

function toWorkbookError(error: unknown): unknown {
  if (error instanceof WorkbookError) return error;
  const office = officeCode(error);
  if (office === null) return error;
  const code = CODES[office] ?? 'workbook.failed';
  const detail = code === 'workbook.failed' ? ` ${(error as { message?: string }).message ?? office}` : '';
  const wrapped = new WorkbookError(code, `${SENTENCES[code]}${detail}`);
  wrapped.cause = error;
  return wrapped;
}
