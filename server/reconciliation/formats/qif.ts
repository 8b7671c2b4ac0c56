import type { BusinessDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { bankLine, withoutZeros } from './bank-line.ts';
import type { DraftLine, DraftStatement, LineDetail, StatementFormat, StatementWarning } from './types.ts';
import { dayOf, joinTexts, readAmount, textOrNull } from './values.ts';
import { warning } from './warnings.ts';

/** QIF (Quicken Interchange Format): entries of letters, without account number, currency or balances. */
export const qif: StatementFormat = {
  name: 'qif',
  label: 'QIF export',
  detects: ({ text }) => /^\s*!(Type:|Account|Option:|Clear:)/i.test(text),
  parse: ({ text }) => {
    const warnings: StatementWarning[] = [];
    const entries = readEntries(text);
    const dates = chooseOrder(entries, warnings);
    const lines = entries.map((entry) => lineOf(entry, dates));
    const statement: DraftStatement = {
      account: null,
      currency: null,
      reference: null,
      opening: null,
      closing: null,
      ...withoutZeros(lines),
      ties: null,
    };
    return { statements: [statement], warnings };
  },
};

interface Entry {
  line: number;
  /** texts by letter, several of one letter in order */
  fields: Map<string, string[]>;
}

/** Lists whose entries move money of an account; categories, classes and investments do not. */
const MOVING = /^!Type:(Bank|Cash|CCard|Oth [AL])/i;

function readEntries(text: string): Entry[] {
  const entries: Entry[] = [];
  let [moving, open] = [false, null as Entry | null];
  for (const [i, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.trimEnd();
    if (line === '') continue;
    if (line.startsWith('!')) {
      moving = MOVING.test(line);
      open = null;
    } else if (line.startsWith('^')) {
      if (open && moving) entries.push(open);
      open = null;
    } else if (moving) {
      open ??= { line: i + 1, fields: new Map() };
      const letter = line[0] as string;
      open.fields.set(letter, [...(open.fields.get(letter) ?? []), line.slice(1).trim()]);
    }
  }
  if (open !== null) {
    throw new Refusal('statement.cut_file', 'The last entry has no end (^): the file was cut. Fetch it again.', {
      line: open.line,
    });
  }
  return entries;
}

const first = (entry: Entry, letter: string): string | null => textOrNull(entry.fields.get(letter)?.[0]);

type Order = 'YMD' | 'MDY' | 'DMY';
type Dates = (entry: Entry) => BusinessDate;

/** Two-digit years, an apostrophe before those from 2000 on, spaces for zeros: `1/ 5'04`. */
function dayIn(text: string, order: Order): BusinessDate | null {
  const parts = text.replace(/\s/g, '').split(/[/.\-']/);
  if (parts.length !== 3 || parts.some((part) => !/^\d{1,4}$/.test(part))) return null;
  const [a, b, c] = parts as [string, string, string];
  const [year, month, day] = order === 'YMD' ? [a, b, c] : order === 'MDY' ? [c, a, b] : [c, b, a];
  if (month.length > 2 || day.length > 2 || year.length === 3) return null;
  const century = Number(year) >= 70 ? '19' : '20';
  const full = year.length === 4 ? year : `${century}${year.padStart(2, '0')}`;
  return dayOf(`${full}${month.padStart(2, '0')}${day.padStart(2, '0')}`);
}

/** The file does not say how it writes dates: the order in which all exist and lie closest together is taken. */
function chooseOrder(entries: readonly Entry[], warnings: StatementWarning[]): Dates {
  const dateOf = (entry: Entry, order: Order) => dayIn(first(entry, 'D') ?? '', order);
  const orders = (['MDY', 'DMY', 'YMD'] as const).filter((order) => entries.every((each) => dateOf(each, order)));
  const bad = entries.find((each) => (['MDY', 'DMY', 'YMD'] as const).every((order) => !dateOf(each, order)));
  if (orders.length === 0) {
    const shown = bad ? `“${first(bad, 'D') ?? ''}” is not a date that exists` : 'the dates are in different orders';
    throw new Refusal('statement.date_invalid', `${shown}; export the file again.`, {
      field: 'D',
      line: bad?.line ?? entries[0]?.line ?? 1,
    });
  }
  const span = (order: Order) => {
    const days = entries.map((each) => Date.parse(dateOf(each, order) as string));
    return days.length === 0 ? 0 : Math.max(...days) - Math.min(...days);
  };
  const [chosen, next] = orders.toSorted((a, b) => span(a) - span(b)) as [Order, Order | undefined];
  if (next && entries.some((each) => dateOf(each, chosen) !== dateOf(each, next))) {
    const text = first(entries[0] as Entry, 'D') ?? '';
    warnings.push(warning('date_order_guessed', { chosen, other: next, text }, entries[0]?.line ?? null));
  }
  return (entry) => dateOf(entry, chosen) as BusinessDate;
}

function lineOf(entry: Entry, dates: Dates): DraftLine {
  const stated = first(entry, 'T') ?? first(entry, 'U');
  if (stated === null) {
    throw new Refusal('statement.amount_invalid', 'The entry has no amount (T).', { field: 'T', line: entry.line });
  }
  const amount = readAmount(stated, 'T', entry.line);
  const [party, memo, number] = [first(entry, 'P'), first(entry, 'M'), first(entry, 'N')];
  return bankLine({
    bookedOn: dates(entry),
    direction: amount.isNegative() ? 'OUT' : 'IN',
    amount: amount.abs(),
    currency: 'XXX',
    partyName: party,
    reference: number,
    text: joinTexts([party, memo, first(entry, 'L')]),
    details: splitsOf(entry),
    sourceLine: entry.line,
  });
}

/** Splits tell to which categories the amount belongs; they are parts of the entry and no lines of their own. */
function splitsOf(entry: Entry): LineDetail[] {
  const [names, memos, amounts] = ['S', 'E', '$'].map((letter) => entry.fields.get(letter) ?? []) as [
    string[],
    string[],
    string[],
  ];
  return names.map((name, i) => {
    const stated = textOrNull(amounts[i]?.replace(/^=/, ''));
    const amount = stated === null ? null : readAmount(stated, '$', entry.line);
    return {
      direction: amount?.isNegative() ? 'OUT' : 'IN',
      amount: amount?.abs() ?? null,
      currency: null,
      payerName: null,
      payerAccount: null,
      payeeName: null,
      payeeAccount: null,
      reference: null,
      bankReference: null,
      text: joinTexts([name, memos[i]]),
    };
  });
}
