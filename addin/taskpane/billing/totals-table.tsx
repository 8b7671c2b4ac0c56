import type { RunPartsFragment } from '../../generated/operations.ts';
import { formatAmount, formatCount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { difference } from '../common/decimals.ts';
import { useStyles } from '../common/styles.ts';

/** Totals by fee item beside those of the cycle before. */
export function TotalsTable({ totals }: { totals: RunPartsFragment['totals'] }) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
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
              <td>
                {feeItemName(total, locale)}
                <div className={styles.quiet}>{t('billing.count', { count: formatCount(total.count) })}</div>
              </td>
              <td className="figure">{formatAmount(total.amount)}</td>
              <td className="figure">{signed(difference(total.amount, total.previousAmount))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A fee item in the user's language; its code where a name is missing. */
export function feeItemName(item: { feeItem: string; nameZh: string; nameEn: string }, locale: 'zh' | 'en'): string {
  return (locale === 'zh' ? item.nameZh || item.nameEn : item.nameEn || item.nameZh) || item.feeItem;
}

function signed(amount: string): string {
  const shown = formatAmount(amount);
  return /^[0.,]*$/.test(shown) ? '0.00' : amount.startsWith('-') ? shown : `+${shown}`;
}
