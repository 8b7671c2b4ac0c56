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
import { readBalances } from './camt-balances.ts';
import { readEntryDetails } from './camt-details.ts';
import { accountNumber, type CamtStatement, readDirection, readMoney } from './camt-values.ts';
import type { DraftLine, DraftStatement, FormatResult, LineKind, StatementWarning } from './types.ts';
import { joinTexts, readDate, textOrNull } from './values.ts';
import { all, findAll, first, ownText, parseXml, textAt, type XmlValue } from './xml.ts';

const MESSAGE_BODY = /^BkToCstmr/;

/** True when the text is XML that holds the message body of that name (`BkToCstmrStmt`). */
export function holdsMessage(text: string, body: string): boolean {
  return text.trimStart().startsWith('<') && new RegExp(`<([\\w.-]+:)?${body}(V\\d+)?[\\s/>]`).test(text);
}

/**
 * Reads all statements of one message type.
 * @param body element that holds the statements, e.g. `BkToCstmrStmt`
 * @param part element of one statement: `Stmt`, `Rpt` or `Ntfctn`
 * @throws Refusal see `StatementFormat.parse`
 */
export function readCamt(text: string, body: string, part: string): FormatResult {
  const document = parseXml(text);
  const bodies = findAll(document.root, MESSAGE_BODY, 8);
  const foreign = bodies.find((found) => !new RegExp(`^${body}(V\\d+)?$`).test(found.name));
  if (foreign) {
    throw new Refusal('statement.mixed_file', `The file mixes two kinds of message: ${body} and ${foreign.name}.`, {
      line: document.lineOf(foreign.node),
    });
  }
  const warnings: StatementWarning[] = [];
  const created = bodies.map((found) => textAt(found.node, 'GrpHdr/CreDtTm'));
  const statements = bodies.flatMap((found, i) =>
    all(found.node, part).map((node) => readStatement({ document, node, created: created[i] ?? null, warnings })),
  );
  if (statements.length === 0) {
    throw new Refusal('statement.no_statement', 'The message holds no statement of an account.', { line: 1 });
  }
  return { statements, warnings };
}

function readStatement(statement: CamtStatement): DraftStatement {
  const { node, document, warnings } = statement;
  const account = first(node, 'Acct');
  const accountCurrency = textAt(account, 'Ccy') ?? textAt(first(node, 'Bal'), 'Amt/@Ccy');
  const lines: DraftLine[] = [];
  const notBooked = new Map<string, number>();
  let zeroEntries = 0;
  for (const entry of all(node, 'Ntry')) {
    const status = textAt(entry, 'Sts/Cd', 'Sts/Prtry', 'Sts');
    const line = readEntry(statement, entry, accountCurrency);
    if (status && !/^BOOK/i.test(status)) notBooked.set(status, (notBooked.get(status) ?? 0) + 1);
    else if (line.amount.isZero()) zeroEntries += 1;
    else lines.push(line);
  }
  const line = document.lineOf(node);
  for (const [status, count] of notBooked) {
    warnings.push({
      code: 'statement.not_booked',
      message: `${count} entries with status ${status} are not booked yet and were left out.`,
      line,
    });
  }
  const currency = accountCurrency ?? lines[0]?.currency ?? null;
  return {
    account: accountNumber(account),
    currency,
    reference: textAt(node, 'Id'),
    ...readBalances(statement, currency, lines),
    lines,
    zeroEntries,
  };
}

function readEntry(statement: CamtStatement, entry: XmlValue, accountCurrency: string | null): DraftLine {
  const line = statement.document.lineOf(entry);
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
    warnings.push({
      code: 'statement.value_date_invalid',
      message: `The value date “${stated}” does not exist and was left out.`,
      line,
    });
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
