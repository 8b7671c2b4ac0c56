/** Values of tables as banks write them: amounts with any signs around them, dates in any order. */

import type { BusinessDate } from '../../../kernel/dates.ts';
import { Decimal } from '../../../kernel/money.ts';
import { dayOf } from '../values.ts';
import type { DateOrder } from './profile.ts';

const SIGNS: Record<string, string> = { '¥': 'CNY', '￥': 'CNY', $: 'USD', '€': 'EUR', '£': 'GBP' };

export interface LooseAmount {
  amount: Decimal;
  /** what stands beside the figure: `CNY`, or what a sign means; null for none */
  currency: string | null;
}

/** `- $1,234.50`, `CNY13.50`, `131.77(已退款89.84)`, `1.234,56-`. */
const AMOUNT =
  /^([+\-−–(]?)\s*([A-Z]{3}|[¥￥$€£])?\s*([+\-−–]?)\s*(\d[\d.,'\u00a0\u202f ]*|\.\d+)\s*([A-Z]{3}|[元¥￥$€£])?\s*([+\-−)]?|CR|DR)\s*(?:\(.*\))?$/i;

/** A figure as people write it; null where the cell is none. `comma`: the comma is the decimal sign. */
export function looseAmount(cell: string, comma: boolean): LooseAmount | null {
  const match = AMOUNT.exec(cell);
  if (!match) return null;
  const [, before, sign, inner, digits, unit, after] = match as unknown as string[];
  const bare = (digits as string).replace(/['\u00a0\u202f ]/g, '');
  // The sign between thousands never stands behind the decimals: the figure is written the other way round.
  if (bare.includes(comma ? ',' : '.') && bare.lastIndexOf(comma ? '.' : ',') > bare.indexOf(comma ? ',' : '.'))
    return null;
  const plainText = comma ? bare.replaceAll('.', '').replace(',', '.') : bare.replaceAll(',', '');
  if (!/^\d*\.?\d*$/.test(plainText) || !/\d/.test(plainText)) return null;
  const negative = /[-−–(]/.test(before as string) || /[-−–]/.test(inner ?? '') || /^([-−)]|DR)$/i.test(after ?? '');
  const amount = new Decimal(plainText.replace(/\.$/, ''));
  const named = (sign || unit || '').toUpperCase();
  return {
    amount: negative ? amount.neg() : amount,
    currency: SIGNS[named] ?? (/^[A-Z]{3}$/.test(named) ? named : null),
  };
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** The day of a cell, its time left out; null where there is none in this order. */
export function looseDate(cell: string, order: DateOrder): BusinessDate | null {
  const [, whole] = /^(\d{8})(?:\d{6})?(?:\s|$)/.exec(cell) ?? [];
  if (whole !== undefined) return dayOf(whole);
  const [, day, name, year] = /^(\d{1,2})[\s-]?([A-Za-z]{3})[a-z]*[\s,-]*(\d{2}|\d{4})(?:\s|$)/.exec(cell) ?? [];
  if (day !== undefined) return inOrder([year, String(MONTHS.indexOf((name as string).toUpperCase()) + 1), day], 'YMD');
  const [, a, b, c] = /^(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,4})日?(?:[T\s,].*)?$/.exec(cell) ?? [];
  if (a === undefined) return null;
  return inOrder([a, b, c], a.length === 4 ? 'YMD' : order);
}

function inOrder(parts: readonly (string | undefined)[], order: DateOrder): BusinessDate | null {
  const [a = '', b = '', c = ''] = parts;
  const [year, month, day] = order === 'YMD' ? [a, b, c] : order === 'MDY' ? [c, a, b] : [c, b, a];
  if (month.length > 2 || day.length > 2) return null;
  const full = year.length === 2 ? `20${year}` : year;
  return dayOf(`${full}${month.padStart(2, '0')}${day.padStart(2, '0')}`);
}

/** Words for currencies that Chinese banks write. */
const NAMES: Record<string, string> = {
  人民币: 'CNY', 人民币元: 'CNY', RMB: 'CNY', 美元: 'USD', 欧元: 'EUR', 港币: 'HKD', 港元: 'HKD', 英镑: 'GBP', 日元: 'JPY', 澳元: 'AUD',
}; // biome-ignore format: pairs

/** ISO 4217 of a currency cell; null where it says none. */
export function looseCurrency(cell: string): string | null {
  const named = NAMES[cell] ?? NAMES[cell.toUpperCase()];
  return named ?? (/^[A-Za-z]{3}$/.test(cell) ? cell.toUpperCase() : null);
}
