/** What only all rows of a table together say: where it ends, in which order its dates are, which sign its decimals have. */
import type { StatementWarning } from '../types.ts';
import { warning } from '../warnings.ts';
import { CutEnd } from './cut-end.ts';
import type { TableHead } from './find.ts';
import type { GridRow } from './grid.ts';
import type { DateOrder } from './profile.ts';
import { looseDate } from './values.ts';

const LIKE_DATE = /^\d{1,4}[-/.年]?\s?(\d|[A-Za-z]{3})/;
const RULER = /^[-=_*]*$/;

/** What a survey found. */
export interface TableFacts {
  /** rows from the first to the last with a date; sums, notices and rulers behind them are no movements */
  rowCount: number;
  order: DateOrder;
  /** the comma is the decimal sign */
  comma: boolean;
}

/** Looks at the rows of a table, one by one and in order. */
export class TableSurvey {
  readonly #table: TableHead;
  readonly #datePlace: number | undefined;
  readonly #figurePlaces: readonly number[];
  readonly #dates = new DateOrders();
  readonly #cutEnd: CutEnd;
  /** Rows since the last one with a date: they count if another one follows. */
  #waiting: GridRow[] = [];
  #seen = 0;
  #rowCount = 0;
  #endsInComma = false;
  #endsInPoint = false;

  constructor(table: TableHead) {
    const { columns } = table.profile;
    this.#table = table;
    [this.#datePlace] = table.placesOf(columns.date);
    this.#figurePlaces = [columns.amount, columns.credit, columns.debit].flatMap((names) =>
      table.placesOf(names).slice(0, 1),
    );
    const balances = table.placesOf(columns.balance).slice(0, 1);
    this.#cutEnd = new CutEnd(table, this.#datePlace, [...this.#figurePlaces, ...balances]);
  }

  add(row: GridRow): void {
    this.#seen += 1;
    this.#waiting.push(row);
    const isMovement = row.cells.length > 2 && LIKE_DATE.test(this.#dateOf(row));
    this.#cutEnd.add(row, isMovement);
    if (!isMovement) return;
    for (const each of this.#waiting) this.#look(each);
    this.#waiting = [];
    this.#rowCount = this.#seen;
  }

  /**
   * @param warnings take what was guessed
   * @throws Refusal `statement.cut_row`
   */
  facts(warnings: StatementWarning[]): TableFacts {
    this.#cutEnd.check(warnings);
    const { profile, head } = this.#table;
    const { order, other, first } = this.#dates.choose(profile.dates, profile.exact ?? false);
    if (other) warnings.push(warning('date_order_guessed', { chosen: order, other, text: first }, head.line));
    const comma = profile.decimal ? profile.decimal === 'COMMA' : this.#endsInComma && !this.#endsInPoint;
    return { rowCount: this.#rowCount, order, comma };
  }

  #dateOf(row: GridRow): string {
    return this.#datePlace === undefined ? '' : (row.cells[this.#datePlace] ?? '');
  }

  #look(row: GridRow): void {
    if (isRuler(row)) return;
    this.#dates.add(this.#dateOf(row));
    for (const place of this.#figurePlaces) {
      const figure = row.cells[place] ?? '';
      this.#endsInComma ||= /,\d{1,2}\D*$/.test(figure);
      this.#endsInPoint ||= /\.\d{1,2}\D*$/.test(figure);
    }
  }
}

/** A row that only draws a line. */
export const isRuler = (row: GridRow): boolean => row.cells.every((cell) => RULER.test(cell));

const ORDERS = ['YMD', 'DMY', 'MDY'] as const;

interface OrderFacts {
  order: DateOrder;
  fits: boolean;
  earliest: string;
  latest: string;
}

/** Which orders of day, month and year the dates of a table allow. */
class DateOrders {
  readonly #orders: readonly OrderFacts[] = ORDERS.map((order) => ({
    order,
    fits: true,
    earliest: '9999-12-31',
    latest: '0000-01-01',
  }));
  /** Pairs of orders that make different days of one of the dates. */
  readonly #apart = new Set<string>();
  #first = '';
  #last = '';

  add(text: string): void {
    // Days come in runs.
    if (text === '' || text === this.#last) return;
    this.#last = text;
    if (this.#first === '') this.#first = text;
    const days = this.#orders.map((facts) => (facts.fits ? looseDate(text, facts.order) : null));
    for (const [i, facts] of this.#orders.entries()) {
      const day = days[i] ?? null;
      facts.fits &&= day !== null;
      if (day === null) continue;
      if (day < facts.earliest) facts.earliest = day;
      if (day > facts.latest) facts.latest = day;
      for (const [j, other] of this.#orders.entries())
        if (days[j] !== day) this.#apart.add(`${facts.order}${other.order}`);
    }
  }

  /**
   * The order in which all dates exist and lie closest together.
   * @param said what the profile says; it holds where it fits, and where it is `exact` in any case
   * @returns `other`: an order that fits as well and makes other days of them; null when the choice is clear
   */
  choose(said: DateOrder | undefined, exact: boolean): { order: DateOrder; other: DateOrder | null; first: string } {
    const fitting = this.#orders.filter(({ fits }) => fits);
    const settled = said && (exact || fitting.some(({ order }) => order === said));
    if (settled) return { order: said, other: null, first: this.#first };
    const [chosen, next] = fitting.toSorted((a, b) => span(a) - span(b));
    const open = chosen && next && this.#apart.has(`${chosen.order}${next.order}`);
    return { order: chosen?.order ?? said ?? 'YMD', other: open ? next.order : null, first: this.#first };
  }
}

const span = ({ earliest, latest }: OrderFacts) => Math.max(0, Date.parse(latest) - Date.parse(earliest));
