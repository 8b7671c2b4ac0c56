/** Balances and summaries of a camt statement, and whether they agree with its entries. */
import { type Decimal, plain, ZERO } from '../../kernel/money.ts';
import { tieMoved } from './bank-line.ts';
import { type CamtStatement, readMoney } from './camt-values.ts';
import type { DraftLine, DraftStatement } from './types.ts';
import { readAmountOrZero, readDate } from './values.ts';
import { warning } from './warnings.ts';
import { all, first, ownText, textAt, type XmlValue } from './xml.ts';

interface Balance {
  code: string;
  date: string;
  currency: string | null;
  amount: Decimal;
}

/** What the booked entries of a statement come to. */
export class BookedSums {
  firstCurrency: string | null = null;
  readonly in: { count: number; sum: Decimal } = { count: 0, sum: ZERO };
  readonly out: { count: number; sum: Decimal } = { count: 0, sum: ZERO };
  /** Money in less money out, by currency. */
  readonly #moved = new Map<string, Decimal>();
  /** Entries in another currency than that of the account. */
  readonly foreign: { currency: string; line: number }[] = [];

  /** @param accountCurrency that of the account */
  add({ direction, amount, currency, sourceLine }: DraftLine, accountCurrency: string): void {
    this.firstCurrency ??= currency;
    const side = direction === 'IN' ? this.in : this.out;
    side.count += 1;
    side.sum = side.sum.plus(amount);
    const moved = this.#moved.get(currency) ?? ZERO;
    this.#moved.set(currency, direction === 'IN' ? moved.plus(amount) : moved.minus(amount));
    if (currency !== accountCurrency) this.foreign.push({ currency, line: sourceLine });
  }

  /** Money in less money out in a currency; null: in all of them. */
  moved(currency: string | null): Decimal {
    if (currency !== null) return this.#moved.get(currency) ?? ZERO;
    return [...this.#moved.values()].reduce<Decimal>((sum, moved) => sum.plus(moved), ZERO);
  }
}

/**
 * Opening (booked, else previously closed, else the interim one that a later page begins with) and closing balance, and
 * whether opening + entries = closing in the account's currency; null when one of them is missing.
 */
export function readBalances(
  statement: CamtStatement,
  currency: string | null,
  sums: BookedSums,
): Pick<DraftStatement, 'opening' | 'closing' | 'ties'> {
  const balances = all(statement.node, 'Bal')
    .map((node) => readBalance(statement, node))
    .filter((balance) => balance.currency === null || balance.currency === currency);
  const of = (code: string): Balance[] =>
    balances.filter((balance) => balance.code === code).toSorted((a, b) => a.date.localeCompare(b.date));
  const interim = of('ITBD');
  const closing = of('CLBD').at(-1) ?? (interim.length > 1 || of('OPBD').length > 0 ? interim.at(-1) : undefined);
  const opening = of('OPBD')[0] ?? of('PRCD')[0] ?? (closing && closing !== interim[0] ? interim[0] : undefined);
  const ties = opening && closing ? compare(statement, opening, closing, sums) : null;
  warnAboutCurrencies(statement, currency, sums);
  checkSummary(statement, sums);
  return { opening: opening?.amount ?? null, closing: closing?.amount ?? null, ties };
}

function readBalance({ document, node: parent }: CamtStatement, node: XmlValue): Balance {
  const line = document.lineOf(node) === 1 ? document.lineOf(parent) : document.lineOf(node);
  const amount = readMoney(first(node, 'Amt'), 'Bal/Amt', line);
  const date = textAt(node, 'Dt/Dt', 'Dt/DtTm');
  return {
    code: textAt(node, 'Tp/CdOrPrtry/Cd', 'Tp/CdOrPrtry/Prtry', 'Tp/Cd') ?? '',
    date: date ? readDate(date, 'Bal/Dt', line) : '',
    currency: textAt(node, 'Amt/@Ccy'),
    // Without a mark a balance is in credit: some central banks leave it out.
    amount: textAt(node, 'CdtDbtInd') === 'DBIT' ? amount.neg() : amount,
  };
}

function compare(
  { warnings, document, node }: CamtStatement,
  opening: Balance,
  closing: Balance,
  sums: BookedSums,
): boolean | null {
  const balances = { opening: opening.amount, closing: closing.amount, moved: sums.moved(opening.currency) };
  return tieMoved(balances, document.lineOf(node), warnings);
}

function warnAboutCurrencies({ warnings }: CamtStatement, accountCurrency: string | null, sums: BookedSums): void {
  for (const { currency, line } of sums.foreign) {
    warnings.push(warning('other_currency', { currency, accountCurrency: accountCurrency ?? '?' }, line));
  }
}

/** `TxsSummry` is informative (banks fill it for longer periods, too), so a difference is told and nothing more. */
function checkSummary({ node, warnings, document }: CamtStatement, sums: BookedSums): void {
  const summary = first(node, 'TxsSummry');
  if (summary === undefined || typeof summary === 'string') return;
  const line = document.lineOf(summary);
  const both = { count: sums.in.count + sums.out.count, sum: sums.in.sum.plus(sums.out.sum) };
  for (const [name, actual] of [
    ['TtlNtries', both],
    ['TtlCdtNtries', sums.in],
    ['TtlDbtNtries', sums.out],
  ] as const) {
    const [count, sum] = ['NbOfNtries', 'Sum'].map((field) => ownText(first(summary, `${name}/${field}`)));
    const countDiffers = count && !readAmountOrZero(count, 'NbOfNtries', line).eq(actual.count);
    const sumDiffers = sum && !readAmountOrZero(sum, 'Sum', line).abs().eq(actual.sum);
    if (!countDiffers && !sumDiffers) continue;
    const stated = { statedCount: count ?? '?', stated: sum ?? '?' };
    const found = { count: actual.count, counted: plain(actual.sum) };
    warnings.push(warning('bank_summary_differs', { name, ...stated, ...found }, line));
  }
}
