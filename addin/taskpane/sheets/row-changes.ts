/** An event of the audit trail as lines that a person reads: which field, from what, to what. Pure. */
import { columnOf } from '../../datasets/datasets.ts';
import type { Dataset } from '../../datasets/types.ts';
import type { Locale } from '../../workbook/port.ts';

export interface FieldChange {
  /** As the sheet's heading, or the field's own name where the sheet has no such column. */
  label: string;
  before: string;
  after: string;
}

/**
 * @param before fields before it, `after` those after it, as the trail has them; null where there was nothing
 * @returns fields that differ; of an event with one side only those that say something
 */
export function changesOf(dataset: Dataset | null, before: unknown, after: unknown, locale: Locale): FieldChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((field) => {
    const column = dataset ? columnOf(dataset, field) : undefined;
    const shown = (value: unknown): string => {
      const text = textOf(value);
      return column?.values?.find(({ code }) => code === text)?.[locale] ?? text;
    };
    const change = { label: column?.label[locale] ?? field, before: shown(was[field]), after: shown(is[field]) };
    return change.before === change.after ? [] : [change];
  });
}

function fieldsOf(side: unknown): Record<string, unknown> {
  return typeof side === 'object' && side !== null && !Array.isArray(side) ? (side as Record<string, unknown>) : {};
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
