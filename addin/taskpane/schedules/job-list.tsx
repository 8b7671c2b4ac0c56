import { Badge, Button, Text } from '@fluentui/react-components';
import { type JobPartsFragment, RerunJobDocument } from '../../generated/operations.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useSession } from '../session/session.tsx';
import { jobColour } from './words.ts';

interface ListProps {
  jobs: readonly JobPartsFragment[];
  mayRun: boolean;
  onChanged: () => void;
}

/** Jobs that are not done: what waits or runs, and what failed, with its reason and a way to run it again. */
export function JobList(props: ListProps) {
  const { t } = useI18n();
  const styles = useStyles();
  if (props.jobs.length === 0) return null;
  return (
    <section className={styles.tight} aria-label={t('schedules.open')}>
      <h3 className={styles.heading}>{t('schedules.open')}</h3>
      <Rows {...props} />
    </section>
  );
}

/** Times that were missed and not caught up, folded away: nothing is wrong with them. */
export function SkippedList(props: ListProps) {
  const { t } = useI18n();
  if (props.jobs.length === 0) return null;
  return (
    <details>
      <summary>
        <Text size={200}>{t('schedules.skipped')}</Text>
      </summary>
      <Rows {...props} />
    </details>
  );
}

function Rows({ jobs, ...rest }: ListProps) {
  const styles = useStyles();
  return (
    <ul className={styles.list} style={{ rowGap: 8 }}>
      {jobs.map((job) => (
        <OpenJob key={job.id} job={job} {...rest} />
      ))}
    </ul>
  );
}

function OpenJob({ job, mayRun, onChanged }: { job: JobPartsFragment; mayRun: boolean; onChanged: () => void }) {
  const { t, code, locale } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const rerun = useAction(async () => {
    await api.request(RerunJobDocument, { input: { key: crypto.randomUUID(), jobId: job.id } });
    onChanged();
  });
  const stopped = job.status !== 'WAITING' && job.status !== 'RUNNING';
  const reason = job.errorCode ? code(job.errorCode, job.errorMessage ?? undefined) : null;
  return (
    <li className={styles.tight}>
      <div className={styles.spread}>
        <Text size={200} weight="semibold">
          {job.scheduleName || job.schedule} · {formatMoment(job.dueAt)}
        </Text>
        <Badge appearance="tint" size="small" color={jobColour(job.status)}>
          {t(`jobStatus.${job.status}`)}
        </Badge>
      </div>
      {reason && stopped ? <Text size={200}>{reason}</Text> : null}
      {reason && stopped && locale !== 'en' && job.errorMessage ? (
        <Text className={styles.quiet} lang="en">
          {job.errorMessage}
        </Text>
      ) : null}
      <ErrorNotice error={rerun.error} />
      {stopped && mayRun ? (
        <div>
          <Button size="small" disabled={rerun.running} onClick={() => void rerun.run()}>
            {t('schedules.rerun')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
