/** Balances and summaries of a camt statement, and whether they agree with its entries. */
import { type Decimal, plain, ZERO } from '../../kernel/money.ts';
import { tieBalances } from './bank-line.ts';
import { type CamtStatement, readMoney } from './camt-values.ts';
import type { DraftLine, DraftStatement } from './types.ts';
import { readAmountOrZero, readDate } from './values.ts';
import { all, first, ownText, textAt, type XmlValue } from './xml.ts';

interface Balance {
  code: string;
  date: string;
  currency: string | null;
  amount: Decimal;
}

/**
 * Opening (booked, else previously closed, else the interim one that a later page begins with) and closing balance, and
 * whether opening + entries = closing in the account's currency; null when one of them is missing.
 */
export function readBalances(
  statement: CamtStatement,
  currency: string | null,
  lines: readonly DraftLine[],
): Pick<DraftStatement, 'opening' | 'closing' | 'ties'> {
  const balances = all(statement.node, 'Bal')
    .map((node) => readBalance(statement, node))
    .filter((balance) => balance.currency === null || balance.currency === currency);
  const of = (code: string): Balance[] =>
    balances.filter((balance) => balance.code === code).toSorted((a, b) => a.date.localeCompare(b.date));
  const interim = of('ITBD');
  const closing = of('CLBD').at(-1) ?? (interim.length > 1 || of('OPBD').length > 0 ? interim.at(-1) : undefined);
  const opening = of('OPBD')[0] ?? of('PRCD')[0] ?? (closing && closing !== interim[0] ? interim[0] : undefined);
  const ties = opening && closing ? compare(statement, opening, closing, lines) : null;
  warnAboutCurrencies(statement, currency, lines);
  checkSummary(statement, lines);
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
  lines: readonly DraftLine[],
): boolean | null {
  const counted = lines.filter((line) => opening.currency === null || line.currency === opening.currency);
  const balances = { opening: opening.amount, closing: closing.amount, lines: counted };
  return tieBalances(balances, document.lineOf(node), warnings);
}

function warnAboutCurrencies({ warnings }: CamtStatement, currency: string | null, lines: readonly DraftLine[]): void {
  for (const line of lines) {
    if (line.currency === currency) continue;
    warnings.push({
      code: 'statement.other_currency',
      message: `An entry is in ${line.currency} on an account in ${currency ?? 'no currency'}; it is left out of the check of the balances.`,
      line: line.sourceLine,
    });
  }
}

/** `TxsSummry` is informative (banks fill it for longer periods, too), so a difference is told and nothing more. */
function checkSummary({ node, warnings, document }: CamtStatement, lines: readonly DraftLine[]): void {
  const summary = first(node, 'TxsSummry');
  if (summary === undefined || typeof summary === 'string') return;
  const line = document.lineOf(summary);
  const totals: [string, readonly DraftLine[]][] = [
    ['TtlNtries', lines],
    ['TtlCdtNtries', lines.filter(({ direction }) => direction === 'IN')],
    ['TtlDbtNtries', lines.filter(({ direction }) => direction === 'OUT')],
  ];
  for (const [name, counted] of totals) {
    const [count, sum] = ['NbOfNtries', 'Sum'].map((field) => ownText(first(summary, `${name}/${field}`)));
    const actual = counted.reduce<Decimal>((total, entry) => total.plus(entry.amount), ZERO);
    const countDiffers = count && !readAmountOrZero(count, 'NbOfNtries', line).eq(counted.length);
    const sumDiffers = sum && !readAmountOrZero(sum, 'Sum', line).abs().eq(actual);
    if (!countDiffers && !sumDiffers) continue;
    warnings.push({
      code: 'statement.summary_differs',
      message: `The bank's summary ${name} says ${count ?? '?'} entries, ${sum ?? '?'}; the statement holds ${counted.length} booked entries, ${plain(actual)}.`,
      line,
    });
  }
}
