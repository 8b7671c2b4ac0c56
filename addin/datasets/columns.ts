/** Short ways to write column declarations. */
import type { Column, ColumnKind, DatasetName, EnumValue } from './types.ts';

type Options = Partial<Omit<Column, 'id' | 'label' | 'kind'>>;

function column(kind: ColumnKind, id: string, zh: string, en: string, width: number, options: Options): Column {
  return { id, label: { zh, en }, kind, key: false, required: false, editable: true, width, ...options };
}

export const text = (id: string, zh: string, en: string, options: Options = {}): Column =>
  column('text', id, zh, en, 18, options);

/** The row's own human key. */
export const code = (id: string, zh: string, en: string, options: Options = {}): Column =>
  column('code', id, zh, en, 16, { key: true, required: true, ...options });

export const decimal = (id: string, zh: string, en: string, scale: number, options: Options = {}): Column =>
  column('decimal', id, zh, en, 12, { scale, ...options });

/** An amount of money at two decimals. */
export const amount = (id: string, zh: string, en: string, options: Options = {}): Column =>
  decimal(id, zh, en, 2, { money: true, width: 14, ...options });

export const int = (id: string, zh: string, en: string, options: Options = {}): Column =>
  column('int', id, zh, en, 10, options);

export const date = (id: string, zh: string, en: string, options: Options = {}): Column =>
  column('date', id, zh, en, 12, options);

/** Yes or no: TRUE and FALSE in the sheet. */
export const bool = (id: string, zh: string, en: string, options: Options = {}): Column =>
  column('bool', id, zh, en, 10, options);

export const choice = (
  id: string,
  zh: string,
  en: string,
  allowed: readonly EnumValue[],
  options: Options = {},
): Column => column('enum', id, zh, en, 14, { values: allowed, ...options });

export const ref = (id: string, zh: string, en: string, references: DatasetName, options: Options = {}): Column =>
  column('ref', id, zh, en, 20, { references, ...options });

/** Values of an enum from `CODE 中文 English words` lines. */
export function values(...lines: string[]): EnumValue[] {
  return lines.map((line) => {
    const [name, zh, ...en] = line.split(' ') as [string, string, ...string[]];
    return { code: name, zh, en: en.join(' ') };
  });
}

/** The same columns, none of them editable or required. */
export function readOnly(columns: readonly Column[]): Column[] {
  return columns.map((c) => ({ ...c, editable: false, required: false }));
}
