/** What was read from the rows of a table, as statements of accounts. */
import { type Decimal, ZERO } from '../../../kernel/money.ts';
import type { DraftLine, DraftStatement, StatementWarning } from '../types.ts';
import { textOrNull } from '../values.ts';
import { warning } from '../warnings.ts';
import type { TableHead } from './find.ts';

/** A row that was read: a line, or why it is none. */
export interface ReadRow {
  line: DraftLine | null;
  account: string | null;
  moved: Decimal | null;
  after: Decimal | null;
}

/** A row that states a balance and nothing else is no entry. */
export const isBalanceRow = (row: ReadRow | null) => row?.line === null && row.moved === null && row.after !== null;

/** One statement for each account and currency of a table, from its rows one by one and in order. */
export class TableStatements {
  readonly #currency: string;
  readonly #accountAbove: string;
  readonly #groups = new Map<string, { place: number; sums: GroupSums }>();
  #first: ReadRow | null = null;
  #last: ReadRow | null = null;

  constructor(table: TableHead) {
    this.#currency = table.profile.currency ?? '';
    this.#accountAbove = accountAbove(table) ?? '';
  }

  /** @returns the row's line and the place of its statement, counted from 0; null for no line, or one of 0.00 */
  add(row: ReadRow): { statement: number; account: string | null; currency: string | null; line: DraftLine } | null {
    this.#first ??= row;
    this.#last = row;
    const { line } = row;
    if (line === null) return null;
    const { place, sums } = this.#groupOf(row.account ?? this.#accountAbove, line.currency);
    sums.add(row, line);
    return line.amount.isZero() ? null : { statement: place, account: sums.account, currency: sums.currency, line };
  }

  /**
   * @param neutral rows that are counted and were not imported
   * @param line where the table begins
   */
  end(neutral: number, line: number, warnings: StatementWarning[]): Omit<DraftStatement, 'lines'>[] {
    if (this.#groups.size === 0) this.#groupOf(this.#accountAbove, this.#currency);
    const groups = [...this.#groups.values()].map(({ sums }) => sums);
    return groups.map((sums, i) => {
      const edges = groups.length === 1 ? { first: this.#first, last: this.#last } : { first: null, last: null };
      const balances = sums.isProven ? sums.chain : sums.between(edges.first, edges.last);
      if (sums.isProven && balances === null) warnings.push(warning('running_balance_breaks', {}, line));
      return {
        account: sums.account,
        currency: sums.currency,
        reference: null,
        opening: balances?.opening ?? null,
        closing: balances?.closing ?? null,
        zeroEntries: sums.zeroEntries,
        otherEntries: i === 0 ? neutral : 0,
        ties: balances ? true : null,
      };
    });
  }

  #groupOf(account: string, currency: string): { place: number; sums: GroupSums } {
    const key = `${account}\n${currency}`;
    const known = this.#groups.get(key);
    if (known) return known;
    const group = { place: this.#groups.size, sums: new GroupSums(account, currency) };
    this.#groups.set(key, group);
    return group;
  }
}

interface Balances {
  opening: Decimal;
  closing: Decimal;
}

/** What the rows of one account and currency come to, and whether the balances behind them follow from one another. */
class GroupSums {
  readonly account: string | null;
  readonly currency: string | null;
  zeroEntries = 0;
  #rows = 0;
  #balances = 0;
  #moved: Decimal = ZERO;
  #oldestFirst = true;
  #newestFirst = true;
  #first: { moved: Decimal; after: Decimal } | null = null;
  #last: { moved: Decimal; after: Decimal } | null = null;

  constructor(account: string, currency: string) {
    this.account = account === '' ? null : account.replace(/\s*\([A-Z]{3}\)$/, '');
    this.currency = currency === '' || currency === 'XXX' ? null : currency;
  }

  add({ moved, after }: ReadRow, line: DraftLine): void {
    this.#rows += 1;
    if (line.amount.isZero()) this.zeroEntries += 1;
    if (moved === null) return;
    this.#moved = this.#moved.plus(moved);
    if (after === null) return;
    this.#balances += 1;
    const last = this.#last;
    if (last) {
      this.#oldestFirst &&= last.after.plus(moved).eq(after);
      this.#newestFirst &&= after.plus(last.moved).eq(last.after);
    }
    this.#last = { moved, after };
    this.#first ??= this.#last;
  }

  /** Every entry has a balance behind it. */
  get isProven(): boolean {
    return this.#balances > 0 && this.#balances === this.#rows;
  }

  /** The balances around all entries, if those behind each hang together, oldest or newest first. */
  get chain(): Balances | null {
    const [first, last] = [this.#first, this.#last];
    if (!first || !last) return null;
    if (this.#oldestFirst) return { opening: first.after.minus(first.moved), closing: last.after };
    return this.#newestFirst ? { opening: last.after.minus(last.moved), closing: first.after } : null;
  }

  /** A balance before the first entry and one behind the last, where only some rows state it, and the entries lead there. */
  between(first: ReadRow | null, last: ReadRow | null): Balances | null {
    const opening = isBalanceRow(first) ? (first?.after ?? null) : null;
    const closing = last?.after ?? null;
    return opening && closing && opening.plus(this.#moved).eq(closing) ? { opening, closing } : null;
  }
}

/** The account's number in the lines above the heading. */
function accountAbove({ preamble, profile }: TableHead): string | null {
  if (!profile.account) return null;
  const pattern = new RegExp(profile.account);
  for (const { cells } of preamble) {
    const found = pattern.exec(cells.join(','))?.[1];
    if (found) return textOrNull(found);
  }
  return null;
}
