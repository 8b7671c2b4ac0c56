import { Badge, Button, Text } from '@fluentui/react-components';
import { formatMoment } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Empty } from '../common/notices.tsx';
import { Progress } from '../common/progress.tsx';
import { useStyles } from '../common/styles.ts';
import type { Activity } from './activities.ts';
import { useActivityList } from './use-activities.tsx';

const COLOURS = { running: 'brand', done: 'success', failed: 'danger', cancelled: 'informative' } as const;

/** Long work of this pane, newest first. */
export default function ActivityPane() {
  const { t } = useI18n();
  const styles = useStyles();
  const list = useActivityList();
  if (list.length === 0) return <Empty title={t('activity.empty')}>{t('activity.emptyHint')}</Empty>;
  return (
    <section className={styles.stack} aria-label={t('section.activity')}>
      <ul className={styles.list} style={{ rowGap: 8 }}>
        {list.map((activity) => (
          <li key={activity.id} className={styles.card}>
            <Item activity={activity} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Item({ activity }: { activity: Activity }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { title, state, done, total, summary, startedAt, cancel } = activity;
  if (state === 'running') {
    return (
      <>
        <Progress title={title} done={done} total={total} />
        <Button size="small" onClick={cancel}>
          {t('common.cancel')}
        </Button>
      </>
    );
  }
  return (
    <>
      <div className={styles.spread}>
        <Text weight="semibold">{title}</Text>
        <Badge appearance="tint" color={COLOURS[state]}>
          {t(`activity.${state}`)}
        </Badge>
      </div>
      <Text className={styles.quiet}>
        {formatMoment(new Date(startedAt).toISOString())}
        {summary ? ` · ${summary}` : ''}
      </Text>
    </>
  );
}
