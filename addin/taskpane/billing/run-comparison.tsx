/** A previewed run beside the cycles before, at a glance; the sheet has it row by row. */
import { Text } from '@fluentui/react-components';
import type { RunPartsFragment } from '../../generated/operations.ts';
import { formatAmount, formatCount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { signed } from '../common/decimals.ts';
import { Figures } from '../common/figures.tsx';
import { useStyles } from '../common/styles.ts';

export function Comparison({ comparison }: { comparison: RunPartsFragment['comparison'] }) {
  const { t } = useI18n();
  const shown = (count: number, amount: string) => `${formatCount(count)} · ${signed(amount)}`;
  const { newCount, newAmount, changedCount, changedAmount, sameCount, caughtUpCount, caughtUpAmount } = comparison;
  const items = [
    { label: t('billing.new.cycles'), value: shown(newCount, newAmount) },
    { label: t('billing.changed.cycles'), value: shown(changedCount, changedAmount) },
    { label: t('billing.same.cycles'), value: formatCount(sameCount) },
  ];
  if (caughtUpCount > 0) items.push({ label: t('billing.caughtUp'), value: shown(caughtUpCount, caughtUpAmount) });
  return <Figures items={items} />;
}

/** Charges that will be billed and deserve a look before. */
export function WarningList({ warnings }: { warnings: RunPartsFragment['warnings'] }) {
  const { t } = useI18n();
  const styles = useStyles();
  if (warnings.length === 0) return null;
  return (
    <details>
      <summary>
        <Text weight="semibold">{t('billing.warningTitle', { count: warnings.length })}</Text>
      </summary>
      <ul className={styles.list} style={{ maxHeight: 260, overflowY: 'auto', rowGap: 6, paddingTop: 6 }}>
        {warnings.map((warning, index) => (
          <li key={index} className={styles.tight}>
            <Text size={200} weight="semibold">
              {warning.customerName} · {warning.feeItem} · {warning.binding}
            </Text>
            <Text size={200}>
              {t(warning.code === 'ZERO_NOW' ? 'billing.zeroNow' : 'billing.jump', {
                before: formatAmount(warning.previousAmount),
                now: formatAmount(warning.amount),
              })}
            </Text>
          </li>
        ))}
      </ul>
    </details>
  );
}
