/** The cross table of an analysis: exact sums by currency, row and column. Pure; amounts are decimal strings throughout. */
import { compareDecimals, sumDecimals } from '../workbook/decimals.ts';

/** One row of the dataset as far as the analysis is concerned. */
export interface Fact {
  currency: string;
  row: string;
  /** Null where the analysis has no columns. */
  column: string | null;
  /** One canonical decimal per value of the analysis. */
  amounts: readonly string[];
}

export interface CrossLine {
  label: string;
  /** One sum per heading of the cross table; null where no row of the dataset falls there. */
  sums: (string | null)[];
}

export interface CrossGroup {
  currency: string;
  lines: CrossLine[];
  /** Sums over all lines. */
  totals: string[];
}

export interface CrossTable {
  /** Values of the column field, or nothing where the values stand beside each other. */
  columns: string[];
  /** By currency; nothing is summed across them. */
  groups: CrossGroup[];
}

export interface CrossOrder {
  rows: 'label' | 'largest';
  /** Order of column labels that is not the alphabet's. */
  columns?: readonly string[] | undefined;
}

/**
 * Sums facts into a cross table. With columns, the last sum of a line and of the totals is over all columns; without, there
 * is a sum for each value.
 */
export function crossTable(facts: readonly Fact[], hasColumns: boolean, order: CrossOrder): CrossTable {
  const columns = hasColumns ? inOrder(new Set(facts.map((fact) => fact.column ?? '')), order.columns) : [];
  const groups = [...Map.groupBy(facts, (fact) => fact.currency)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, own]) => {
      const lines = [...Map.groupBy(own, (fact) => fact.row)].map(([label, list]) => ({
        label,
        sums: sumsOf(list, columns, hasColumns),
      }));
      return {
        currency,
        lines: lines.toSorted(order.rows === 'label' ? byLabel : bySize),
        totals: sumsOf(own, columns, hasColumns).map((sum) => sum ?? '0'),
      };
    });
  return { columns, groups };
}

function sumsOf(facts: readonly Fact[], columns: readonly string[], hasColumns: boolean): (string | null)[] {
  const amounts = (list: readonly Fact[], value: number) => list.map((fact) => fact.amounts[value] as string);
  if (!hasColumns) return (facts[0]?.amounts ?? []).map((_, value) => sumDecimals(amounts(facts, value)));
  const byColumn = Map.groupBy(facts, (fact) => fact.column ?? '');
  const parts = columns.map((column) => {
    const own = byColumn.get(column);
    return own ? sumDecimals(amounts(own, 0)) : null;
  });
  return [...parts, sumDecimals(parts.filter((part) => part !== null))];
}

function inOrder(labels: ReadonlySet<string>, order: readonly string[] = []): string[] {
  const place = (label: string) => (order.includes(label) ? order.indexOf(label) : order.length);
  return [...labels].toSorted((a, b) => place(a) - place(b) || compareText(a, b));
}

function byLabel(a: CrossLine, b: CrossLine): number {
  return compareText(a.label, b.label);
}

/** The largest first sum first; equal ones by label, so that the order is always the same. */
function bySize(a: CrossLine, b: CrossLine): number {
  return compareDecimals(b.sums[0] ?? '0', a.sums[0] ?? '0') || byLabel(a, b);
}

/** Empty labels last. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  return a < b ? -1 : 1;
}
