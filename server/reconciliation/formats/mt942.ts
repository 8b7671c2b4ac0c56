import type { Decimal } from '../../kernel/money.ts';
import { plain } from '../../kernel/money.ts';
import { sumOf } from './channel.ts';
import { holdsTags, type MtField } from './mt-message.ts';
import { readMt } from './mt940.ts';
import type { DraftLine, StatementFormat, StatementWarning } from './types.ts';
import { dayOf, readAmount } from './values.ts';
import { warning } from './warnings.ts';

/** MT942: entries booked in the course of a day; it has no balances, but counts and sums of both directions. */
export const mt942: StatementFormat = {
  name: 'mt942',
  label: 'SWIFT MT942 interim report',
  detects: ({ text }) => holdsTags(text, '20', '25') && (holdsTags(text, '34F') || holdsTags(text, '13D?')),
  parse: ({ text }) => {
    const totals = new Map<number, Totals>();
    return readMt(
      text,
      (fields, line) => {
        totals.set(line, readTotals(fields));
        return { opening: null, closing: null, currency: currencyOf(fields), day: dayOfReport(fields), whole: true };
      },
      ({ lines }, line, warnings) => check(totals.get(line) as Totals, lines, line, warnings),
    );
  },
};

interface Total {
  count: number;
  sum: Decimal;
}

interface Totals {
  IN: Total | null;
  OUT: Total | null;
}

const currencyOf = (fields: readonly MtField[]): string | null =>
  /^[A-Z]{3}/.exec(fields.find(({ tag }) => tag === '34F')?.lines[0] ?? '')?.[0] ?? null;

const dayOfReport = (fields: readonly MtField[]) =>
  dayOf(`20${(fields.find(({ tag }) => tag === '13D' || tag === '13')?.lines[0] ?? '').slice(0, 6)}`);

function readTotals(fields: readonly MtField[]): Totals {
  const of = (tag: string): Total | null => {
    const field = fields.find((each) => each.tag === tag);
    const [, count, digits] = /^(\d{1,5})[A-Z]{3}([\d.]+(?:,\d*)?)/.exec(field?.lines[0]?.trim() ?? '') ?? [];
    if (field === undefined || count === undefined || digits === undefined) return null;
    const plainText = digits.replace(',', '.').replace(/\.$/, '');
    return { count: Number(count), sum: readAmount(plainText, `:${tag}:`, field.line) };
  };
  return { IN: of('90C'), OUT: of('90D') };
}

function check(
  totals: Totals,
  lines: readonly DraftLine[],
  line: number,
  warnings: StatementWarning[],
): boolean | null {
  let ties: boolean | null = null;
  for (const direction of ['IN', 'OUT'] as const) {
    const stated = totals[direction];
    if (stated === null) continue;
    const counted = lines.filter((each) => each.direction === direction);
    const same = stated.count === counted.length && stated.sum.eq(sumOf(lines, direction));
    ties = same && ties !== false;
    if (same) continue;
    const figures = { statedCount: stated.count, stated: plain(stated.sum) };
    const found = { count: counted.length, counted: plain(sumOf(lines, direction)) };
    const name = direction === 'IN' ? 'money_in_differs' : 'money_out_differs';
    warnings.push(warning(name, { ...figures, ...found }, line));
  }
  return ties;
}
