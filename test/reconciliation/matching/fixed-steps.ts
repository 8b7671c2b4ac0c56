/** Matching as it was before its steps became rules: the oracle for the rules that the product comes with. */
import { type Decimal, moneyText, ZERO } from '../../../server/kernel/money.ts';
import type { LineToMatch } from '../../../server/reconciliation/matching/decide.ts';
import type { IndexOfBills, MatchableBill } from '../../../server/reconciliation/matching/index-of-bills.ts';
import { onlySubset } from '../../../server/reconciliation/matching/subset.ts';

interface Found {
  rule: string;
  score: number;
  reason: string;
  customerId: string;
  bills: MatchableBill[];
}

const candidate = (rule: string, score: number, reason: string, bills: MatchableBill[]): Found => ({
  rule,
  score,
  reason,
  customerId: (bills[0] as MatchableBill).customerId,
  bills,
});

const numbersIn = (line: LineToMatch) => [
  ...new Set((`${line.reference} ${line.text}`.match(/B-\d{6,}/gi) ?? []).map((each) => each.toUpperCase())),
];

const billsNamed = (line: LineToMatch, index: IndexOfBills) =>
  numbersIn(line)
    .map((number) => index.bill(number))
    .filter((bill) => bill !== undefined);

function byReference(line: LineToMatch, index: IndexOfBills): Found[] {
  const open = billsNamed(line, index).filter((bill) => bill.open.gt(0) && bill.currency === line.currency);
  const [first] = open;
  if (!first) return [];
  const numbers = open.map((bill) => bill.number).join(', ');
  const sum = open.reduce((total, bill) => total.plus(bill.open), ZERO);
  if (open.some((bill) => bill.customerId !== first.customerId)) {
    return [candidate('reference', 70, `names ${numbers}, which are owed by different customers`, [first])];
  }
  if (sum.eq(line.amount)) return [candidate('reference', 100, `names ${numbers} and pays them exactly`, open)];
  const difference = moneyText(sum.minus(line.amount).abs(), line.currency);
  const how = sum.gt(line.amount) ? `pays them except for ${difference}` : `pays ${difference} more`;
  return [candidate('reference', 95, `names ${numbers} and ${how}`, open)];
}

function byPayerAndAmount(line: LineToMatch, index: IndexOfBills): Found[] {
  const { customers, by } = index.payers(line.payerName, line.payerAccount);
  const who = by === 'account' ? `the account ${line.payerAccount}` : `the name ${line.payerName}`;
  const score = by === 'account' ? 97 : 92;
  const found: Found[] = [];
  for (const customer of customers) {
    const open = index.openBills(customer.id, line.currency);
    for (const bill of open.filter((one) => one.open.eq(line.amount))) {
      const reason = `${who} is the payer's, and ${bill.number} is open with exactly this amount`;
      found.push(candidate('payer_amount', score, reason, [bill]));
    }
    const oldest = oldestThatSumTo(line.amount, open);
    if (oldest.length > 1) {
      const reason = `${who} is the payer's, and the ${oldest.length} oldest open bills sum to exactly this amount`;
      found.push(candidate('payer_all_open', score - 10, reason, oldest));
    } else {
      const places = onlySubset(
        open.map((bill) => bill.open),
        line.amount,
      );
      const several = (places ?? []).map((place) => open[place] as MatchableBill);
      if (several.length > 1) {
        const numbers = several.map((bill) => bill.number).join(', ');
        const reason = `${who} is the payer's, and of the open bills only ${numbers} together come to exactly this amount`;
        found.push(candidate('payer_subset', score - 20, reason, several));
      }
    }
  }
  return found;
}

function oldestThatSumTo(amount: Decimal, bills: readonly MatchableBill[]): MatchableBill[] {
  let sum: Decimal = ZERO;
  for (const [i, bill] of bills.entries()) {
    sum = sum.plus(bill.open);
    if (sum.eq(amount)) return bills.slice(0, i + 1);
  }
  return [];
}

function guesses(line: LineToMatch, index: IndexOfBills): Found[] {
  const { customers } = index.payers(line.payerName, line.payerAccount);
  const byPayer = customers.flatMap((customer) => {
    const open = index.openBills(customer.id, line.currency);
    const reason = `the payer is known and owes ${open.length} bills; the amount fits none of them exactly`;
    return open.length > 0 ? [candidate('payer', 40, reason, open.slice(0, 12))] : [];
  });
  const byAmount = index
    .billsOver(line.amount, line.currency)
    .slice(0, 5)
    .map((bill) => candidate('amount', 50, `${bill.number} is open with exactly this amount`, [bill]));
  return [...byPayer, ...byAmount];
}

function decideFixed(line: LineToMatch, index: IndexOfBills, threshold: number) {
  const named = byReference(line, index);
  const fitting = byPayerAndAmount(line, index);
  const sure = [...named, ...fitting];
  const seen = new Set<string>();
  const ordered = (sure.length > 0 ? sure : guesses(line, index))
    .filter(({ bills }) => {
      const key = bills.map((bill) => bill.id).join();
      return !seen.has(key) && seen.add(key);
    })
    .toSorted((a, b) => b.score - a.score);
  const [best, second] = ordered;
  const written = new Set(billsNamed(line, index).map((bill) => bill.id));
  const contradicts =
    named[0]?.score !== 100 &&
    written.size > 0 &&
    fitting.some(({ rule, bills }) => rule === 'payer_amount' && bills.some((bill) => !written.has(bill.id)));
  if (best && best.score >= threshold && (!second || second.score < best.score) && !contradicts) {
    index.pay(best.bills, line.amount);
    return { applied: best, suggested: [] };
  }
  return { applied: null, suggested: ordered.slice(0, 5) };
}

/** A decision per line, as sentences that can be compared. */
export function decideAllFixed(lines: readonly LineToMatch[], index: IndexOfBills, threshold: number): string[] {
  const decisions = new Map<string, ReturnType<typeof decideFixed>>();
  for (const line of lines.filter((each) => byReference(each, index).length > 0)) {
    decisions.set(line.id, decideFixed(line, index, threshold));
  }
  for (const line of lines) if (!decisions.has(line.id)) decisions.set(line.id, decideFixed(line, index, threshold));
  return lines.map((line) => said(decisions.get(line.id) as ReturnType<typeof decideFixed>));
}

/** A decision as one text. */
export function said({ applied, suggested }: { applied: Found | null; suggested: readonly Found[] }): string {
  const one = ({ rule, score, reason, customerId, bills }: Found) =>
    `${rule} ${score} ${customerId} ${bills.map((bill) => bill.number).join('+')}: ${reason}`;
  return applied ? `applies ${one(applied)}` : `suggests ${suggested.map(one).join(' | ')}`;
}
