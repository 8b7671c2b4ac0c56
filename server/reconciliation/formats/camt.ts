/**
 * ISO 20022 cash management messages (camt.05x, all versions, with or without namespace, also inside an envelope).
 *
 * What counts as a line: one booked entry (`Ntry`), exactly as the account was booked. An entry that is pending (`PDNG`),
 * announced (`FUTR`) or informative (`INFO`) is not booked and gives a warning. A batch entry is one line; its
 * `TxDtls` become the line's details. The direction is the entry's own `CdtDbtInd`; `RvslInd` says that it reverses an
 * earlier entry of the other direction and never turns the sign (ISO 20022, Message Definition Report, ReversalIndicator).
 */
import { Refusal } from '../../kernel/errors.ts';
import { type Decimal, ZERO } from '../../kernel/money.ts';
import { BookedSums, readBalances } from './camt-balances.ts';
import { readEntryDetails } from './camt-details.ts';
import { accountNumber, type CamtStatement, readDirection, readMoney } from './camt-values.ts';
import type { DraftLine, DraftStatement, FormatResult, LineKind, StatementWarning } from './types.ts';
import { joinTexts, readDate, textOrNull } from './values.ts';
import { warning } from './warnings.ts';
import { all, findAll, first, ownText, parseXml, textAt, type XmlDocument, type XmlValue } from './xml.ts';

const MESSAGE_BODY = /^BkToCstmr/;

/** True when the text is XML that holds the message body of that name (`BkToCstmrStmt`). */
export function holdsMessage(text: string, body: string): boolean {
  return text.trimStart().startsWith('<') && new RegExp(`<([\\w.-]+:)?${body}(V\\d+)?[\\s/>]`).test(text);
}

/** A message type: the element that holds the statements, and that of one statement. */
export interface CamtMessage {
  /** e.g. `BkToCstmrStmt` */
  body: string;
  /** `Stmt`, `Rpt` or `Ntfctn` */
  part: string;
}

/**
 * Reads all statements of one message type.
 * @throws Refusal see `StatementFormat.parse`
 */
export function readCamt(text: string, message: CamtMessage): FormatResult {
  const warnings: StatementWarning[] = [];
  const statements = camtStatements(parseXml(text), message, warnings).map((statement) => {
    const reading = new CamtReading(statement);
    const lines = all(statement.node, 'Ntry').flatMap((entry) => reading.entry(entry) ?? []);
    return { ...reading.end(), lines };
  });
  return { statements, warnings };
}

/**
 * The statements of a document.
 * @throws Refusal `statement.mixed_file`, `statement.no_statement`
 */
export function camtStatements(
  document: XmlDocument,
  { body, part }: CamtMessage,
  warnings: StatementWarning[],
): CamtStatement[] {
  const bodies = findAll(document.root, MESSAGE_BODY, 8);
  const foreign = bodies.find((found) => !new RegExp(`^${body}(V\\d+)?$`).test(found.name));
  if (foreign) {
    throw new Refusal('statement.mixed_file', `The file mixes two kinds of message: ${body} and ${foreign.name}.`, {
      line: document.lineOf(foreign.node),
    });
  }
  const statements = bodies.flatMap((found) => {
    const created = textAt(found.node, 'GrpHdr/CreDtTm');
    return all(found.node, part).map((node) => ({ document, node, created, warnings }));
  });
  if (statements.length > 0) return statements;
  throw new Refusal('statement.no_statement', 'The message holds no statement of an account.', { line: 1 });
}

/** One statement while its entries are read, one by one and in order. */
export class CamtReading {
  readonly #statement: CamtStatement;
  readonly #accountCurrency: string | null;
  readonly #notBooked = new Map<string, number>();
  readonly #sums = new BookedSums();
  #zeroEntries = 0;

  constructor(statement: CamtStatement) {
    this.#statement = statement;
    this.#accountCurrency =
      textAt(first(statement.node, 'Acct'), 'Ccy') ?? textAt(first(statement.node, 'Bal'), 'Amt/@Ccy');
  }

  get account(): string | null {
    return accountNumber(first(this.#statement.node, 'Acct'));
  }

  /** That of the account, else that of the first line. */
  get currency(): string | null {
    return this.#accountCurrency ?? this.#sums.firstCurrency;
  }

  /**
   * The line of an entry; null for one that is not booked (yet), or that moves nothing.
   * @param entries document that the entry is in
   */
  entry(entry: XmlValue, entries: XmlDocument = this.#statement.document): DraftLine | null {
    const status = textAt(entry, 'Sts/Cd', 'Sts/Prtry', 'Sts');
    const line = readEntry(this.#statement, entry, entries.lineOf(entry), this.#accountCurrency);
    if (status && !/^BOOK/i.test(status)) this.#notBooked.set(status, (this.#notBooked.get(status) ?? 0) + 1);
    else if (line.amount.isZero()) this.#zeroEntries += 1;
    else {
      this.#sums.add(line, this.currency ?? line.currency);
      return line;
    }
    return null;
  }

  end(): Omit<DraftStatement, 'lines'> {
    const { document, node, warnings } = this.#statement;
    const line = document.lineOf(node);
    for (const [status, count] of this.#notBooked) {
      warnings.push(warning('entries_not_booked', { count, status }, line));
    }
    const { currency } = this;
    return {
      account: this.account,
      currency,
      reference: textAt(node, 'Id'),
      ...readBalances(this.#statement, currency, this.#sums),
      zeroEntries: this.#zeroEntries,
    };
  }
}

function readEntry(statement: CamtStatement, entry: XmlValue, line: number, accountCurrency: string | null): DraftLine {
  const amount = readMoney(first(entry, 'Amt'), 'Amt', line);
  const currency = textAt(entry, 'Amt/@Ccy') ?? accountCurrency;
  if (!currency)
    throw new Refusal('statement.currency_missing', 'The entry names no currency.', { field: 'Amt', line });
  const direction = readDirection(entry, line);
  const { details, ...common } = readEntryDetails(entry, { direction, currency, line, amount }, statement.warnings);
  const bankReference = textOrNull(textAt(entry, 'AcctSvcrRef')) ?? common.bankReference;
  const text = joinTexts([common.text, details.length > 1 || !common.text ? textAt(entry, 'AddtlNtryInf') : null]);
  const bookedOn = bookingDate(statement, entry, line);
  const content = [
    common.payerName,
    common.payerAccount,
    common.payeeName,
    common.payeeAccount,
    common.reference,
    text,
  ];
  return {
    ...common,
    bookedOn,
    valueOn: valueDate(statement, entry, line),
    direction,
    amount,
    currency,
    bankReference: bankReference ?? textOrNull(textAt(entry, 'NtryRef')),
    refundReference: null,
    text,
    kind: entryKind(entry),
    fee: readCharges(entry, line),
    details: details.length > 1 ? details : [],
    sourceLine: line,
    // NtryRef numbers the entries of one statement and changes from export to export, so it identifies nothing.
    identity: bankReference ? [bankReference] : content,
  };
}

/** Some banks leave the booking date out; then the value date, the closing balance's or the statement's own date holds. */
function bookingDate({ node, created }: CamtStatement, entry: XmlValue, line: number): string {
  const closing = all(node, 'Bal').at(-1);
  const stated =
    textAt(entry, 'BookgDt/Dt', 'BookgDt/DtTm', 'ValDt/Dt', 'ValDt/DtTm') ??
    textAt(closing, 'Dt/Dt', 'Dt/DtTm') ??
    textAt(node, 'FrToDt/ToDtTm', 'FrToDt/ToDt', 'CreDtTm') ??
    created;
  return readDate(stated ?? '', 'BookgDt', line);
}

/** A value date that does not exist (30 February, by the interest calendars of some banks) is dropped with a warning. */
function valueDate({ warnings }: CamtStatement, entry: XmlValue, line: number): string | null {
  const stated = textAt(entry, 'ValDt/Dt', 'ValDt/DtTm');
  if (!stated) return null;
  try {
    return readDate(stated, 'ValDt', line);
  } catch {
    warnings.push(warning('value_date_invalid', { text: stated }, line));
    return null;
  }
}

function entryKind(entry: XmlValue): LineKind {
  if (/^(true|1)$/.test(textAt(entry, 'RvslInd') ?? '')) return 'REVERSAL';
  const transactions = all(entry, 'NtryDtls').flatMap((details) => all(details, 'TxDtls'));
  if (transactions.some((transaction) => first(transaction, 'RtrInf') !== undefined)) return 'RETURN';
  const code = first(entry, 'BkTxCd/Domn/Fmly') ?? first(transactions[0], 'BkTxCd/Domn/Fmly');
  const sub = textAt(code, 'SubFmlyCd') ?? '';
  if (/^(CHRG|FEES|COMM)$/.test(sub)) return 'FEE';
  if (sub === 'INTR') return 'INTEREST';
  return 'PAYMENT';
}

/** Charges that the bank states for the entry: their total, else their sum. */
function readCharges(entry: XmlValue, line: number): Decimal | null {
  const charges = all(entry, 'Chrgs');
  if (charges.length === 0) return null;
  const total = first(charges[0], 'TtlChrgsAndTaxAmt');
  if (total !== undefined) return readMoney(total, 'TtlChrgsAndTaxAmt', line);
  const records = charges.flatMap((charge) => (all(charge, 'Rcrd').length > 0 ? all(charge, 'Rcrd') : [charge]));
  const stated = records.filter((record) => ownText(first(record, 'Amt')) !== null);
  if (stated.length === 0) return null;
  return stated.reduce<Decimal>((sum, record) => {
    const amount = readMoney(first(record, 'Amt'), 'Chrgs/Amt', line);
    return textAt(record, 'CdtDbtInd') === 'CRDT' ? sum.minus(amount) : sum.plus(amount);
  }, ZERO);
}
