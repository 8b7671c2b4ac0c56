/** Reads a table by its profile into the lines of a statement. */
import type { FormatResult, StatementWarning } from '../types.ts';
import { warning } from '../warnings.ts';
import type { FoundTable, TableHead } from './find.ts';
import type { GridRow } from './grid.ts';
import { RowReader } from './read-row.ts';
import { isBalanceRow, type ReadRow, TableStatements } from './statements.ts';
import { isRuler, type TableFacts, TableSurvey } from './survey.ts';

/**
 * @throws Refusal `statement.row_invalid`, `statement.date_invalid`, `statement.amount_invalid`, `statement.direction_invalid`
 *   with the line
 */
export function readTable(table: FoundTable): FormatResult {
  const warnings: StatementWarning[] = [];
  const survey = new TableSurvey(table);
  for (const row of table.rows) survey.add(row);
  const reading = new TableReading(table, survey.facts(warnings));
  const lines = table.rows.flatMap((row) => reading.read(row) ?? []);
  const statements = reading.end(warnings);
  return {
    statements: statements.map((facts, i) => ({
      ...facts,
      lines: lines.flatMap(({ statement, line }) => (statement === i ? line : [])),
    })),
    warnings,
  };
}

/** Rows that were told of together: how many, and where the first stands. */
class Told {
  count = 0;
  first = 0;

  add(line: number): void {
    if (this.count === 0) this.first = line;
    this.count += 1;
  }
}

/** The second look at a table: its rows as lines, one by one and in order. */
export class TableReading {
  readonly #table: TableHead;
  readonly #facts: TableFacts;
  readonly #reader: RowReader;
  readonly #statements: TableStatements;
  readonly #neutral = new Told();
  readonly #closed = new Told();
  readonly #leftOut = new Told();
  #seen = 0;

  constructor(table: TableHead, facts: TableFacts) {
    this.#table = table;
    this.#facts = facts;
    this.#reader = new RowReader(table, facts);
    this.#statements = new TableStatements(table);
  }

  /** @returns the line of a row and the place of its statement, counted from 0; null for a row that is none */
  read(row: GridRow): ReturnType<TableStatements['add']> {
    this.#seen += 1;
    if (this.#seen > this.#facts.rowCount || isRuler(row)) return null;
    if (this.#reader.isLeftOut(row)) {
      this.#leftOut.add(row.line);
      return null;
    }
    const read = this.#reader.read(row);
    this.#tell(row, read);
    return this.#statements.add(read);
  }

  /** What the table states of its accounts. @param warnings take what was counted and not imported */
  end(warnings: StatementWarning[]): ReturnType<TableStatements['end']> {
    const tell = (name: 'rows_neutral' | 'trades_closed' | 'rows_left_out', { count, first }: Told) => {
      if (count > 0) warnings.push(warning(name, { count, line: first }, first));
    };
    tell('rows_neutral', this.#neutral);
    tell('trades_closed', this.#closed);
    tell('rows_left_out', this.#leftOut);
    return this.#statements.end(this.#neutral.count, this.#table.head.line, warnings);
  }

  /** Rows that are counted and not imported: transfers between one's own accounts, refunds beside closed trades. */
  #tell(row: GridRow, read: ReadRow): void {
    if (read.line === null && !isBalanceRow(read)) this.#neutral.add(row.line);
    if (read.line !== null && this.#reader.isClosed(row)) this.#closed.add(row.line);
  }
}
