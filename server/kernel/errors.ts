/** What a refusal may point at, so that a person finds the place: a field of the row, a row, a line of a file. */
export interface RefusalPlace {
  field?: string | undefined;
  row?: number | undefined;
  line?: number | undefined;
  /** what the sentence names, for saying it in another language */
  params?: Readonly<Record<string, string>> | undefined;
}

/**
 * A refusal that the caller can act on: a stable code (`billing.period_closed`), an English sentence that names the
 * way out, and the place. It is an expected answer, never a crash; anything else that is thrown is a defect.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly field: string | undefined;
  readonly row: number | undefined;
  readonly line: number | undefined;
  readonly params: Readonly<Record<string, string>> | undefined;

  constructor(code: string, message: string, place: RefusalPlace = {}) {
    super(message);
    this.code = code;
    this.field = place.field;
    this.row = place.row;
    this.line = place.line;
    this.params = place.params;
  }
}

/** One problem of one cell of one row, as batches report it. */
export interface FieldError {
  field: string | null;
  code: string;
  message: string;
}

/** A refusal as a row's error. */
export function toFieldError(refusal: Refusal): FieldError {
  return { field: refusal.field ?? null, code: refusal.code, message: refusal.message };
}
