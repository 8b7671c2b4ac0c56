/**
 * A year of business, made by the product itself: readings are published, runs previewed and posted, statement files
 * imported, lines matched. Nothing is inserted.
 */
import { sql } from 'kysely';
import { postRun } from '../billing/post.ts';
import { previewRun } from '../billing/preview.ts';
import { addDays, addMonths, type BusinessDate } from '../kernel/dates.ts';
import { namedId } from '../kernel/ids.ts';
import { Decimal, ZERO } from '../kernel/money.ts';
import { type Books, read } from '../ledger/books.ts';
import { recordPayment } from '../payments/record-payment.ts';
import { matchLine } from '../reconciliation/decide-by-hand.ts';
import { importStatement } from '../reconciliation/import-statement.ts';
import { chance } from './chance.ts';
import { type BillToPay, type ComingPayment, comingPayment, type PayerWords, type PayingChannel } from './payers.ts';
import { publishRows } from './publish-rows.ts';
import type { SheetRow } from './sheet-row.ts';
import { bankFee, type DemoAccounts, filesOf, payoutOf, toMovement } from './statements.ts';

/** What a tenant brings to its history. */
export interface HistoryPlan {
  accounts: DemoAccounts;
  start: BusinessDate;
  months: number;
  readings: (month: number, readOn: BusinessDate) => SheetRow[];
  payerAccountOf: (customerCode: string) => string;
  words: PayerWords;
  /** What customers tell once the bills of a month are out. */
  told?: (books: Books, month: string) => Promise<void>;
}

export class History {
  readonly #books: Books;
  readonly #plan: HistoryPlan;
  readonly #log: (line: string) => void;
  #coming: ComingPayment[] = [];
  #bankBalance: Decimal = ZERO;
  #imported: BusinessDate;

  constructor(books: Books, plan: HistoryPlan, log: (line: string) => void) {
    this.#books = books;
    this.#plan = plan;
    this.#log = log;
    this.#imported = plan.start;
  }

  /** Plays the months, then what happened up to today. */
  async play(): Promise<void> {
    await publishRows(this.#books, 'METER_READINGS', this.#plan.readings(0, this.#plan.start));
    for (let month = 0; month < this.#plan.months; month += 1) {
      const end = addMonths(this.#plan.start, month + 1);
      const books = { ...this.#books, today: end };
      await this.#receive(books);
      await publishRows(books, 'METER_READINGS', this.#plan.readings(month + 1, end));
      const billed = addMonths(this.#plan.start, month).slice(0, 7);
      await this.#bill(books, billed);
      await this.#plan.told?.(books, billed);
    }
    const last = addMonths(this.#plan.start, this.#plan.months + 1);
    await this.#receive({ ...this.#books, today: last });
    await publishRows(
      { ...this.#books, today: last },
      'METER_READINGS',
      this.#plan.readings(this.#plan.months + 1, last),
    );
  }

  async #bill(books: Books, month: string): Promise<void> {
    const key = namedId(`demo run ${books.tenant.code} ${month}`);
    const run = await previewRun(books, { key, month, scope: { kind: 'ALL', code: null } });
    const posted = await postRun(books, {
      key: namedId(`demo post ${books.tenant.code} ${month}`),
      runId: run.id,
      contentHash: run.contentHash ?? '',
    });
    this.#log(`${books.tenant.name} ${month}: ${posted.lineCount} charges billed`);
    for (const bill of await billsOfRun(books, run.id)) {
      const payment = comingPayment(bill, this.#channels(), this.#plan.words);
      if (payment) this.#coming.push(payment);
    }
  }

  /** Imports the files of the days since the last import and works through what waits, as a clerk would. */
  async #receive(books: Books): Promise<void> {
    const now = this.#coming.filter((payment) => payment.on < books.today);
    this.#coming = this.#coming.filter((payment) => payment.on >= books.today);
    now.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.billNumber < b.billNumber ? -1 : 1));
    const from = this.#imported;
    const to = addDays(books.today, -1);
    this.#imported = books.today;
    for (const payment of now.filter((one) => one.channel === 'CASH')) await this.#takeCash(books, payment);
    const by = (channel: ComingPayment['channel']) =>
      now.filter((one) => one.channel === channel).map((one) => toMovement(one, this.#plan.payerAccountOf));
    if (now.length === 0) return;
    const [wechat, alipay] = [by('WECHAT'), by('ALIPAY')];
    const payouts = [...payoutOf('WECHAT', to, wechat), ...payoutOf('ALIPAY', to, alipay)];
    const bank = [...by('BANK'), ...payouts, bankFee(to, this.#plan.accounts.currency === 'CNY' ? '35.00' : '18.00')];
    const { files, closing } = filesOf(this.#plan.accounts, { from, to }, this.#bankBalance, bank, wechat, alipay);
    this.#bankBalance = closing;
    // The channels' bills first, so that their payouts find what they are of.
    for (const file of files.toReversed()) {
      await importStatement(books, {
        key: namedId(`demo file ${books.tenant.code} ${file.fileName}`),
        fileName: file.fileName,
        content: file.content.toString('base64'),
      });
    }
    await this.#workThrough(books, now);
  }

  #channels(): Set<PayingChannel> {
    const { wechat, alipay } = this.#plan.accounts;
    return new Set<PayingChannel>([
      'BANK',
      'CASH',
      ...(wechat ? ['WECHAT' as const] : []),
      ...(alipay ? ['ALIPAY' as const] : []),
    ]);
  }

  async #takeCash(books: Books, payment: ComingPayment): Promise<void> {
    await recordPayment(books, {
      key: namedId(`demo cash ${books.tenant.code} ${payment.billNumber} ${payment.on}`),
      customer: payment.customerCode,
      amount: payment.amount.toFixed(),
      receivedOn: payment.on,
      channel: 'CASH',
      bills: [payment.billNumber],
    });
  }

  /** Nine of ten lines that the rules left waiting are matched by a person who knows who paid. */
  async #workThrough(books: Books, payments: readonly ComingPayment[]): Promise<void> {
    const movements = new Map(payments.map((one) => [toMovement(one, this.#plan.payerAccountOf).reference, one]));
    for (const line of await waitingLines(books)) {
      const payment = movements.get(line.bank_reference);
      if (!payment || chance(10, 'left', line.bank_reference) === 0) continue;
      if (!(await isOpen(books, payment.billNumber))) continue;
      const key = namedId(`demo match ${books.tenant.code} ${line.bank_reference}`);
      await matchLine(books, { key, lineId: line.id, bills: [payment.billNumber] });
    }
  }
}

/** The bills of a run as they were posted, whatever was paid since: a seed that was interrupted plans the same again. */
async function billsOfRun(books: Books, runId: string): Promise<BillToPay[]> {
  const rows = await read(books, (db) =>
    sql<{ number: string; code: string; name: string; due_date: string; open: string }>`
      select b.number, c.code, c.name, b.due_date, b.total as open
      from bill b join customer c on (c.tenant_id, c.id) = (b.tenant_id, b.customer_id)
      where b.tenant_id = ${books.tenant.id} and b.run_id = ${runId} and b.total > 0
      order by b.number`.execute(db),
  );
  return rows.rows.map((row) => ({
    number: row.number,
    customerCode: row.code,
    customerName: row.name,
    dueDate: row.due_date,
    open: new Decimal(row.open),
  }));
}

const waitingLines = (books: Books) =>
  read(books, (db) =>
    db
      .selectFrom('statement_line')
      .select(['id', 'bank_reference'])
      .where('tenant_id', '=', books.tenant.id)
      .where('direction', '=', 'IN')
      .where('status', 'in', ['UNMATCHED', 'SUGGESTED'])
      .orderBy('id')
      .execute(),
  );

async function isOpen(books: Books, number: string): Promise<boolean> {
  const bill = await read(books, (db) =>
    db
      .selectFrom('bill')
      .select('id')
      .where('tenant_id', '=', books.tenant.id)
      .where('number', '=', number)
      .whereRef('allocated', '<', 'total')
      .executeTakeFirst(),
  );
  return bill !== undefined;
}
