import { LineChart, VerticalStackedBarChart } from '@fluentui/react-charts';
import { tokens } from '@fluentui/react-components';
import { formatAmount, formatMonth, formatMonthShort, formatRate, formatScale } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ChartBox } from '../common/chart-box.tsx';
import { useStyles } from '../common/styles.ts';
import type { KpiRow } from './figures.ts';

const HEIGHT = 190;
const MARGINS = { left: 48, right: 16, top: 12, bottom: 28 };

/** The rate by month as a line, due by month as bars of what was collected and what is open. */
export default function MonthCharts({ months }: { months: readonly KpiRow[] }) {
  const { t } = useI18n();
  const styles = useStyles();
  return (
    <>
      <section className={styles.card} aria-label={t('reports.trend')}>
        <h2 className={styles.heading}>{t('reports.trend')}</h2>
        <RateChart months={months} />
      </section>
      <section className={styles.card} aria-label={t('reports.amounts')}>
        <h2 className={styles.heading}>{t('reports.amounts')}</h2>
        <AmountChart months={months} />
      </section>
    </>
  );
}

function RateChart({ months }: { months: readonly KpiRow[] }) {
  const { t, locale } = useI18n();
  const points = months.flatMap((row) => {
    if (row.collectionRate === null) return [];
    const [year, month] = row.month.split('-').map(Number) as [number, number];
    return [
      {
        x: new Date(year, month - 1, 1),
        y: Number(row.collectionRate) * 100,
        xAxisCalloutData: formatMonth(row.month, locale),
        yAxisCalloutData: formatRate(row.collectionRate),
      },
    ];
  });
  const lowest = Math.min(100, ...points.map((point) => point.y));
  return (
    <ChartBox label={t('reports.trend')} height={HEIGHT}>
      {(width) => (
        <LineChart
          data={{
            lineChartData: [{ legend: t('reports.rate'), data: points, color: tokens.colorCompoundBrandBackground }],
          }}
          width={width}
          height={HEIGHT}
          hideLegend
          yMinValue={Math.max(0, Math.floor(lowest / 20) * 20)}
          yMaxValue={100}
          margins={MARGINS}
          yAxisTickCount={4}
          yAxisTickFormat={(value: number) => `${value}%`}
          customDateTimeFormatter={(date) => formatMonthShort(monthOf(date), locale)}
          useUTC={false}
        />
      )}
    </ChartBox>
  );
}

function monthOf(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
}

function bar(legend: string, amount: string, colour: string) {
  return { legend, data: Number(amount), color: colour, yAxisCalloutData: formatAmount(amount) };
}

function AmountChart({ months }: { months: readonly KpiRow[] }) {
  const { t, locale } = useI18n();
  const data = months.map((row) => ({
    xAxisPoint: formatMonthShort(row.month, locale),
    xAxisCalloutData: formatMonth(row.month, locale),
    chartData: [
      bar(t('reports.collected'), row.collected, tokens.colorCompoundBrandBackground),
      bar(t('reports.open'), row.open, tokens.colorNeutralStrokeAccessible),
    ],
  }));
  return (
    <ChartBox label={t('reports.amounts')} height={HEIGHT + 30}>
      {(width) => (
        <VerticalStackedBarChart
          data={data}
          width={width}
          height={HEIGHT + 30}
          barWidth={12}
          margins={MARGINS}
          yAxisTickCount={4}
          roundedTicks
          yAxisTickFormat={(value: number) => formatScale(value, locale)}
          enabledLegendsWrapLines
        />
      )}
    </ChartBox>
  );
}
