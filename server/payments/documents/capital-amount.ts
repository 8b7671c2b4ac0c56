/**
 * Amounts in capital characters (人民币大写), as receipts must show them. Source: 中国人民银行《支付结算办法》附件一
 * 正确填写票据和结算凭证的基本规定. Pure.
 */
import type { Decimal } from '../../kernel/money.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

/** @param amount in yuan with at most two decimals, of any sign, below 10,000,000,000,000,000 */
export function capitalAmount(amount: Decimal): string {
  const [whole = '0', fraction = '00'] = amount.abs().toFixed(2).split('.');
  const sign = amount.isNegative() && !amount.isZero() ? '负' : '';
  const [jiao, fen] = [Number(fraction[0]), Number(fraction[1])];
  const yuan = wholeText(whole);
  if (jiao === 0 && fen === 0) return `${sign}人民币${yuan || '零'}元整`;
  const parts = [yuan ? `${yuan}元` : ''];
  if (jiao > 0) parts.push(`${DIGITS[jiao]}角`);
  else if (yuan) parts.push('零');
  parts.push(fen > 0 ? `${DIGITS[fen]}分` : '整');
  return `${sign}人民币${parts.join('')}`;
}

/** Groups of four digits; zeros between digits are said once, at the end of a group not at all. */
function wholeText(whole: string): string {
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 4) groups.unshift(whole.slice(Math.max(0, end - 4), end));
  let text = '';
  let zero = false;
  for (const [i, group] of groups.entries()) {
    if (Number(group) === 0) {
      zero = text !== '';
      continue;
    }
    let digits = '';
    for (const [k, digit] of group.split('').entries()) {
      if (digit === '0') {
        zero = zero || digits !== '' || text !== '';
        continue;
      }
      digits += `${zero ? '零' : ''}${DIGITS[Number(digit)]}${PLACES[group.length - 1 - k]}`;
      zero = false;
    }
    text += digits + GROUPS[groups.length - 1 - i];
  }
  return text;
}
