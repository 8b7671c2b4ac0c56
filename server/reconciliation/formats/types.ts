/** What a statement file becomes: the one shape that every format is read into, and the adapter that reads it. */
import type { BusinessDate } from '../../kernel/dates.ts';
import type { Decimal } from '../../kernel/money.ts';
import type { ProfileChoice } from './tables/profile.ts';

export type LineDirection = 'IN' | 'OUT';

/**
 * What moved the money, as far as the file says it. REVERSAL: the bank or channel takes an earlier booking back;
 * RETURN: a payment that came back from the other side; PAYOUT: a channel pays out to the bank account, or is topped up.
 */
export type LineKind = 'PAYMENT' | 'REFUND' | 'FEE' | 'REVERSAL' | 'RETURN' | 'INTEREST' | 'PAYOUT' | 'OTHER';

/** One payment inside a batch entry: the bank booked the sum, the parts say who paid what. */
export interface LineDetail {
  direction: LineDirection;
  /** null where the file names no amount for the part */
  amount: Decimal | null;
  currency: string | null;
  payerName: string | null;
  payerAccount: string | null;
  payeeName: string | null;
  payeeAccount: string | null;
  reference: string | null;
  bankReference: string | null;
  text: string | null;
}

/** What a format reads per movement; file order and fingerprint are added for all formats in one place. */
export interface DraftLine {
  bookedOn: BusinessDate;
  valueOn: BusinessDate | null;
  /** seen from the account holder */
  direction: LineDirection;
  /** always above zero */
  amount: Decimal;
  /** ISO 4217 */
  currency: string;
  payerName: string | null;
  payerAccount: string | null;
  payeeName: string | null;
  payeeAccount: string | null;
  /** the number the parties gave: end-to-end id, structured reference, merchant order number */
  reference: string | null;
  /** the number the bank or channel gave: AcctSvcrRef, transaction id, refund id */
  bankReference: string | null;
  /** the merchant's own number of a refund, beside `reference`, which names the order refunded */
  refundReference: string | null;
  /** remittance text, goods, attached data, remark */
  text: string | null;
  kind: LineKind;
  /** what the channel kept for this movement: above zero kept, below zero given back; null where it states none */
  fee: Decimal | null;
  /** whether the fee is taken from the amount already, as the file has it */
  feeTaken?: boolean;
  /** the parts of a batch entry; empty for a single payment */
  details: LineDetail[];
  /** line of the text in the file, counted from 1 */
  sourceLine: number;
  /** what identifies the movement beside account, date, direction and amount, see `fingerprint.ts` */
  identity: readonly (string | null)[];
}

export interface StatementLineInput extends Omit<DraftLine, 'identity'> {
  /** place among all lines of the file, counted from 1 */
  lineNo: number;
  /** sha256 in hex; the same movement has the same one in every file that holds it */
  fingerprint: string;
}

export interface StatementWarning {
  /** stable; several sentences may have the same one */
  code: string;
  /** which sentence, see `warnings.ts` */
  name: string;
  /** what it names */
  params: Readonly<Record<string, string>>;
  /** the sentence in English */
  message: string;
  /** of the file, counted from 1; null where it is about the whole */
  line: number | null;
  /** member of an archive that it is about; null for a file of its own */
  file: string | null;
}

/** Of one account: what the file states about it. `L` is the line as far as it is known. */
export interface Statement<L> {
  /** IBAN, account number or merchant number; null where the file names none (a WeChat fund-flow bill) */
  account: string | null;
  currency: string | null;
  /** the bank's own id of the statement */
  reference: string | null;
  /** balances as the file states them (or its running balance proves them), in the statement's currency */
  opening: Decimal | null;
  closing: Decimal | null;
  /** booked movements in file order */
  lines: L[];
  /** booked entries of 0.00: they are counted with the file's entries, but nothing is to be imported */
  zeroEntries: number;
  /** entries that are counted and cannot be imported: a status report, an unreadable amount; a warning tells of each */
  otherEntries?: number;
  /** opening + lines = closing, or the channel's summary = its rows; null where the file offers nothing to check */
  ties: boolean | null;
}

export type DraftStatement = Statement<DraftLine>;
export type ParsedStatement = Statement<StatementLineInput>;

export interface ParsedFile {
  format: string;
  encoding: string;
  /** name of the profile that a table was read by; empty for other formats */
  profile: string;
  statements: ParsedStatement[];
  warnings: StatementWarning[];
}

/** A file, or a member of an archive, whose encoding is already known. */
export interface StatementSource {
  text: string;
  encoding: string;
  /** of a workbook, whose text is empty */
  rows?: readonly { line: number; cells: string[] }[];
  /** profiles of tables to read it by, beside those that ship */
  profiles?: ProfileChoice;
}

export interface FormatResult {
  statements: DraftStatement[];
  warnings: StatementWarning[];
  /** name of the profile that a table was read by */
  profile?: string;
}

/** One statement format. Add one file per format and list it in `registry.ts`. */
export interface StatementFormat {
  /** stable name, e.g. `camt.053` */
  readonly name: string;
  /** what a person calls it */
  readonly label: string;
  /** true when the content, never the file name, is of this format, even if it turns out damaged */
  detects(source: StatementSource): boolean;
  /** @throws Refusal when the file is cut, mixed, or holds something that is not what the format says; whole or nothing */
  parse(source: StatementSource): FormatResult;
  /** true for a table that is read by its headings, and asked only where no other format fits */
  readonly isTable?: boolean;
  /** true for a file that the channel packs beside the statement and that holds no movement (a printed summary) */
  accompanies?(source: StatementSource): boolean;
}
