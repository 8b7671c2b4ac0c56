/** What is written into sheets that Suanpan computes or copies. They speak the language of the sheet that they come from. */
import type { Label } from '../datasets/types.ts';
import type { Locale } from '../workbook/port.ts';

const WORDS = {
  currency: { zh: '币种', en: 'Currency' },
  total: { zh: '合计', en: 'Total' },
  none: { zh: '（无）', en: '(none)' },
  company: { zh: '公司', en: 'Company' },
  asOf: { zh: '截至', en: 'As of' },
  filter: { zh: '筛选', en: 'Filter' },
  everything: { zh: '无，全部数据', en: 'none, everything' },
  source: { zh: '来源', en: 'Source' },
  madeBy: { zh: '制表', en: 'Made by' },
  content: { zh: '内容', en: 'Content' },
  derived: {
    zh: '由“{sheet}”表计算，每次刷新后重新生成，请勿在此编辑',
    en: 'computed from the sheet “{sheet}” and built anew at every refresh; edits here are lost',
  },
  pivotNote: { zh: '数据来自“{sheet}”表，随该表刷新', en: 'From the sheet “{sheet}”; follows every refresh of it' },
  valuesOnly: {
    zh: '仅数值，共 {count} 行，包括被筛选隐藏的行',
    en: 'values only, all {count} rows, those that a filter hides included',
  },
  summaryOnly: { zh: '仅数值，汇总自 {count} 行', en: 'values only, summed from {count} rows' },
  unpublished: { zh: '；含 {count} 行未发布的修改', en: '; {count} rows of them with unpublished edits' },
  snapshotTitle: { zh: '{title} (截至 {time})', en: '{title} (as of {time})' },
  chartTitle: { zh: '{title}（截至 {time}）', en: '{title} (as of {time})' },
} as const satisfies Record<string, Label>;

/** A word or sentence, its `{places}` filled in. */
export function word(locale: Locale, name: keyof typeof WORDS, places: Readonly<Record<string, string>> = {}): string {
  return WORDS[name][locale].replace(/\{(\w+)\}/g, (whole, place: string) => places[place] ?? whole);
}

/** A moment as a clock in that time zone shows it: `2026-11-05 14:03`. */
export function momentIn(iso: string, timeZone: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}
