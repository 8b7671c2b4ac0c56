/** Lines of a file on their way into the books: each is kept once and booked; what they pay is decided when all are there. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { minorUnits, plain } from '../kernel/money.ts';
import { insertRows } from '../ledger/bulk.ts';
import type { TransferInput } from '../ledger/journal.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { WaitingRows } from '../ledger/waiting-rows.ts';
import { type BankAccountRow, bankAccountOf } from './bank-accounts.ts';
import type { StatementEnd, StatementPart } from './formats/read-statement.ts';
import type { StatementLineInput } from './formats/types.ts';
import type { IncomingLine } from './match-lines.ts';

/** The file that lines come from. */
export interface ArrivingFile {
  format: string;
  encoding: string;
  /** name of the profile that a table was read by; empty for other formats */
  profile: string;
  fileName: string;
  /** sha256 in hex */
  hash: string;
  /** code of the account that somebody chose */
  bankAccount: string | null;
}

/** A line of which the file itself says what it is. */
export type ArrivedLine = Pick<StatementLineInput, 'direction' | 'amount' | 'currency' | 'bookedOn'> & { id: string };

/** What came of a file. */
export interface Arrived {
  statementIds: string[];
  /** lines that were known from earlier files */
  knownLines: number;
  /** new lines to decide about, in the order of the file; null where they are too many to be held in memory */
  waiting: WaitingLines | null;
  fees: ArrivedLine[];
  /** what a channel's own file says that it paid out or was topped up with */
  payouts: ArrivedPayout[];
}

/** A payout in the file of the channel that paid it. */
export interface ArrivedPayout {
  line: ArrivedLine;
  channel: BankAccountRow;
}

/** Lines to decide about. */
export interface WaitingLines {
  /** money that came in and may pay bills */
  paying: IncomingLine[];
  /** what pays no bill; rules may book it */
  others: IncomingLine[];
}

interface ArrivingStatement {
  id: string;
  number: string;
  account: BankAccountRow;
  /** lines of the file before its first one, as far as they were known when it began */
  before: number;
  lines: number;
  fresh: number;
}

export class Arrival {
  readonly #work: Work;
  readonly #accounts: readonly BankAccountRow[];
  readonly #file: ArrivingFile;
  readonly #mostHeld: number;
  readonly #statements: ArrivingStatement[] = [];
  readonly #rows: WaitingRows;
  readonly #fees: ArrivedLine[] = [];
  readonly #payouts: ArrivedPayout[] = [];
  #waiting: WaitingLines | null = { paying: [], others: [] };
  #lines = 0;
  #fresh = 0;

  /** @param mostHeld so many new lines are held in memory; the entries of more are put aside, and they are read again to match them */
  constructor(work: Work, accounts: readonly BankAccountRow[], file: ArrivingFile, mostHeld: number) {
    this.#work = work;
    this.#accounts = accounts;
    this.#file = file;
    this.#mostHeld = mostHeld;
    this.#rows = new WaitingRows(work.db, 'statement_line');
  }

  /**
   * Takes lines in the order of the file.
   * @throws Refusal `reconciliation.unknown_account`, `reconciliation.in_the_future`, `reconciliation.currency_differs`,
   *   `value.too_many_decimals`
   */
  async take(parts: readonly StatementPart[]): Promise<void> {
    for (const { lines } of parts) for (const line of lines) refuseFuture(line, this.#work.today);
    for (const part of parts) await this.#takePart(part);
    if (this.#fresh > this.#mostHeld) await this.#work.setBookingsAside();
  }

  /** Saves what came, when the file is over. */
  async end(end: StatementEnd): Promise<Arrived> {
    for (const [place, facts] of end.statements.entries()) await this.#statementAt(place, facts);
    await this.#renumber(end);
    await this.#saveStatements(end);
    await this.#rows.insert();
    const statementIds = this.#statements.map(({ id }) => id);
    const [fees, payouts] = [this.#fees, this.#payouts];
    return { statementIds, knownLines: this.#lines - this.#fresh, waiting: this.#waiting, fees, payouts };
  }

  async #takePart(part: StatementPart): Promise<void> {
    const statement = await this.#statementAt(part.statement, part);
    const { account } = statement;
    const lines = inCurrency(part.lines, account).map(asTraded);
    for (const line of lines) refuseUnbookable(line, account);
    const known = await this.#known(account, lines);
    const fresh = lines.filter((line) => !known.has(line.fingerprint)).map((line) => ({ line, id: newId() }));
    await this.#rows.add(fresh.map(({ line, id }) => this.#row(statement, id, line)));
    for (const { line, id } of fresh) this.#book(account, id, line);
    statement.lines += lines.length;
    statement.fresh += fresh.length;
    this.#lines += lines.length;
    this.#fresh += fresh.length;
  }

  /** The statement at a place of the file. Those before it have begun already. */
  async #statementAt(place: number, facts: Pick<StatementPart, 'account' | 'currency'>): Promise<ArrivingStatement> {
    const known = this.#statements[place];
    if (known) return known;
    const { format, bankAccount } = this.#file;
    const account = bankAccountOf(this.#accounts, format, facts, bankAccount);
    // Before looking at what is known: a second import of the same file waits here and then finds the lines of the first.
    const number = `S-${String(await this.#work.takeNumbers('STATEMENT', 1)).padStart(6, '0')}`;
    const begun = { id: newId(), number, account, before: this.#lines, lines: 0, fresh: 0 };
    this.#statements[place] = begun;
    return begun;
  }

  async #known(account: BankAccountRow, lines: readonly StatementLineInput[]): Promise<Set<string>> {
    if (lines.length === 0) return new Set();
    const { rows } = await sql<{ fingerprint: string }>`
      select fingerprint from statement_line where tenant_id = ${this.#work.tenantId} and bank_account_id = ${account.id}
        and fingerprint = any(${lines.map((line) => line.fingerprint)}::text[])`.execute(this.#work.db);
    return new Set(rows.map((row) => row.fingerprint));
  }

  /** Lines are numbered through the file, statement by statement, also where a table mixes its statements. */
  async #renumber({ statements }: StatementEnd): Promise<void> {
    const moves: { id: string; by: number }[] = [];
    let before = 0;
    for (const [place, { lineCount }] of statements.entries()) {
      const statement = this.#statements[place] as ArrivingStatement;
      if (statement.before !== before) moves.push({ id: statement.id, by: before - statement.before });
      before += lineCount;
    }
    const stage = moves.length > 0 ? await this.#rows.stage() : null;
    if (stage === null) return;
    for (const { id, by } of moves) {
      await sql`update ${sql.table(`pg_temp.${stage}`)} set line_no = line_no + ${by} where statement_id = ${id}`.execute(
        this.#work.db,
      );
    }
  }

  async #saveStatements({ statements, warnings }: StatementEnd): Promise<void> {
    const { format, encoding, profile, fileName, hash } = this.#file;
    const rows = this.#statements.map(({ id, number, account, lines, fresh }, place) => {
      const { opening, closing, ties } = statements[place] as StatementEnd['statements'][number];
      return {
        tenant_id: this.#work.tenantId,
        id,
        number,
        bank_account_id: account.id,
        format,
        encoding,
        file_name: fileName.slice(0, 200),
        file_sha256: hash,
        opening: opening ? plain(opening) : null,
        closing: closing ? plain(closing) : null,
        ties,
        line_count: lines,
        new_line_count: fresh,
        imported_at: new Date().toISOString(),
        warnings,
        profile,
        change_id: this.#work.changeId,
      };
    });
    await insertRows(this.#work.db, 'statement', rows);
    for (const { id, number, lines, fresh } of this.#statements) {
      const after = { number, fileName, sha256: hash, lines, newLines: fresh };
      this.#work.audit({ noun: 'Statement', rowId: id, action: 'IMPORTED', after });
    }
  }

  #row(statement: ArrivingStatement, id: string, line: StatementLineInput) {
    return {
      tenant_id: this.#work.tenantId,
      id,
      statement_id: statement.id,
      bank_account_id: statement.account.id,
      line_no: statement.before + line.lineNo,
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
      change_id: this.#work.changeId,
    };
  }

  /** Money on the account whose meaning is not known yet lies in suspense; money that left without one is taken from it. */
  #book(account: BankAccountRow, id: string, line: StatementLineInput): void {
    const bank = { accountId: account.ledger_account_id };
    const { direction, amount, currency, bookedOn } = line;
    this.#work.book({
      kind: 'RECEIPT',
      documentDate: bookedOn,
      sourceId: id,
      description: (line.reference ?? line.text ?? '').slice(0, 200),
      transfers: [
        {
          debit: direction === 'IN' ? bank : 'SUSPENSE',
          credit: direction === 'IN' ? 'SUSPENSE' : bank,
          amount,
          currency,
        },
        ...feeTransfers(account, line),
      ],
    });
    const arrived = { id, direction, amount, currency, bookedOn };
    if (line.kind === 'FEE') this.#fees.push(arrived);
    else if (line.kind === 'PAYOUT' && account.channel !== 'BANK')
      this.#payouts.push({ line: arrived, channel: account });
    else this.#wait(line, incoming(account, id, line));
  }

  #wait(line: StatementLineInput, waiting: IncomingLine): void {
    if (this.#waiting === null) return;
    const { paying, others } = this.#waiting;
    (mayPayBills(line) ? paying : others).push(waiting);
    if (paying.length + others.length > this.#mostHeld) this.#waiting = null;
  }
}

function refuseFuture(line: StatementLineInput, today: string): void {
  if (line.bookedOn <= today) return;
  const message = `a movement is booked on ${line.bookedOn}, after today (${today}); check the file or the date`;
  const params = { day: line.bookedOn, today };
  throw new Refusal('reconciliation.in_the_future', message, { line: line.sourceLine, params });
}

/** Some files name no currency (XXX): theirs is that of the account. */
const inCurrency = (lines: readonly StatementLineInput[], { currency }: BankAccountRow): StatementLineInput[] =>
  lines.map((line) => (line.currency === 'XXX' ? { ...line, currency } : line));

/**
 * A line whose amount is what was left of a trade, with the amount of the trade: that pays the bill, and the fee is booked
 * beside it as everywhere. What is not above zero then was no trade.
 */
function asTraded(line: StatementLineInput): StatementLineInput {
  const { direction, amount, fee } = line;
  if (!line.feeTaken || fee === null) return line;
  const traded = direction === 'IN' ? amount.plus(fee) : amount.minus(fee);
  return traded.gt(0) ? { ...line, amount: traded } : { ...line, fee: null };
}

/** The account's ledger holds one currency, to its minor unit; anything else cannot be booked as it stands. */
function refuseUnbookable(line: StatementLineInput, account: BankAccountRow): void {
  const place = { line: line.sourceLine };
  if (line.currency !== account.currency) {
    const message = `a movement is in ${line.currency}, but ${account.code} is an account in ${account.currency}; choose the account of that currency`;
    const params = { currency: line.currency, account: account.code, accountCurrency: account.currency };
    throw new Refusal('reconciliation.currency_differs', message, { ...place, params });
  }
  const fine = [line.amount, line.fee].find((each) => each && each.decimalPlaces() > minorUnits(line.currency));
  if (!fine) return;
  const message = `${plain(fine)} has more decimals than ${line.currency} (${minorUnits(line.currency)}); ask the bank for the amount it booked`;
  throw new Refusal('value.too_many_decimals', message, place);
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

/** Money that came in from somebody; interest, payouts and bookings taken back are no payment of a bill. */
const mayPayBills = (line: StatementLineInput) =>
  line.direction === 'IN' && (line.kind === 'PAYMENT' || line.kind === 'OTHER');

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
