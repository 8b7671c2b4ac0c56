import { Text } from '@fluentui/react-components';
import type { RunPartsFragment } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStyles } from '../common/styles.ts';

/** Cycles that could not be priced, each with its reason. They are not billed; the rest of the run is. */
export function ExceptionList({ exceptions, count }: { exceptions: RunPartsFragment['exceptions']; count: number }) {
  const { t, code, locale } = useI18n();
  const styles = useStyles();
  return (
    <details open={count <= 5}>
      <summary>
        <Text weight="semibold">{t('billing.exceptionTitle', { count })}</Text>
      </summary>
      <ul className={styles.list} style={{ maxHeight: 260, overflowY: 'auto', rowGap: 6, paddingTop: 6 }}>
        {exceptions.map((exception, index) => (
          <li key={index} className={styles.tight}>
            <Text size={200} weight="semibold">
              {exception.customerName} · {exception.feeItem} · {exception.binding}
            </Text>
            <Text size={200}>{code(exception.code, exception.message)}</Text>
            {locale === 'en' ? null : (
              <Text className={styles.quiet} lang="en">
                {exception.message}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
