/** Journal entries and their transfers: collected during a unit of work, written at its end in bulk. */
import { sql } from 'kysely';
import { type BusinessDate, monthStart } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { type Decimal, plain } from '../kernel/money.ts';
import { accountIds } from './accounts.ts';
import type { BulkRow } from './bulk-values.ts';
import type { AccountRole } from './chart.ts';
import type { Work } from './unit-of-work.ts';
import { WaitingRows } from './waiting-rows.ts';

/** An account by what the product books to it, or a given account of the tenant. */
export type AccountRef = AccountRole | { accountId: string };

/** One transfer: `amount` > 0 goes from the credit account to the debit account. */
export interface TransferInput {
  debit: AccountRef;
  credit: AccountRef;
  amount: Decimal;
  currency: string;
  customerId?: string | null;
  billId?: string | null;
  chargeId?: string | null;
  paymentId?: string | null;
  feeItemId?: string | null;
}

/** Transfers that belong together, for one document. Zero amounts are left out; an entry without any is not written. */
export interface EntryInput {
  kind:
    | 'BILL'
    | 'CREDIT_NOTE'
    | 'RECEIPT'
    | 'PAYMENT'
    | 'ALLOCATION'
    | 'SETTLEMENT'
    | 'REFUND'
    | 'DAY_CLOSE'
    | 'REVERSAL';
  documentDate: BusinessDate;
  /** Default: the document date. Must lie in an open accounting period. */
  postingDate?: BusinessDate;
  /** The document: bill, payment, allocation, statement line or its booking, day close. */
  sourceId: string;
  reversesId?: string | null;
  description?: string;
  transfers: readonly TransferInput[];
}

type Entry = EntryInput & { id: string; postingDate: BusinessDate };

export class Journal {
  readonly #work: Work;
  #entries: Entry[] = [];
  readonly #months = new Set<BusinessDate>();
  #waiting: { entries: WaitingRows; transfers: WaitingRows } | null = null;
  #accountOf: Awaited<ReturnType<typeof accountIds>> | null = null;

  constructor(work: Work) {
    this.#work = work;
  }

  add(entry: EntryInput): void {
    for (const { amount } of entry.transfers) {
      if (amount.isNegative()) throw new Error('a transfer is never negative: swap its accounts');
    }
    const transfers = entry.transfers.filter(({ amount }) => !amount.isZero());
    if (transfers.length === 0) return;
    const postingDate = entry.postingDate ?? entry.documentDate;
    this.#entries.push({ ...entry, transfers, id: newId(), postingDate });
    this.#months.add(monthStart(postingDate));
  }

  /** Puts many entries aside, out of memory. They are written with the others, when `save` holds their months. */
  async setAside(): Promise<void> {
    const { db, tenantId } = this.#work;
    this.#accountOf ??= await accountIds(db, tenantId);
    this.#waiting ??= { entries: new WaitingRows(db, 'journal_entry'), transfers: new WaitingRows(db, 'transfer') };
    const { entries, transfers } = this.#waiting;
    await entries.add(this.#entries.map((entry) => this.#entryRow(entry)));
    const accountOf = this.#accountOf;
    await transfers.add(this.#entries.flatMap((entry) => this.#transferRows(entry, accountOf)));
    this.#entries = [];
  }

  /** Writes all entries. @returns whether there were any @throws Refusal `ledger.period_closed` */
  async save(): Promise<boolean> {
    if (this.#months.size === 0) return false;
    await holdOpenPeriods(this.#work, [...this.#months]);
    await this.setAside();
    await this.#waiting?.entries.insert();
    await this.#waiting?.transfers.insert();
    return true;
  }

  #entryRow(entry: Entry): BulkRow {
    return {
      tenant_id: this.#work.tenantId,
      change_id: this.#work.changeId,
      id: entry.id,
      kind: entry.kind,
      document_date: entry.documentDate,
      posting_date: entry.postingDate,
      period_month: monthStart(entry.postingDate),
      source_id: entry.sourceId,
      reverses_id: entry.reversesId ?? null,
      description: entry.description ?? '',
    };
  }

  #transferRows(entry: Entry, accountOf: Awaited<ReturnType<typeof accountIds>>): BulkRow[] {
    return entry.transfers.map((transfer) => ({
      tenant_id: this.#work.tenantId,
      id: newId(),
      journal_entry_id: entry.id,
      debit_account_id: accountOf(transfer.debit, transfer.currency),
      credit_account_id: accountOf(transfer.credit, transfer.currency),
      amount: plain(transfer.amount),
      currency: transfer.currency,
      posting_date: entry.postingDate,
      customer_id: transfer.customerId ?? null,
      bill_id: transfer.billId ?? null,
      charge_id: transfer.chargeId ?? null,
      payment_id: transfer.paymentId ?? null,
      fee_item_id: transfer.feeItemId ?? null,
    }));
  }
}

/**
 * Makes sure that the months exist and are open, and holds them so until the transaction ends: closing a month waits
 * for entries under way, and an entry that comes later finds it closed. Only needed where entries are inserted by hand.
 * @param months first days of months
 * @throws Refusal `ledger.period_closed`
 */
export async function holdOpenPeriods(work: Work, months: readonly BusinessDate[]): Promise<void> {
  for (const month of [...new Set(months)].toSorted()) {
    if ((await heldPeriod(work, month)) ?? (await newPeriod(work, month))) continue;
    throw new Refusal(
      'ledger.period_closed',
      `the accounting period ${month.slice(0, 7)} is closed; post to an open month or have it reopened`,
    );
  }
}

/** Holds a month as it is. @returns whether it is open; null when it is not there yet */
async function heldPeriod({ db, tenantId }: Work, month: BusinessDate): Promise<boolean | null> {
  const { rows } = await sql<{ status: string }>`
    select status from accounting_period where tenant_id = ${tenantId} and month = ${month} for share`.execute(db);
  return rows[0] ? rows[0].status === 'OPEN' : null;
}

/** Makes a month, unless somebody else did at the same moment, and holds it. */
async function newPeriod(work: Work, month: BusinessDate): Promise<boolean | null> {
  // Months close in their order: one that was never used is closed with those after it.
  const { rows } = await sql`select 1 from accounting_period
    where tenant_id = ${work.tenantId} and month > ${month}::date and status = 'CLOSED' limit 1`.execute(work.db);
  if (rows.length > 0) return false;
  await sql`insert into accounting_period (tenant_id, id, month, change_id)
    values (${work.tenantId}, ${newId()}, ${month}, ${work.changeId}) on conflict (tenant_id, month) do nothing`.execute(
    work.db,
  );
  return heldPeriod(work, month);
}
