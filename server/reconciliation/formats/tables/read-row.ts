/** One row of a table as the line of a statement, by the table's profile. */
import type { BusinessDate } from '../../../kernel/dates.ts';
import { Refusal } from '../../../kernel/errors.ts';
import { type Decimal, plain, ZERO } from '../../../kernel/money.ts';
import { bankLine } from '../bank-line.ts';
import { channelKind } from '../channel.ts';
import type { DraftLine, LineDirection } from '../types.ts';
import { joinTexts, textOrNull } from '../values.ts';
import type { ColumnName, TableHead } from './find.ts';
import type { GridRow } from './grid.ts';
import type { TableProfile } from './profile.ts';
import type { ReadRow } from './statements.ts';
import type { TableFacts } from './survey.ts';
import { looseAmount, looseCurrency, looseDate } from './values.ts';

interface Money {
  direction: LineDirection;
  amount: Decimal;
  currency: string | null;
}

const NOTHING = /^[-–—/\s]*$/;

const whole = (pattern: string | undefined) => (pattern === undefined ? null : new RegExp(`^(?:${pattern})$`, 'i'));

/** Reads rows. Everything that all rows share is looked up once. */
export class RowReader {
  readonly #profile: TableProfile;
  readonly #facts: TableFacts;
  readonly #places: Partial<Record<ColumnName, number[]>>;
  readonly #in: RegExp | null;
  readonly #out: RegExp | null;
  readonly #unbooked: RegExp | null;
  readonly #closed: RegExp | null;
  readonly #leftOut: RegExp | null;

  constructor(table: TableHead, facts: TableFacts) {
    const { profile } = table;
    this.#profile = profile;
    this.#facts = facts;
    this.#places = Object.fromEntries(
      Object.entries(profile.columns).map(([column, names]) => [column, table.placesOf(names as readonly string[])]),
    );
    this.#in = whole(profile.words?.in);
    this.#out = whole(profile.words?.out);
    this.#unbooked = whole(profile.unbooked);
    this.#closed = profile.closed === undefined ? null : new RegExp(profile.closed);
    this.#leftOut = profile.leaveOut === undefined ? null : new RegExp(`^(?:${profile.leaveOut})`);
  }

  /** Whether the profile says that the row is no movement. */
  isLeftOut(row: GridRow): boolean {
    const pattern = this.#leftOut;
    return pattern !== null && row.cells.some((cell) => pattern.test(cell));
  }

  /** Whether the row is a trade that was closed although its direction counts it. */
  isClosed(row: GridRow): boolean {
    return this.#closed?.test(this.#cell(row, 'status')) ?? false;
  }

  /**
   * @throws Refusal `statement.date_invalid`, `statement.amount_invalid`, `statement.direction_invalid` with the line and
   *   the heading
   */
  read(row: GridRow): ReadRow {
    const after = looseAmount(this.#cell(row, 'balance'), this.#facts.comma)?.amount ?? null;
    const account = textOrNull(this.#cell(row, 'account'));
    const none = { line: null, account, moved: null, after };
    const money = this.#money(row);
    if (money === null) return none;
    if (this.#unbooked?.test(this.#cell(row, 'status'))) return none;
    const { direction, amount } = money;
    return {
      line: this.#line(row, money, after),
      account,
      moved: direction === 'IN' ? amount : amount.neg(),
      after,
    };
  }

  #line(row: GridRow, money: Money, after: Decimal | null): DraftLine {
    const { direction, amount } = money;
    const cell = (column: ColumnName) => this.#cell(row, column);
    const party = textOrNull(cell(direction === 'IN' ? 'payerName' : 'payeeName')) ?? textOrNull(cell('partyName'));
    const fee = this.#fee(row);
    const reference = textOrNull(cell('reference'));
    const bankReference = textOrNull(cell('bankReference'));
    const text = joinTexts(this.#cells(row, 'text').map((each) => textOrNull(each.replace(/\s+/g, ' '))));
    return bankLine({
      bookedOn: this.#date(row),
      valueOn: looseDate(cell('valueDate'), this.#facts.order),
      direction,
      amount,
      currency: this.#currency(row, money.currency),
      partyName: party,
      partyAccount: textOrNull(cell('partyAccount')),
      reference,
      bankReference,
      text,
      kind: kindOf(`${cell('type')} ${cell('status')}`, direction),
      fee,
      ...(fee !== null && this.#profile.amountAfterFees ? { feeTaken: true } : {}),
      sourceLine: row.line,
      identity: [bankReference, reference, party, text, cell('date'), after && plain(after)],
    });
  }

  /** What was kept of the row's trade; null where the row names no fee. */
  #fee(row: GridRow): Decimal | null {
    const { feeBelowZero, amountAfterFees } = this.#profile;
    const texts = amountAfterFees ? this.#cells(row, 'fee') : [this.#cell(row, 'fee')];
    const fees = texts.flatMap((text) => looseAmount(text, this.#facts.comma)?.amount ?? []);
    if (fees.length === 0) return null;
    const sum = fees.reduce((total, each) => total.plus(each), ZERO);
    return feeBelowZero ? sum.neg() : sum;
  }

  /** What the first of the columns holds that the table has. */
  #cell(row: GridRow, column: ColumnName): string {
    const place = this.#places[column]?.[0];
    return place === undefined ? '' : (row.cells[place] ?? '');
  }

  #cells(row: GridRow, column: ColumnName): string[] {
    return (this.#places[column] ?? []).map((place) => row.cells[place] ?? '');
  }

  /** Amount and direction of a row; null for a row without any, or that the table counts in neither direction. */
  #money(row: GridRow): Money | null {
    const { columns } = this.#profile;
    if (columns.credit && columns.debit) {
      const [credit, debit] = [this.#figure(row, 'credit'), this.#figure(row, 'debit')];
      const found = credit && !credit.amount.isZero() ? credit : (debit ?? credit);
      if (!found) return null;
      // A figure below zero in its column takes an earlier one back.
      const isIn = (found === credit) !== found.amount.isNegative();
      return { direction: isIn ? 'IN' : 'OUT', amount: found.amount.abs(), currency: found.currency };
    }
    const found = this.#figure(row, 'amount');
    if (!found) return null;
    const direction = columns.direction ? this.#direction(row) : this.#sign(found.amount);
    return direction && { direction, amount: found.amount.abs(), currency: found.currency };
  }

  #figure(row: GridRow, column: 'amount' | 'credit' | 'debit') {
    const text = this.#cell(row, column);
    if (NOTHING.test(text)) return null;
    const found = looseAmount(text, this.#facts.comma);
    if (found) return found;
    throw this.#unreadable('statement.amount_invalid', column, text, row, 'is not a number');
  }

  #sign(amount: Decimal): LineDirection {
    return amount.isNegative() === (this.#profile.inverted ?? false) ? 'IN' : 'OUT';
  }

  /** The direction column decides and not the sign; a word for neither direction is a neutral row. */
  #direction(row: GridRow): LineDirection | null {
    const word = this.#cell(row, 'direction');
    if (this.#in?.test(word)) return 'IN';
    if (this.#out?.test(word)) return 'OUT';
    if (NOTHING.test(word) || /不计收支|其他|中性/.test(word)) return null;
    throw this.#unreadable('statement.direction_invalid', 'direction', word, row, 'says neither in nor out');
  }

  #date(row: GridRow): BusinessDate {
    // Some tables leave the first of their date columns empty.
    for (const text of this.#cells(row, 'date')) {
      const found = looseDate(text, this.#facts.order);
      if (found) return found;
    }
    throw this.#unreadable('statement.date_invalid', 'date', this.#cell(row, 'date'), row, 'is not a date that exists');
  }

  /** A cell that does not say what its column should: names heading, text and line. */
  #unreadable(code: string, column: ColumnName, text: string, { line }: GridRow, says: string): Refusal {
    const name = this.#profile.columns[column]?.[0] ?? column;
    const shown = text.slice(0, 40);
    return new Refusal(code, `${name} “${shown}” ${says}.`, {
      field: name,
      line,
      params: { column: name, text: shown },
    });
  }

  /** What the row says, then what its figure says, then the profile; XXX is the currency of the account. */
  #currency(row: GridRow, beside: string | null): string {
    const inAccount = /\(([A-Z]{3})\)\s*$/.exec(this.#cell(row, 'account'))?.[1];
    return looseCurrency(this.#cell(row, 'currency')) ?? beside ?? inAccount ?? this.#profile.currency ?? 'XXX';
  }
}

function kindOf(word: string, direction: LineDirection): DraftLine['kind'] {
  const lower = word.toLowerCase();
  if (/\bpayout|transfer to bank|withdrawal|merchantpayout/.test(lower)) return 'PAYOUT';
  if (/refund|退款/.test(lower)) return 'REFUND';
  if (/chargeback|reversal|冲正/.test(lower)) return 'REVERSAL';
  if (/^\W*fee\b|手续费/.test(lower)) return 'FEE';
  const kind = /[一-鿿]/.test(word) ? channelKind(word) : 'PAYMENT';
  return kind === 'OTHER' || (kind === 'PAYOUT' && direction === 'IN') ? 'PAYMENT' : kind;
}
