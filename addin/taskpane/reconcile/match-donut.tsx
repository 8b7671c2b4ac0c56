import { DonutChart } from '@fluentui/react-charts';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { StatementPartsFragment } from '../../generated/operations.ts';
import { formatCount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';

const useStyles = makeStyles({
  box: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalL },
  legend: { margin: 0, display: 'grid', gridTemplateColumns: 'auto auto auto', gap: '2px 8px', alignItems: 'center' },
  swatch: { width: '10px', height: '10px', borderRadius: '2px' },
  count: { margin: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
});

const SIZE = 96;

/** The chart lets one tab to its parts, which nobody hears. React 18 has no property for it. */
function setInert(element: HTMLDivElement | null): void {
  if (element) element.inert = true;
}

/** Matched, suggested and unmatched lines; the legend has the numbers, so that nothing hangs on colour or shape. */
export default function MatchDonut({ statement }: { statement: StatementPartsFragment }) {
  const { t } = useI18n();
  const styles = useStyles();
  const parts = [
    { name: t('line.MATCHED'), count: statement.matchedCount, color: tokens.colorStatusSuccessBackground3 },
    { name: t('line.SUGGESTED'), count: statement.suggestedCount, color: tokens.colorStatusWarningBackground3 },
    { name: t('line.UNMATCHED'), count: statement.unmatchedCount, color: tokens.colorNeutralStrokeAccessible },
  ];
  const data = parts.filter((p) => p.count > 0).map((p) => ({ legend: p.name, data: p.count, color: p.color }));
  return (
    <div className={styles.box}>
      <div aria-hidden ref={setInert} style={{ width: SIZE, flexShrink: 0 }}>
        <DonutChart
          data={{ chartData: data }}
          width={SIZE}
          height={SIZE}
          innerRadius={30}
          hideLegend
          hideLabels
          hideTooltip
          valueInsideDonut={formatCount(parts.reduce((n, p) => n + p.count, 0))}
        />
      </div>
      <dl className={styles.legend}>
        {parts.map((part) => (
          <div key={part.name} style={{ display: 'contents' }}>
            <span className={styles.swatch} style={{ backgroundColor: part.color }} aria-hidden />
            <dt>{part.name}</dt>
            <dd className={styles.count}>{formatCount(part.count)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
