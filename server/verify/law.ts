/**
 * The laws of the ledger, proven from scratch in SQL. Nothing here is shared with the services: a defect there must not
 * hide itself here.
 */

/** One way to see a law broken. */
export interface Check {
  /** What is looked at; `$1` is the tenant. One row, one column: how many were looked at. */
  counts: string;
  /** `$1` is the tenant. A row for each violation with a column `problem`: a sentence naming the row. */
  violations: string;
}

/** One law of the design, with the checks that prove it. */
export interface Law {
  /** Stable name, as `verify` prints it. */
  name: string;
  /** What holds, in a sentence. */
  says: string;
  checks: readonly Check[];
}
