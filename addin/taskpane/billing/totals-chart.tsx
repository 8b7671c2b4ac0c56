import { DataVizPalette, getColorFromToken, GroupedVerticalBarChart } from '@fluentui/react-charts';
import type { RunPartsFragment } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ChartBox } from '../common/chart-box.tsx';
import { feeItemName } from './totals-table.tsx';

/** The largest fee items, this cycle beside the one before. The table below has all figures. */
const SHOWN = 5;

export default function TotalsChart({ totals }: { totals: RunPartsFragment['totals'] }) {
  const { t, locale } = useI18n();
  const data = totals.slice(0, SHOWN).map((total) => ({
    name: feeItemName(total, locale),
    series: [
      bar(t('billing.previous'), total.previousAmount, DataVizPalette.color20),
      bar(t('billing.this'), total.amount, DataVizPalette.color1),
    ],
  }));
  return (
    <ChartBox label={t('billing.chart')} height={180}>
      {(width) => (
        <GroupedVerticalBarChart
          data={data}
          width={width}
          height={180}
          barWidth={14}
          wrapXAxisLables={false}
          showXAxisLablesTooltip
          yAxisTickCount={3}
        />
      )}
    </ChartBox>
  );
}

function bar(legend: string, amount: string, colour: string) {
  const shown = formatAmount(amount);
  return { key: legend, legend, data: Number(amount), color: getColorFromToken(colour), yAxisCalloutData: shown };
}
