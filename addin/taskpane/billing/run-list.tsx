import { Badge, Button, Text } from '@fluentui/react-components';
import type { RunHeadFragment } from '../../generated/operations.ts';
import { formatAmount, formatMonth } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Empty } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { statusColour } from './run-steps.ts';

interface Props {
  runs: readonly RunHeadFragment[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

/** Past runs, newest first; a click opens one. */
export function RunList({ runs, chosen, onChoose }: Props) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  if (runs.length === 0) return <Empty title={t('billing.none')}>{t('billing.noneHint')}</Empty>;
  return (
    <ul className={styles.list}>
      {runs.map((run) => (
        <li key={run.id}>
          <Button
            appearance="subtle"
            aria-current={run.id === chosen ? 'true' : undefined}
            style={{ width: '100%', padding: '4px 8px', fontWeight: 400 }}
            onClick={() => onChoose(run.id)}
          >
            <span className={styles.grow} style={{ textAlign: 'left' }}>
              <span className={styles.spread}>
                <Text size={200} weight="semibold" truncate wrap={false}>
                  {formatMonth(run.periodStart, locale)} · {run.scopeCode ?? t(`scope.${run.scopeKind}`)}
                </Text>
                <Text size={200} className={styles.figure}>
                  {formatAmount(run.total)}
                </Text>
              </span>
              <span className={styles.spread}>
                <Text className={styles.quiet}>{run.number}</Text>
                <Badge appearance="tint" size="small" color={statusColour(run.status)}>
                  {t(`run.${run.status}`)}
                </Badge>
              </span>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
