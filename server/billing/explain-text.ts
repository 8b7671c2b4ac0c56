/** A charge's explanation as one sentence that fits a cell. Pure. */
import type { DiscountKind } from '../catalog/discounts.ts';
import { type Explanation, recompute, sumOf, withinLimits } from '../catalog/pricing/explanation.ts';
import type { Line } from '../catalog/pricing/model.ts';
import { addDays, type BusinessDate } from '../kernel/dates.ts';
import { Decimal, plain } from '../kernel/money.ts';

type SentenceLanguage = 'ZH' | 'EN';

/** What of a charge a sentence names beside its explanation. */
export interface ExplainedCharge {
  nameZh: string;
  nameEn: string;
  periodStart: BusinessDate;
  /** The day after the last. */
  periodEnd: BusinessDate;
  amount: string;
  currency: string;
  explanation: Explanation;
}

/** Lines that a sentence shows; a ladder of many tiers says how many more there are. */
const MOST_LINES = 4;

const WORDS = {
  ZH: {
    to: ' 至 ', colon: '：', comma: '，', minimum: '不低于 ', maximum: '不超过 ', year: '本年累计', charged: '已收',
    now: '更正：现为', before: '原为', rounded: '取整为', free: '个单位免费', price: '协议价', more: '其他各档',
  },
  EN: {
    to: ' to ', colon: ': ', comma: ', ', minimum: 'at least ', maximum: 'at most ', year: 'year to date',
    charged: 'charged before', now: 'correction: now', before: 'billed', rounded: 'rounded', free: ' units free',
    price: 'agreed price', more: 'further tiers',
  },
} as const; // biome-ignore format: a list reads better packed

type Words = (typeof WORDS)[SentenceLanguage];

/**
 * What was charged and how it comes about, such as `Water, 2026-10-01 to 2026-10-31: 180 × 5 + 20 × 7 = 1040.00 CNY`.
 * Numbers and signs where they do, words where they don't.
 */
export function explanationText(charge: ExplainedCharge, language: SentenceLanguage): string {
  const words = WORDS[language];
  const name = language === 'ZH' ? charge.nameZh || charge.nameEn : charge.nameEn || charge.nameZh;
  const days = `${charge.periodStart}${words.to}${addDays(charge.periodEnd, -1)}`;
  const amount = `${plain(new Decimal(charge.amount))} ${charge.currency}`;
  return `${name}${words.comma}${days}${words.colon}${stepsOf(charge.explanation, amount, words)}`;
}

function stepsOf(explanation: Explanation, amount: string, words: Words): string {
  const { correction, exact } = explanation;
  if (correction !== undefined) {
    const sum = (parts: readonly Explanation[]) =>
      plain(parts.reduce((total, part) => total.plus(recompute(part)), new Decimal(0)));
    return `${words.now} ${sum(correction.after)}${words.comma}${words.before} ${sum(correction.before)} = ${amount}`;
  }
  const digits = new Decimal(exact);
  const isRounded = !digits.eq(explanation.amount);
  const result = isRounded ? `${shown(digits)}${words.comma}${words.rounded} ${amount}` : amount;
  return `${quantityPart(explanation, words)}${takenOff(explanation, words)} = ${result}`;
}

/** Lines, limits, raise, and what of the year was charged before. */
function quantityPart(explanation: Explanation, words: Words): string {
  const { lines, raise, year, share, discount, discounts } = explanation;
  const sum = sumOf(lines);
  const limits = {
    minimum: explanation.minimum === undefined ? null : new Decimal(explanation.minimum),
    maximum: explanation.maximum === undefined ? null : new Decimal(explanation.maximum),
  };
  const limited = withinLimits(sum, limits);
  let text = linesText(lines, words);
  if (limited.gt(sum)) text = `${words.minimum}${plain(limited)}`;
  if (limited.lt(sum)) text = `${words.maximum}${plain(limited)}`;
  if (year !== undefined) text = `${words.year} ${text} − ${words.charged} ${year.chargedBefore}`;
  const goesOn = raise !== undefined || share !== undefined || discount !== undefined || discounts !== undefined;
  const bracketed = goesOn && / [+−] /.test(text) ? `(${text})` : text;
  return raise === undefined ? bracketed : `${bracketed} × ${raise.factor}`;
}

/** Discounts and the part of the period. */
function takenOff({ discount, discounts = [], share }: Explanation, words: Words): string {
  const own = discount === undefined ? '' : ` − ${reduction(discount.kind, discount.value, words)}`;
  const named = discounts.map(({ name, code, kind, value }) => ` − ${reduction(kind, value, words)} (${name || code})`);
  const part = share === undefined ? '' : ` × ${share.part}/${share.of}`;
  return `${own}${named.join('')}${part}`;
}

function reduction(kind: DiscountKind, value: string, words: Words): string {
  if (kind === 'PERCENT') return `${value}%`;
  if (kind === 'FREE_UNITS') return `${value}${words.free}`;
  return kind === 'PRICE_OVERRIDE' ? `${words.price} ${value}` : value;
}

function linesText(lines: readonly Line[], words: Words): string {
  const texts = lines.slice(0, MOST_LINES).map(lineText);
  return lines.length > MOST_LINES ? [...texts, words.more].join(' + ') : texts.join(' + ') || '0';
}

function lineText(line: Line): string {
  if (line.formula !== undefined) return formulaText(line.formula);
  if (line.pool !== undefined) return `${line.pool.cost} × ${line.quantity} / ${line.pool.weights}`;
  const price = line.rate === undefined ? line.unitPrice : `${line.rate}%`;
  const units = `${line.packages ?? line.quantity} × ${price}${line.per === undefined ? '' : ` / ${line.per}`}`;
  if (price === undefined || new Decimal(line.rate ?? line.unitPrice ?? 0).isZero()) return line.flatFee ?? line.amount;
  return line.flatFee === undefined || new Decimal(line.flatFee).isZero() ? units : `${units} + ${line.flatFee}`;
}

function formulaText({ expression, values }: NonNullable<Line['formula']>): string {
  const known = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  return known.length === 0 ? expression : `${expression} (${known.join('; ')})`;
}

/** Six decimals are enough to see what was rounded. */
const shown = (value: Decimal): string => plain(value.toDecimalPlaces(6));
