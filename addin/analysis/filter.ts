import { columnOf } from '../datasets/datasets.ts';
import type { Dataset, Label } from '../datasets/types.ts';
import type { Locale } from '../workbook/port.ts';
import { labelOf } from './facts.ts';

/** Filters that are no columns of their dataset. */
const NAMES: Readonly<Record<string, Label>> = {
  month: { zh: '月份', en: 'Month' },
  fromMonth: { zh: '从', en: 'From' },
  toMonth: { zh: '到', en: 'To' },
  asOf: { zh: '截至', en: 'As of' },
  billNumber: { zh: '账单号', en: 'Bill number' },
  community: { zh: '小区', en: 'Community' },
};

/**
 * A sheet's filter in words; null where everything is shown. Ids are left out: what they stand for is in the sheet's title,
 * and nobody else can look them up.
 */
export function filterText(dataset: Dataset, filter: Readonly<Record<string, string>>, locale: Locale): string | null {
  const parts = Object.entries(filter)
    .filter(([name]) => !name.endsWith('Id'))
    .map(([name, value]) => {
      const column = columnOf(dataset, name);
      const label = column?.label ?? NAMES[name];
      return `${label?.[locale] ?? name} = ${labelOf(column, value, locale)}`;
    });
  return parts.length > 0 ? parts.join(locale === 'zh' ? '，' : ', ') : null;
}
