/** Labelled figures in a grid, such as the totals of a run. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  grid: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    margin: 0,
  },
  // As wide as its figure at least: two long amounts must not run into each other.
  cell: { display: 'flex', flexDirection: 'column', flex: '1 1 88px', minWidth: 'max-content' },
  label: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  danger: { color: tokens.colorStatusDangerForeground1 },
});

export interface Figure {
  label: string;
  value: ReactNode;
  /** Wants attention; never by colour alone, the label says what it is. */
  danger?: boolean;
}

export function Figures({ items }: { items: readonly Figure[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.grid}>
      {items.map(({ label, value, danger }) => (
        <div key={label} className={styles.cell}>
          <dt className={styles.label}>{label}</dt>
          <dd className={mergeClasses(styles.value, danger && styles.danger)}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
