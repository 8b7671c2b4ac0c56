import { GroupedVerticalBarChart, VerticalStackedBarChart } from '@fluentui/react-charts';
import { Text, tokens } from '@fluentui/react-components';
import type { Computed } from '../../analysis/book.ts';
import { labelCell } from '../../analysis/cells.ts';
import type { CrossGroup } from '../../analysis/cross-table.ts';
import { formatAmount, formatScale } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ChartBox } from '../common/chart-box.tsx';
import { useStyles } from '../common/styles.ts';

const HEIGHT = 260;
const MARGINS = { left: 48, right: 16, top: 12, bottom: 40 };
/** More bars than that are no picture any more. */
const MOST_LINES = 18;
const COLOURS = [
  tokens.colorCompoundBrandBackground,
  tokens.colorPaletteTealBorderActive,
  tokens.colorPaletteMarigoldBorderActive,
  tokens.colorPaletteLilacBorderActive,
  tokens.colorPalettePumpkinBorderActive,
  tokens.colorPaletteForestBorderActive,
  tokens.colorNeutralStrokeAccessible,
];

/** A chart for each currency; the figures stand in the sheet, exactly. */
export default function AnalysisChart({ computed }: { computed: Computed }) {
  const styles = useStyles();
  const { analysis, cross, sheet } = computed;
  const { locale } = sheet.layout;
  const series = seriesOf(computed);
  return (
    <>
      {cross.groups.map((group) => (
        <div key={group.currency} className={styles.tight}>
          <Text className={styles.quiet}>
            {analysis.title[locale]} · {group.currency}
          </Text>
          <Bars group={group} series={series} title={analysis.title[locale]} kind={analysis.chart.kind} />
        </div>
      ))}
    </>
  );
}

/** What stands on, or beside, each other, and which of a line's sums it is. */
function seriesOf({ analysis, cross, sheet }: Computed): { name: string; at: number }[] {
  const { locale } = sheet.layout;
  if (analysis.columns !== null) return cross.columns.map((label, at) => ({ name: labelCell(label, locale), at }));
  const { parts } = analysis.chart;
  return analysis.values.flatMap(({ column, label }, at) =>
    parts === undefined || parts.includes(column) ? [{ name: label[locale], at }] : [],
  );
}

interface BarsProps {
  group: CrossGroup;
  series: readonly { name: string; at: number }[];
  title: string;
  kind: 'stacked' | 'lines';
}

function Bars({ group, series, title, kind }: BarsProps) {
  const { locale } = useI18n();
  const lines = group.lines.slice(0, MOST_LINES);
  const valuesOf = (sums: readonly (string | null)[]) =>
    series.map(({ name, at }, i) => ({
      legend: name,
      // A bar is as long as a number; what it says comes from the decimal.
      data: Number(sums[at] ?? '0'),
      color: COLOURS[i % COLOURS.length] as string,
      yAxisCalloutData: formatAmount(sums[at] ?? '0'),
    }));
  const common = {
    height: HEIGHT,
    margins: MARGINS,
    yAxisTickCount: 4,
    roundedTicks: true,
    enabledLegendsWrapLines: true,
  };
  const scale = (value: number) => formatScale(value, locale);
  return (
    <ChartBox label={title} height={HEIGHT}>
      {(width) =>
        kind === 'stacked' ? (
          <VerticalStackedBarChart
            {...common}
            width={width}
            barWidth={14}
            yAxisTickFormat={scale}
            data={lines.map(({ label, sums }) => ({
              xAxisPoint: labelCell(label, locale),
              chartData: valuesOf(sums),
            }))}
          />
        ) : (
          <GroupedVerticalBarChart
            {...common}
            width={width}
            yAxisTickFormat={scale}
            data={lines.map(({ label, sums }) => ({
              name: labelCell(label, locale),
              series: valuesOf(sums).map((each) => ({ ...each, key: each.legend })),
            }))}
          />
        )
      }
    </ChartBox>
  );
}
