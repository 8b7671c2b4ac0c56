import { makeStyles, tokens } from '@fluentui/react-components';
import type { RunPartsFragment } from '../../generated/operations.ts';
import { formatAmount, formatCount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import type { Locale } from '../../workbook/port.ts';
import { difference, signed } from '../common/decimals.ts';
import { useStyles as useShared } from '../common/styles.ts';

type Total = RunPartsFragment['totals'][number];

const useStyles = makeStyles({
  bars: { display: 'grid', rowGap: '2px', paddingTop: '2px' },
  bar: { height: '5px', minWidth: '1px', borderRadius: tokens.borderRadiusSmall },
  now: { backgroundColor: tokens.colorCompoundBrandBackground },
  before: { backgroundColor: tokens.colorNeutralStrokeAccessible },
  key: { display: 'inline-block', width: '10px', height: '5px', marginInlineEnd: '4px', verticalAlign: 'middle' },
});

/** Totals by fee item as bars beside those of the cycle before, with the figures. */
export function TotalsTable({ totals }: { totals: readonly Total[] }) {
  const { t, locale } = useI18n();
  const shared = useShared();
  const styles = useStyles();
  const largest = Math.max(1, ...totals.flatMap((total) => [Number(total.amount), Number(total.previousAmount)]));
  return (
    <table className={shared.table}>
      <caption className={shared.quiet} style={{ textAlign: 'left' }}>
        <span className={`${styles.key} ${styles.now}`} aria-hidden />
        {t('billing.this')}{' '}
        <span className={`${styles.key} ${styles.before}`} style={{ marginInlineStart: 12 }} aria-hidden />
        {t('billing.previous')}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('billing.feeItem')}</th>
          <th scope="col" className="figure">
            {t('billing.amount')}
          </th>
          <th scope="col" className="figure">
            {t('billing.change')}
          </th>
        </tr>
      </thead>
      <tbody>
        {totals.map((total) => (
          <tr key={total.feeItem}>
            <td style={{ width: '50%' }}>
              {feeItemName(total, locale)}
              <span className={shared.quiet}> · {t('billing.count', { count: formatCount(total.count) })}</span>
              <Bars total={total} largest={largest} />
            </td>
            <td className="figure">{formatAmount(total.amount)}</td>
            <td className="figure">{signed(difference(total.amount, total.previousAmount))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Lengths only; the figures beside them say the same. */
function Bars({ total, largest }: { total: Total; largest: number }) {
  const styles = useStyles();
  const width = (amount: string) => `${(Math.max(0, Number(amount)) / largest) * 100}%`;
  return (
    <div className={styles.bars} aria-hidden>
      <div className={`${styles.bar} ${styles.now}`} style={{ width: width(total.amount) }} />
      <div className={`${styles.bar} ${styles.before}`} style={{ width: width(total.previousAmount) }} />
    </div>
  );
}

/** A fee item in the user's language; its code where a name is missing. */
function feeItemName(item: Total, locale: Locale): string {
  return (locale === 'zh' ? item.nameZh || item.nameEn : item.nameEn || item.nameZh) || item.feeItem;
}
