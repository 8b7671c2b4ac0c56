/** What the add-in can refuse before anything is sent. The server decides; this only tells sooner, at the cell. */
import type { Column, DatasetName } from '../datasets/types.ts';
import type { CellValue } from '../workbook/port.ts';
import { decodeCell } from '../workbook/values.ts';
import type { Issue } from './issues.ts';

export interface Checks {
  /** Known codes by dataset; references into a dataset that is not here are left to the server. */
  codes?: ReadonlyMap<DatasetName, ReadonlySet<string>> | undefined;
  /** Codes that this very sheet adds, so that a row may refer to a new row above it. */
  ownCodes?: { dataset: DatasetName; codes: ReadonlySet<string> } | undefined;
  /** Decimal places allowed by column id, where the tenant's setting differs from the declaration. */
  scales?: Readonly<Record<string, number>> | undefined;
}

export type Checked = { value: string | null; issue: null } | { value: null; issue: Issue };

/** Reads one edited cell: its wire value, or what is wrong with it. */
export function checkCell(column: Column, cell: CellValue | undefined, checks: Checks): Checked {
  const decoded = decodeCell(column, cell, checks.scales?.[column.id] ?? column.scale ?? 0);
  if (!decoded.ok) return { value: null, issue: { column: column.id, ...decoded.problem } };
  const { value } = decoded;
  if (value === null) {
    return column.required ? bad(column, 'value.required', {}) : { value, issue: null };
  }
  if (column.references && !isKnown(column.references, value, checks)) {
    return bad(column, 'value.unknown_reference', { text: value });
  }
  return { value, issue: null };
}

function isKnown(dataset: DatasetName, code: string, checks: Checks): boolean {
  const codes = checks.codes?.get(dataset);
  if (!codes || codes.has(code)) return true;
  return checks.ownCodes?.dataset === dataset && checks.ownCodes.codes.has(code);
}

function bad(column: Column, code: string, params: Record<string, string>): Checked {
  return { value: null, issue: { column: column.id, code, params } };
}
