/** Drop-down lists of the workbench as Univer's data validation rules. */

export interface ListRule {
  uid: string;
  type: 'list';
  formula1: string;
  ranges: { startRow: number; endRow: number; startColumn: number; endColumn: number }[];
  allowBlank: boolean;
  showDropDown: boolean;
  showErrorMessage: boolean;
  /** 0: tells nothing and stops nobody; publishing checks. */
  errorStyle: 0;
  /** 1: an arrow in the cell. */
  renderMode: 1;
}

/**
 * The rule for a column.
 * @param values labels or codes; Univer parts them by commas, so one that holds a comma is left out
 */
export function listRule(columnId: string, column: number, rowCount: number, values: readonly string[]): ListRule {
  return {
    uid: `list-${columnId}`,
    type: 'list',
    formula1: values.filter((value) => !value.includes(',')).join(','),
    ranges: [{ startRow: 1, endRow: rowCount - 1, startColumn: column, endColumn: column }],
    allowBlank: true,
    showDropDown: true,
    showErrorMessage: false,
    errorStyle: 0,
    renderMode: 1,
  };
}
