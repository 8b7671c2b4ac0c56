/** Schedules: what happens by itself, when next, how it went, and what waits for somebody. */
import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useCallback, useEffect, useState } from 'react';
import { SchedulesDocument, type SchedulesQuery } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Empty, ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession, useViewer } from '../session/session.tsx';
import { JobList, SkippedList } from './job-list.tsx';
import { ScheduleCard } from './schedule-card.tsx';
import { ScheduleForm } from './schedule-form.tsx';

const LOOK_AGAIN_MS = 2_000;

/** Loads the lists, and again while a job waits or runs. */
function useSchedules() {
  const { api } = useSession();
  const query = useQuery((signal) => api.request(SchedulesDocument, {}, signal), [api]);
  const { data, loading, error, reload } = query;
  const moving = data?.scheduledJobs.some(({ status }) => status === 'WAITING' || status === 'RUNNING') ?? false;
  useEffect(() => {
    if (!moving || loading || error) return undefined;
    const timer = setTimeout(reload, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [moving, loading, error, reload]);
  return query;
}

export function SchedulesPart() {
  const { t } = useI18n();
  const styles = useStyles();
  const { data, loading, error, reload } = useSchedules();
  return (
    <section className={styles.stack} aria-label={t('schedules.title')}>
      <h2 className={styles.heading}>{t('schedules.title')}</h2>
      <ErrorNotice error={error} onRetry={reload} />
      {loading && !data ? <Loading /> : null}
      {data ? <Lists data={data} reload={reload} /> : null}
    </section>
  );
}

/** Which schedule is in the form: its code, a new one, or none. */
type Editing = { code: string | null } | null;

function Lists({ data, reload }: { data: SchedulesQuery; reload: () => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { roles } = useViewer().operator;
  const maySet = roles.includes('ADMIN');
  const mayRun = maySet || roles.includes('FINANCE');
  const [editing, setEditing] = useState<Editing>(null);
  const close = useCallback(() => setEditing(null), []);
  const saved = () => {
    close();
    reload();
  };
  const edited = data.schedules.find(({ code }) => code === editing?.code) ?? null;
  return (
    <>
      <JobList jobs={data.scheduledJobs} mayRun={mayRun} onChanged={reload} />
      {data.schedules.length === 0 ? <Empty title={t('schedules.none')}>{t('schedules.noneHint')}</Empty> : null}
      <ul className={styles.list} style={{ rowGap: 8 }}>
        {data.schedules.map((schedule) => (
          <ScheduleCard
            key={schedule.id}
            schedule={schedule}
            maySet={maySet}
            mayRun={mayRun}
            onEdit={() => setEditing({ code: schedule.code })}
            onChanged={reload}
          />
        ))}
      </ul>
      <SkippedList jobs={data.skipped} mayRun={mayRun} onChanged={reload} />
      {editing ? (
        <ScheduleForm key={editing.code} schedule={edited} onSaved={saved} onCancel={close} />
      ) : maySet ? (
        <div>
          <Button size="small" icon={<AddRegular />} onClick={() => setEditing({ code: null })}>
            {t('schedules.new')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
