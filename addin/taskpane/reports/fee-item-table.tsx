import { formatAmount, formatRate } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStyles } from '../common/styles.ts';
import { byFeeItem, type KpiRow } from './figures.ts';

/** Due, collected and rate of each fee item in the range. */
export function FeeItemTable({ items }: { items: readonly KpiRow[] }) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  const rows = byFeeItem(items);
  const name = (zh: string, en: string) => (locale === 'zh' ? zh || en : en || zh);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('billing.feeItem')}</th>
            <th scope="col" className="figure">
              {t('reports.dueShort')}
            </th>
            <th scope="col" className="figure">
              {t('reports.open')}
            </th>
            <th scope="col" className="figure">
              {t('reports.rateShort')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.feeItem}>
              <td>{name(row.nameZh, row.nameEn) || row.feeItem}</td>
              <td className="figure">{formatAmount(row.due)}</td>
              <td className="figure">{formatAmount(row.open)}</td>
              <td className="figure">{formatRate(row.rate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
