/**
 * The unit of work: one transaction takes a change of rows, its transfers, roll-up deltas, audit events and feed entry,
 * or nothing at all. Services load, decide and save inside it; there is no other way to write.
 */
import { sql } from 'kysely';
import type { Database, Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import { newId } from '../kernel/ids.ts';
import { type AuditRecord, appendToChain } from './audit-chain.ts';
import { type Books, enterTenant } from './books.ts';
import { insertRows } from './bulk.ts';
import { type EntryInput, Journal } from './journal.ts';
import { type RollupFact, rollupRows } from './rollups.ts';

/** What a body gets to work with. Everything recorded here is written when the body returns. */
export interface Work {
  db: Db;
  books: Books;
  tenantId: string;
  /** Id of the transaction in the change feed; every row written carries it as `change_id`. */
  changeId: string;
  today: BusinessDate;
  /** Records who-did-what for a row; a write without any audit record is refused as a defect. */
  audit(record: AuditRecord): void;
  /** Books transfers together; written, with their accounting period locked open, when the body returns. */
  book(entry: EntryInput): void;
  /** Puts what was booked so far aside, out of memory; for those who book hundreds of thousands of entries. */
  setBookingsAside(): Promise<void>;
  /** Adds facts to the KPI aggregates. */
  addFacts(facts: readonly RollupFact[]): void;
  /** Takes the next numbers of a gapless series; from here on others who need the series wait, so take them late. */
  takeNumbers(series: string, count: number): Promise<bigint>;
}

/**
 * Runs a body in one transaction of the tenant.
 * @param action stable name of what is done, such as `publish.FEE_ITEMS`; stands in the feed and the audit chain
 * @throws Refusal of the body or `ledger.period_closed`; nothing is written then
 */
export function write<T>(books: Books, action: string, body: (work: Work) => Promise<T>): Promise<T> {
  return books.orm.em.fork().transactional(async (tx) => {
    const db = tx.getKysely<Database>();
    await enterTenant(db, books.tenant.id);
    const work = new TransactionWork(db, books);
    const result = await body(work);
    await work.finish(action);
    return result;
  });
}

class TransactionWork implements Work {
  readonly db: Db;
  readonly books: Books;
  readonly tenantId: string;
  readonly changeId = newId();
  readonly today: BusinessDate;
  readonly #records: AuditRecord[] = [];
  readonly #facts: RollupFact[] = [];
  readonly #journal: Journal;

  constructor(db: Db, books: Books) {
    this.db = db;
    this.books = books;
    this.tenantId = books.tenant.id;
    this.today = books.today;
    this.#journal = new Journal(this);
  }

  audit(record: AuditRecord): void {
    this.#records.push(record);
  }

  book(entry: EntryInput): void {
    this.#journal.add(entry);
  }

  setBookingsAside(): Promise<void> {
    return this.#journal.setAside();
  }

  addFacts(facts: readonly RollupFact[]): void {
    for (const fact of facts) this.#facts.push(fact);
  }

  async takeNumbers(series: string, count: number): Promise<bigint> {
    // Only the series is locked: the tail comes last, after the accounting period, or closing a month could deadlock.
    const { rows } = await sql<{ next_no: string }>`
      insert into number_series as s (tenant_id, id, series, next_no) values (${this.tenantId}, ${newId()}, ${series}, ${1 + count})
      on conflict (tenant_id, series) do update set next_no = s.next_no + ${count} returning s.next_no`.execute(
      this.db,
    );
    return BigInt((rows[0] as { next_no: string }).next_no) - BigInt(count);
  }

  /** Writes what was recorded; the chain, which locks the tail row, comes last, so that tenants queue for an instant only. */
  async finish(action: string): Promise<void> {
    const booked = await this.#journal.save();
    await insertRows(this.db, 'rollup_delta', rollupRows(this.tenantId, this.#facts));
    if (this.#records.length === 0) {
      if (booked || this.#facts.length > 0) throw new Error(`${action} wrote to the ledger without an audit record`);
      return;
    }
    await appendToChain(this, action, this.#records);
  }
}
