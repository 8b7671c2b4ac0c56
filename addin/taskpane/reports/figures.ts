/** From KPI rows to what the reports show. */
import type { KpisQuery } from '../../generated/operations.ts';
import { compare, ratio, sum } from '../common/decimals.ts';

export type KpiRow = KpisQuery['kpis'][number];

export interface KpiSums {
  due: string;
  collected: string;
  open: string;
  overdue: string;
  /** Collected ÷ due; null where nothing was due. */
  rate: string | null;
}

/** The rows together. Rates do not add up, so the rate is made from the sums. */
export function sums(rows: readonly KpiRow[]): KpiSums {
  const of = (pick: (row: KpiRow) => string) => sum(rows.map(pick));
  const [due, collected] = [of((r) => r.due), of((r) => r.collected)];
  return { due, collected, open: of((r) => r.open), overdue: of((r) => r.overdue), rate: ratio(collected, due) };
}

export interface FeeItemSums extends KpiSums {
  feeItem: string;
  nameZh: string;
  nameEn: string;
}

/** Sums by fee item over all months, the largest due first. */
export function byFeeItem(rows: readonly KpiRow[]): FeeItemSums[] {
  const groups = Map.groupBy(rows, (row) => row.feeItem ?? '');
  return [...groups]
    .map(([feeItem, list]) => ({
      feeItem,
      nameZh: list[0]?.nameZh ?? '',
      nameEn: list[0]?.nameEn ?? '',
      ...sums(list),
    }))
    .toSorted((a, b) => compare(b.due, a.due));
}
