/** The answers of a publish, row by row, and what goes to the audit trail with them. */
import type { FieldError } from '../kernel/errors.ts';
import type { AuditRecord } from '../ledger/audit-chain.ts';
import type { Books } from '../ledger/books.ts';
import type { Cells, DatasetRow } from '../ledger/dataset.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { asRow } from '../ledger/stored-rows.ts';
import type { Rights } from './rights.ts';

/** One row as it came from a sheet. */
export interface PublishedRow {
  key: string;
  id: string;
  version?: number | null | undefined;
  cells: Readonly<Record<string, unknown>>;
  archive?: boolean | null | undefined;
}

export type Status = 'APPLIED' | 'VALID' | 'UNCHANGED' | 'REFUSED' | 'CONFLICT' | 'SKIPPED';

export interface Answer {
  index: number;
  status: Status;
  /** The row as stored now; null when it was never written. */
  row: DatasetRow | null;
  errors: FieldError[];
}

export class Answers {
  readonly audit: AuditRecord[] = [];
  readonly #dataset: EditableDataset;
  readonly #rights: Rights;
  readonly #answers: (Answer | undefined)[];
  readonly #replayed = new Set<number>();

  constructor(dataset: EditableDataset, rows: readonly PublishedRow[], rights: Rights) {
    this.#dataset = dataset;
    this.#rights = rights;
    this.#answers = rows.map(() => undefined);
  }

  /** Answers one row for good. */
  give(index: number, status: Status, row: DatasetRow | null, errors: FieldError[] = []): void {
    this.#answers[index] = { index, status, row, errors };
  }

  /** Answers a row as it was answered before. */
  replay(index: number, status: Status, row: DatasetRow | null): void {
    this.give(index, status, row);
    this.#replayed.add(index);
  }

  /** Rows that this publish wrote, or found to be there already. */
  done(): Answer[] {
    return this.#answers.filter(
      (answer): answer is Answer =>
        (answer?.status === 'APPLIED' || answer?.status === 'UNCHANGED') && !this.#replayed.has(answer.index),
    );
  }

  has(index: number): boolean {
    return this.#answers[index] !== undefined;
  }

  /** Whether a row is refused or outdated, so that an ATOMIC publish writes nothing. */
  get refusedAny(): boolean {
    return this.#answers.some((answer) => answer?.status === 'REFUSED' || answer?.status === 'CONFLICT');
  }

  /** Answers a row that was written, and records what changed. */
  applied(row: Candidate, books: Books): void {
    const extra = this.#dataset.extraValues?.(row, books) ?? {};
    const { id, archived } = row;
    const cells = { ...row.cells, ...this.#dataset.computedCells?.({ archived, extra }) };
    this.give(row.index, 'APPLIED', { id, version: (row.stored?.version ?? 0) + 1, archived, cells });
    this.audit.push({ noun: this.#dataset.noun, rowId: id, ...changeOf(row, cells) });
  }

  /** Answers the rows that are left: refused ones with their errors, the others with the given status. */
  close(rows: readonly Candidate[], otherwise: 'VALID' | 'SKIPPED'): void {
    for (const row of rows) {
      if (this.has(row.index)) continue;
      this.give(row.index, row.refused ? 'REFUSED' : otherwise, row.stored && asRow(row.stored), row.errors);
    }
  }

  /** All answers in the order of the input, without cells that the operator may not see. */
  all(): Answer[] {
    return this.#answers.map((answer, index) => {
      if (!answer) throw new Error(`row ${index} was left without an answer`);
      return answer.row ? { ...answer, row: this.#rights.visible(answer.row) } : answer;
    });
  }
}

/** Action, before and after for the audit trail: of a changed row only what differs. */
function changeOf({ stored, archived }: Candidate, cells: Cells): Pick<AuditRecord, 'action' | 'before' | 'after'> {
  if (stored === null) return { action: 'CREATED', after: cells };
  if (archived) return { action: 'ARCHIVED', before: stored.cells };
  const fields = Object.keys(cells).filter((field) => cells[field] !== stored.cells[field]);
  const pick = (from: Cells) => Object.fromEntries(fields.map((field) => [field, from[field] ?? null]));
  return { action: 'CHANGED', before: pick(stored.cells), after: pick(cells) };
}
