/** Imports a statement file: whole or not at all, each movement once, and matches what came in. */
import { Refusal } from '../kernel/errors.ts';
import { sha256 } from '../kernel/ids.ts';
import type { Books } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { withoutRefunds } from './approved-refunds.ts';
import { Arrival, type WaitingLines } from './arrival.ts';
import { type BankAccountRow, loadBankAccounts } from './bank-accounts.ts';
import { gunzipped } from './formats/archive.ts';
import { type ByteSource, bytesInMemory } from './formats/large/bytes.ts';
import { readStatement, SIZE_LIMITS, type SizeLimits, type StatementReading } from './formats/read-statement.ts';
import type { StatementWarning } from './formats/types.ts';
import { bookFees, bookOnTheWay, bookPayout } from './line-bookings.ts';
import { linesBeside } from './lines-beside.ts';
import { type IncomingLine, matchLines } from './match-lines.ts';
import { certainPayout } from './payouts.ts';
import { profileChoice } from './profiles/views.ts';
import { waitingLines } from './waiting-lines.ts';

/** What to do with a file. */
export interface ImportWish {
  key: string;
  fileName: string;
  bankAccount?: string | null | undefined;
  /** name of the profile to read a table by; none: the one that knows its headings */
  profile?: string | null | undefined;
}

/** A file to import; `content` is base64. */
export interface StatementFile extends ImportWish {
  content: string;
}

export interface ImportResult {
  statementIds: string[];
  knownLines: number;
}

/** What of a file is held in memory. */
export interface ImportLimits extends SizeLimits {
  /** so many of its lines */
  linesHeld: number;
}

const LIMITS: ImportLimits = { ...SIZE_LIMITS, linesHeld: 20_000 };

const BASE64 = /^[A-Za-z0-9+/\r\n]*={0,2}\s*$/;

/** Imports a file that came with the request, see `importFile`. @throws Refusal also `statement.not_base64` */
export async function importStatement(books: Books, { content, ...wish }: StatementFile): Promise<ImportResult> {
  if (!BASE64.test(content))
    throw new Refusal('statement.not_base64', 'the content is not base64', { field: 'content' });
  const bytes = Buffer.from(content, 'base64');
  return importFile(books, wish, bytesInMemory(Buffer.from(gunzipped(bytes))), sha256(bytes));
}

/**
 * Imports a file and matches its incoming lines. Lines known from an earlier file are not added again.
 * @param source the file's bytes; they are read several times, also from the disk
 * @param hash sha256 of the file, in hex
 * @throws Refusal of the format (`statement.…` with the line), `reconciliation.unknown_account`,
 *   `reconciliation.in_the_future`, `reconciliation.currency_differs`, `value.too_many_decimals`,
 *   `ledger.period_closed`; nothing is written then
 */
export async function importFile(
  books: Books,
  wish: ImportWish,
  source: ByteSource,
  hash: string,
  limits: ImportLimits = LIMITS,
): Promise<ImportResult> {
  const { key, fileName, bankAccount = null, profile = null } = wish;
  const reading = await readStatement(source, await profileChoice(books, profile), limits);
  const request = {
    key,
    operation: 'statement.import',
    input: { hash, bankAccount, ...(profile === null ? {} : { profile }) },
  };
  return writeOnce(books, request, async (work) => {
    const accounts = await loadBankAccounts(work.db, work.tenantId);
    const { format, encoding } = reading;
    const file = { format, encoding, profile: reading.profile, fileName, hash, bankAccount };
    return importReading(work, reading, new Arrival(work, accounts, file, limits.linesHeld), accounts);
  });
}

async function importReading(
  work: Work,
  reading: StatementReading,
  arrival: Arrival,
  accounts: readonly BankAccountRow[],
): Promise<ImportResult> {
  const end = await reading.read((parts) => arrival.take(parts));
  refuseReport(reading.format, end.warnings);
  const { statementIds, knownLines, waiting, fees, payouts } = await arrival.end(end);
  // What the file itself calls a fee needs no decision.
  await bookFees(work, fees, 'the file says that it is a fee');
  await bookOnTheWay(work, payouts);
  // All at once: a certain line of the last statement comes before a guess in the first, and numbers are taken once
  // all bills are locked, in the order of every other payment.
  const { paying, others } = waiting ?? (await waitingOf(work, statementIds));
  const pays = await withoutPayouts(work, accounts, paying);
  await matchLines(work, pays, await withoutRefunds(work, others), await linesBeside(work, paying));
  return { statementIds, knownLines };
}

/** Lines that were too many to be held while the file was read. */
async function waitingOf(work: Work, statementIds: readonly string[]): Promise<WaitingLines> {
  const found: WaitingLines = { paying: [], others: [] };
  for (const id of statementIds) {
    for (const line of await waitingLines(work, id)) (line.mayPay ? found.paying : found.others).push(line);
  }
  return found;
}

/** A status report tells what became of orders and moves nothing; what it says is the answer. */
function refuseReport(format: string, warnings: readonly StatementWarning[]): void {
  if (format !== 'pain.002') return;
  const said = warnings.map(({ message }) => message).join(' ') || 'Nothing in it was rejected.';
  throw new Refusal('statement.status_report', `this is a status report without movements. ${said}`, { line: 1 });
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
