import { makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import { formatAmount, formatRate } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { compare } from '../common/decimals.ts';
import { Figures } from '../common/figures.tsx';
import type { KpiSums } from './figures.ts';

const useStyles = makeStyles({
  rate: {
    fontSize: tokens.fontSizeHero800,
    lineHeight: tokens.lineHeightHero800,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
});

/** The collection rate, large, and the amounts it is made of. */
export function RateHeadline({ total, currency }: { total: KpiSums; currency: string }) {
  const { t } = useI18n();
  const styles = useStyles();
  return (
    <>
      <div aria-live="polite">
        <Text block>{t('reports.rate')}</Text>
        <Text block className={styles.rate}>
          {formatRate(total.rate)}
        </Text>
      </div>
      <ProgressBar value={Number(total.rate ?? 0)} thickness="large" aria-label={t('reports.rate')} />
      <Figures
        items={[
          { label: t('reports.due', { currency }), value: formatAmount(total.due) },
          { label: t('reports.collected'), value: formatAmount(total.collected) },
          { label: t('reports.open'), value: formatAmount(total.open) },
          { label: t('reports.overdue'), value: formatAmount(total.overdue), danger: compare(total.overdue, '0') > 0 },
        ]}
      />
    </>
  );
}
