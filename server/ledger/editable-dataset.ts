/** What a noun implements so that its rows can be edited in a sheet and published. */
import type { Database, Db } from '../database/orm.ts';
import type { FieldError } from '../kernel/errors.ts';
import type { Books } from './books.ts';
import type { Claims } from './claims.ts';
import type { Column } from './columns.ts';
import type { Cells, DatasetName } from './dataset.ts';
import type { Work } from './unit-of-work.ts';

/** A row as it is stored, with what its cells do not show. */
export interface StoredRow {
  id: string;
  version: number;
  archived: boolean;
  cells: Cells;
  /** Ids behind the references, by field. */
  ids: Readonly<Record<string, string | null>>;
  /** Columns of the table that no cell shows, as the dataset's `extra` names them. */
  extra: Readonly<Record<string, unknown>>;
}

/** One row of a publish on its way through the rules. */
export class Candidate {
  readonly index: number;
  readonly id: string;
  /** null for a new row. */
  readonly stored: StoredRow | null;
  /** All cells as they would be stored. */
  readonly cells: Cells;
  /** Ids behind the references, by field; null where empty or unknown. */
  readonly ids: Record<string, string | null>;
  /** Fields whose value differs from what is stored; for a new row those that are filled. */
  readonly changed: ReadonlySet<string>;
  readonly archived: boolean;
  readonly errors: FieldError[] = [];
  /** What the rules found out for the dataset's `extra` columns. */
  readonly found: Record<string, unknown> = {};

  constructor(init: Pick<Candidate, 'index' | 'id' | 'stored' | 'cells' | 'ids' | 'changed' | 'archived'>) {
    this.index = init.index;
    this.id = init.id;
    this.stored = init.stored;
    this.cells = init.cells;
    this.ids = init.ids;
    this.changed = init.changed;
    this.archived = init.archived;
  }

  /** Records a problem; the row will not be written. */
  refuse(field: string | null, code: string, message: string): void {
    this.errors.push({ field, code, message });
  }

  get refused(): boolean {
    return this.errors.length > 0;
  }

  /** Whether these cells are filled and without error, so that a rule may compare them. */
  has(...fields: string[]): boolean {
    return fields.every(
      (field) => (this.cells[field] ?? null) !== null && !this.errors.some((error) => error.field === field),
    );
  }

  /** Whether any of these cells was changed. */
  touches(...fields: string[]): boolean {
    return fields.some((field) => this.changed.has(field));
  }

  /** The text of a cell for which `has` was true. */
  text(field: string): string {
    return this.cells[field] as string;
  }
}

/** The rules of one publish, with the facts that they need already loaded. Pure from here on. */
export interface Rules {
  /** Checks one row by itself and against what it refers to. Called once for each row, also for refused ones. */
  check?(row: Candidate): void;
  /**
   * Checks rows against each other. Called until nothing new is refused: a refused row falls back to what is stored,
   * which another row may have counted on to move. Must skip rows that are refused already.
   */
  between?(rows: readonly Candidate[]): void;
  /** What of each row exists only once, such as a code or a time of a fee item. */
  claims?: readonly Claims[];
}

/** A database constraint that rules may miss when two people write at once, and what to say at the row. */
export interface ConstraintMessage {
  field: string | null;
  code: string;
  message: string;
}

export interface EditableDataset {
  name: DatasetName;
  /** Noun as in the schema, for the audit trail: `FeeItem`. */
  noun: string;
  table: keyof Database;
  columns: readonly Column[];
  /** The field of the row's own code, unique in the tenant; null where rows have none. */
  codeField: string | null;
  /** Fields, all required, by which rows are ordered; the id follows. */
  order: readonly string[];
  /** Columns of the table beside those of `columns` that the dataset needs: `model`. */
  extra: readonly string[];
  /** Cells of columns that are not stored one to one. */
  computedCells?(row: { archived: boolean; extra: Readonly<Record<string, unknown>> }): Cells;
  /** Values for the `extra` columns of a valid row. */
  extraValues?(row: Candidate, books: Books): Record<string, unknown>;
  /**
   * Frees what is unique about a row that is about to get another value of it, so that two rows can change places. Codes
   * need no saying. `archive`: uniqueness counts live rows only.
   */
  vacate?: { fields: readonly string[]; by: 'archive' };
  /** Constraints checked at the end of the whole publish. */
  deferred?: readonly string[];
  /** What to say when the database refuses a row, by name of the constraint. */
  constraints?: Readonly<Record<string, ConstraintMessage>>;
  /** The dataset whose publishes this one must not overlap, because they write its rows, too. */
  queue?: DatasetName;
  /** Writes what follows from the rows that were written, in the same transaction. */
  afterSave?(work: Work, written: readonly Candidate[]): Promise<void>;
  /** Loads what the rules need for these rows, in a query per table at most. */
  prepare(db: Db, books: Books, rows: readonly Candidate[]): Promise<Rules>;
}
