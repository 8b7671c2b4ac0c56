/** What publishing came to, and how a row's result looks in the sheet. */
import { MESSAGE_COLUMN, STATUS_COLUMN } from '../datasets/layout.ts';
import type { CellInput, CellValue } from '../workbook/port.ts';
import type { WireCells } from './api.ts';
import type { RowEdit } from './apply.ts';
import type { OpenedSheet, SyncContext } from './context.ts';
import type { Diff } from './diff.ts';
import type { Issue } from './issues.ts';
import { issueText, STATUS, type Status } from './messages.ts';
import type { BaseRow } from './rows.ts';

/** A row on its way to the server. */
export interface Outgoing {
  id: string;
  base: BaseRow | null;
  /** What is sent. */
  cells: WireCells;
  /** What the sheet showed when it was read, in the order of the dataset's columns. */
  mine: readonly CellValue[];
  archive: boolean;
  /** How often it was merged and sent again. */
  tries: number;
}

export interface RowIssue extends Issue {
  /** Id of the row; `showCell` finds its place. */
  id: string;
}

/** Counts of rows. `published + unchanged + valid + refused + conflicts + invalid + waiting` is all that was to be done. */
export interface PublishReport {
  published: number;
  /** The server had the same already. */
  unchanged: number;
  /** Would be accepted (dry run only). */
  valid: number;
  /** Refused by the server, with reasons. */
  refused: number;
  conflicts: number;
  /** Held back by the add-in's own checks. */
  invalid: number;
  /** Not done: cancelled, interrupted, or kept back because the batch was all or nothing. Publish again. */
  waiting: number;
  /** Archived on the server; they are among `published`. */
  archived: number;
  /** Missing rows that were put back. */
  restored: number;
  /** Rows that are missing in the sheet, whatever was done about them. */
  missing: number;
  issues: RowIssue[];
  cancelled: boolean;
  /** What broke the connection, when something did. */
  interruption: unknown;
}

export class Outcome {
  readonly report: PublishReport;

  constructor(diff: Diff) {
    this.report = {
      published: 0,
      unchanged: 0,
      valid: 0,
      refused: 0,
      conflicts: 0,
      invalid: 0,
      waiting: 0,
      archived: 0,
      restored: 0,
      missing: diff.missing.length,
      issues: [],
      cancelled: false,
      interruption: null,
    };
  }

  issue(id: string, issue: Issue): void {
    this.report.issues.push({ ...issue, id });
  }
}

/**
 * The Status and Message cells of a row.
 * @param message a code of `messages.ts`, or a sentence
 */
export function statusCells(ctx: SyncContext, status: Status | null, message?: string): Record<string, CellInput> {
  return {
    [STATUS_COLUMN]: status && STATUS[status][ctx.locale],
    [MESSAGE_COLUMN]: message === undefined ? null : ctx.translate(ctx.locale, message, {}, message),
  };
}

/** How a row looks that is not published, with its reasons at the cells. */
export function refusedRow(
  ctx: SyncContext,
  opened: OpenedSheet,
  id: string,
  status: 'invalid' | 'refused',
  issues: readonly Issue[],
): RowEdit {
  const labels = new Map(opened.dataset.columns.map((c) => [c.id, c.label[ctx.locale]]));
  const marks: Record<string, string> = {};
  const texts = issues.map((issue) => {
    const text = issueText(ctx.locale, issue, ctx.translate);
    const label = issue.column && labels.get(issue.column);
    if (issue.column && label) marks[issue.column] = text;
    return label ? `${label}: ${text}` : text;
  });
  return { id, set: statusCells(ctx, status, texts.join('; ')), clearMarks: true, marks };
}
