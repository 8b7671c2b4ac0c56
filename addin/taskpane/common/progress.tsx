import { Button, ProgressBar, Text } from '@fluentui/react-components';
import { formatCount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStyles } from './styles.ts';

/** Work under way: how far, and a way to stop it. `total` 0 means that nobody knows how much there is. */
export function Progress(props: { title: string; done: number; total: number; onCancel?: (() => void) | undefined }) {
  const { title, done, total, onCancel } = props;
  const { t } = useI18n();
  const styles = useStyles();
  const known = total > 0 && total !== done ? done / total : undefined;
  return (
    <div className={styles.tight} role="group" aria-label={title}>
      <div className={styles.spread}>
        <Text size={200} className={styles.shorten}>
          {title}
        </Text>
        <Text size={200} className={styles.figure}>
          {done > 0 ? (known === undefined ? formatCount(done) : `${formatCount(done)} / ${formatCount(total)}`) : ''}
        </Text>
      </div>
      <div className={styles.row}>
        <ProgressBar className={styles.grow} {...(known === undefined ? {} : { value: known })} aria-label={title} />
        {onCancel ? (
          <Button size="small" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
