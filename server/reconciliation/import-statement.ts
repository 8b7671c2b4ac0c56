/** Imports a statement file: whole or not at all, each movement once, and matches what came in. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { newId, sha256 } from '../kernel/ids.ts';
import { minorUnits, plain } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { insertRows } from '../ledger/bulk.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { TransferInput } from '../ledger/journal.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { type BankAccountRow, bankAccountOf, loadBankAccounts } from './bank-accounts.ts';
import { parseStatementFile } from './formats/parse.ts';
import type { ParsedFile, ParsedStatement, StatementLineInput } from './formats/types.ts';
import { bookFees, bookPayout } from './line-bookings.ts';
import { type IncomingLine, matchLines } from './match-lines.ts';
import { certainPayout } from './payouts.ts';

/** A file to import; `content` is base64. */
export interface StatementFile {
  key: string;
  fileName: string;
  content: string;
  bankAccount?: string | null;
}

export interface ImportResult {
  statementIds: string[];
  knownLines: number;
}

const BASE64 = /^[A-Za-z0-9+/\r\n]*={0,2}\s*$/;

/**
 * Imports a file and matches its incoming lines. Lines known from an earlier file are not added again.
 * @throws Refusal of the format (`statement.…` with the line), `reconciliation.unknown_account`,
 *   `reconciliation.in_the_future`, `reconciliation.currency_differs`, `value.too_many_decimals`,
 *   `ledger.period_closed`; nothing is written then
 */
export async function importStatement(books: Books, input: StatementFile): Promise<ImportResult> {
  if (!BASE64.test(input.content))
    throw new Refusal('statement.not_base64', 'the content is not base64', { field: 'content' });
  const bytes = Buffer.from(input.content, 'base64');
  const hash = sha256(bytes);
  const file = parseStatementFile(bytes);
  refuseReport(file);
  refuseFuture(file, books.today);
  const request = {
    key: input.key,
    operation: 'statement.import',
    input: { hash, bankAccount: input.bankAccount ?? null },
  };
  return writeOnce(books, request, async (work) => {
    const accounts = await loadBankAccounts(work.db, work.tenantId);
    const result: ImportResult = { statementIds: [], knownLines: 0 };
    const waiting: IncomingLine[] = [];
    const others: IncomingLine[] = [];
    const fees: { id: string; line: StatementLineInput }[] = [];
    for (const statement of file.statements) {
      const account = bankAccountOf(accounts, file.format, statement, input.bankAccount ?? null);
      const saved = await saveStatement(work, { ...input, hash }, file, inCurrency(statement, account), account);
      result.statementIds.push(saved.id);
      result.knownLines += saved.known;
      waiting.push(...saved.waiting);
      others.push(...saved.others);
      fees.push(...saved.fees);
    }
    // What the file itself calls a fee needs no decision.
    await bookFees(
      work,
      fees.map(({ id, line }) => ({ ...line, id })),
      'the file says that it is a fee',
    );
    // All at once: a certain line of the last statement comes before a guess in the first, and numbers are taken once
    // all bills are locked, in the order of every other payment.
    await matchLines(work, await withoutPayouts(work, accounts, waiting), others);
    return result;
  });
}

/** A status report tells what became of orders and moves nothing; what it says is the answer. */
function refuseReport({ format, warnings }: ParsedFile): void {
  if (format !== 'pain.002') return;
  const said = warnings.map(({ message }) => message).join(' ') || 'Nothing in it was rejected.';
  throw new Refusal('statement.status_report', `this is a status report without movements. ${said}`, { line: 1 });
}

function refuseFuture(file: ParsedFile, today: string): void {
  for (const line of file.statements.flatMap((statement) => statement.lines)) {
    if (line.bookedOn <= today) continue;
    const message = `a movement is booked on ${line.bookedOn}, after today (${today}); check the file or the date`;
    throw new Refusal('reconciliation.in_the_future', message, { line: line.sourceLine });
  }
}

interface SavedStatement {
  id: string;
  known: number;
  /** What came in and may pay bills. */
  waiting: IncomingLine[];
  /** What pays no bill; rules may book it. */
  others: IncomingLine[];
  fees: { id: string; line: StatementLineInput }[];
}

async function saveStatement(
  work: Work,
  source: { fileName: string; hash: string },
  file: ParsedFile,
  statement: ParsedStatement,
  account: BankAccountRow,
): Promise<SavedStatement> {
  for (const line of statement.lines) refuseUnbookable(line, account);
  // Before looking at what is known: a second import of the same file waits here and then finds the lines of the first.
  const number = `S-${String(await work.takeNumbers('STATEMENT', 1)).padStart(6, '0')}`;
  const known = await knownFingerprints(work, account.id, statement.lines);
  const fresh = statement.lines.filter((line) => !known.has(line.fingerprint)).map((line) => ({ line, id: newId() }));
  const id = newId();
  await insertRows(work.db, 'statement', [
    {
      tenant_id: work.tenantId,
      id,
      number,
      bank_account_id: account.id,
      format: file.format,
      encoding: file.encoding,
      file_name: source.fileName.slice(0, 200),
      file_sha256: source.hash,
      opening: statement.opening ? plain(statement.opening) : null,
      closing: statement.closing ? plain(statement.closing) : null,
      ties: statement.ties,
      line_count: statement.lines.length,
      new_line_count: fresh.length,
      imported_at: new Date().toISOString(),
      warnings: file.warnings.map((warning) => warning.message),
      change_id: work.changeId,
    },
  ]);
  await insertRows(
    work.db,
    'statement_line',
    fresh.map(({ line, id: lineId }) => lineRow(work, id, account, lineId, line)),
  );
  for (const { line, id: lineId } of fresh) bookLine(work, account, lineId, line);
  work.audit({
    noun: 'Statement',
    rowId: id,
    action: 'IMPORTED',
    after: {
      number,
      fileName: source.fileName,
      sha256: source.hash,
      lines: statement.lines.length,
      newLines: fresh.length,
    },
  });
  const linesWhere = (fits: (line: StatementLineInput) => boolean) =>
    fresh.filter(({ line }) => fits(line)).map(({ line, id: lineId }) => incoming(account, lineId, line));
  return {
    id,
    known: known.size,
    waiting: linesWhere(mayPayBills),
    others: linesWhere((line) => !mayPayBills(line) && line.kind !== 'FEE'),
    fees: fresh.filter(({ line }) => line.kind === 'FEE'),
  };
}

/** Some files name no currency (XXX): theirs is that of the account. */
const inCurrency = (statement: ParsedStatement, { currency }: BankAccountRow): ParsedStatement => ({
  ...statement,
  lines: statement.lines.map((line) => (line.currency === 'XXX' ? { ...line, currency } : line)),
});

/** The account's ledger holds one currency, to its minor unit; anything else cannot be booked as it stands. */
function refuseUnbookable(line: StatementLineInput, account: BankAccountRow): void {
  const place = { line: line.sourceLine };
  if (line.currency !== account.currency) {
    const message = `a movement is in ${line.currency}, but ${account.code} is an account in ${account.currency}; choose the account of that currency`;
    throw new Refusal('reconciliation.currency_differs', message, place);
  }
  const fine = [line.amount, line.fee].find((each) => each && each.decimalPlaces() > minorUnits(line.currency));
  if (!fine) return;
  const message = `${plain(fine)} has more decimals than ${line.currency} (${minorUnits(line.currency)}); ask the bank for the amount it booked`;
  throw new Refusal('value.too_many_decimals', message, place);
}

/** Lines that are a channel's payout, by their name and to the cent, are booked as that; the others may pay bills. */
async function withoutPayouts(
  work: Work,
  accounts: readonly BankAccountRow[],
  lines: readonly IncomingLine[],
): Promise<IncomingLine[]> {
  const rest: IncomingLine[] = [];
  for (const line of lines) {
    const found = await certainPayout(work, accounts, line);
    if (found) await bookPayout(work, { ...line, direction: 'IN' }, found.channel, found.trades);
    else rest.push(line);
  }
  return rest;
}

/** Money that came in from somebody; interest, payouts and bookings taken back are no payment of a bill. */
const mayPayBills = (line: StatementLineInput) =>
  line.direction === 'IN' && (line.kind === 'PAYMENT' || line.kind === 'OTHER');

async function knownFingerprints(work: Work, accountId: string, lines: readonly StatementLineInput[]) {
  const { rows } = await sql<{ fingerprint: string }>`
    select fingerprint from statement_line where tenant_id = ${work.tenantId} and bank_account_id = ${accountId}
      and fingerprint = any(${lines.map((line) => line.fingerprint)}::text[])`.execute(work.db);
  return new Set(rows.map((row) => row.fingerprint));
}

const lineRow = (work: Work, statementId: string, account: BankAccountRow, id: string, line: StatementLineInput) => ({
  tenant_id: work.tenantId,
  id,
  statement_id: statementId,
  bank_account_id: account.id,
  line_no: line.lineNo,
  fingerprint: line.fingerprint,
  booked_on: line.bookedOn,
  direction: line.direction,
  amount: plain(line.amount),
  currency: line.currency,
  fee: line.fee ? plain(line.fee) : null,
  kind: line.kind,
  // The other side: who paid what came in, or was paid what went out.
  payer_name: line.payerName ?? line.payeeName ?? '',
  payer_account: line.payerAccount ?? line.payeeAccount ?? '',
  reference: line.reference ?? '',
  bank_reference: line.bankReference ?? '',
  text: line.text ?? '',
  change_id: work.changeId,
});

/** Money on the account whose meaning is not known yet lies in suspense; money that left without one is taken from it. */
function bookLine(work: Work, account: BankAccountRow, lineId: string, line: StatementLineInput): void {
  const bank = { accountId: account.ledger_account_id };
  work.book({
    kind: 'RECEIPT',
    documentDate: line.bookedOn,
    sourceId: lineId,
    description: (line.reference ?? line.text ?? '').slice(0, 200),
    transfers: [
      {
        debit: line.direction === 'IN' ? bank : 'SUSPENSE',
        credit: line.direction === 'IN' ? 'SUSPENSE' : bank,
        amount: line.amount,
        currency: line.currency,
      },
      ...feeTransfers(account, line),
    ],
  });
}

/** What the channel kept of a trade never reaches the bank account; what it gives back of a refund does. */
function feeTransfers(account: BankAccountRow, { fee, currency }: StatementLineInput): TransferInput[] {
  if (fee === null) return [];
  const channel = { accountId: account.ledger_account_id };
  const [debit, credit] = fee.isNegative()
    ? ([channel, 'CHANNEL_FEES'] as const)
    : (['CHANNEL_FEES', channel] as const);
  return [{ debit, credit, amount: fee.abs(), currency }];
}

const incoming = (account: BankAccountRow, id: string, line: StatementLineInput): IncomingLine => ({
  id,
  amount: line.amount,
  currency: line.currency,
  direction: line.direction,
  payerName: line.payerName ?? (line.direction === 'OUT' ? line.payeeName : null) ?? '',
  payerAccount: line.payerAccount ?? (line.direction === 'OUT' ? line.payeeAccount : null) ?? '',
  reference: line.reference ?? '',
  text: line.text ?? '',
  bookedOn: line.bookedOn,
  account: account.code,
  channel: account.channel,
  bankReference: line.bankReference ?? '',
});
