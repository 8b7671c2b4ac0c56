/**
 * The analyses that one click builds. A declaration drives every host: Excel's own PivotTable and chart, and the cross table
 * of cells and the pane's chart where the spreadsheet has neither.
 */
import type { DatasetName, Label } from '../datasets/types.ts';

export type AnalysisId = 'BILLED_BY_FEE_ITEM' | 'AGEING' | 'COMMUNITY_RANKING' | 'COLLECTED_BY_CHANNEL';

/** An amount that is summed. */
export interface AnalysisValue {
  /** Column of the dataset. */
  column: string;
  /** Heading of the sum. Not that of any column of the dataset: a PivotTable refuses a name twice. */
  label: Label;
}

export interface Analysis {
  id: AnalysisId;
  title: Label;
  dataset: DatasetName;
  /** Column whose values become rows. */
  rows: string;
  /** Column whose values become columns; null: the values stand beside each other instead. */
  columns: string | null;
  /** Exactly one where there are columns. */
  values: readonly AnalysisValue[];
  /** Rows of the table with this code in `rows` or `columns` are left out; they hold nothing of the value. */
  without?: { column: string; code: string } | undefined;
  /** Rows by their label; or, where there are no columns, those with the largest first value first. */
  order: 'label' | 'largest';
  chart: {
    kind: 'stacked' | 'lines';
    /** Of several values, those that add up to a whole and can stand on each other. */
    parts?: readonly string[] | undefined;
  };
}

/** The column that no sum may run over: amounts of two currencies are never added. */
export const CURRENCY = 'currency';

export const ANALYSES: readonly Analysis[] = [
  {
    id: 'BILLED_BY_FEE_ITEM',
    title: { zh: '应收 项目×月份', en: 'Billed by item and month' },
    dataset: 'CHARGES',
    rows: 'month',
    columns: 'feeItemName',
    values: [{ column: 'amount', label: { zh: '应收金额合计', en: 'Billed' } }],
    order: 'label',
    chart: { kind: 'stacked' },
  },
  {
    id: 'AGEING',
    title: { zh: '账龄分析', en: 'Ageing of open bills' },
    dataset: 'BILLS',
    rows: 'community',
    columns: 'ageing',
    values: [{ column: 'open', label: { zh: '未收合计', en: 'Open amount' } }],
    without: { column: 'ageing', code: 'SETTLED' },
    order: 'label',
    chart: { kind: 'stacked' },
  },
  {
    id: 'COMMUNITY_RANKING',
    title: { zh: '小区排名', en: 'Community ranking' },
    dataset: 'BILLS',
    rows: 'community',
    columns: null,
    values: [
      { column: 'total', label: { zh: '应收合计', en: 'Billed' } },
      { column: 'allocated', label: { zh: '已收合计', en: 'Collected' } },
      { column: 'credited', label: { zh: '红字合计', en: 'Credited back' } },
      { column: 'open', label: { zh: '未收合计', en: 'Still open' } },
    ],
    order: 'largest',
    chart: { kind: 'stacked', parts: ['allocated', 'credited', 'open'] },
  },
  {
    id: 'COLLECTED_BY_CHANNEL',
    title: { zh: '收款 渠道×月份', en: 'Collected by channel and month' },
    dataset: 'PAYMENTS',
    rows: 'month',
    columns: 'channel',
    values: [{ column: 'amount', label: { zh: '收款合计', en: 'Collected' } }],
    order: 'label',
    chart: { kind: 'lines' },
  },
];

/** The declaration of an analysis. */
export function analysisNamed(id: AnalysisId): Analysis {
  return ANALYSES.find((analysis) => analysis.id === id) as Analysis;
}

export function isAnalysisId(id: string): id is AnalysisId {
  return ANALYSES.some((analysis) => analysis.id === id);
}

/** The columns of its dataset that an analysis reads, each once. */
export function columnsOf({ rows, columns, values }: Analysis): string[] {
  return [...new Set([CURRENCY, rows, ...(columns === null ? [] : [columns]), ...values.map((v) => v.column)])];
}
