import { Badge, Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import {
  RemoveScheduleDocument,
  RunScheduleNowDocument,
  type SchedulePartsFragment,
} from '../../generated/operations.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Confirm } from '../common/confirm.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useSession } from '../session/session.tsx';
import { jobColour, resultText, whenText } from './words.ts';

interface CardProps {
  schedule: SchedulePartsFragment;
  maySet: boolean;
  mayRun: boolean;
  onEdit: () => void;
  onChanged: () => void;
}

/** One schedule: what, when, when next, and how it went last. */
export function ScheduleCard({ schedule, maySet, mayRun, onEdit, onChanged }: CardProps) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [removing, setRemoving] = useState(false);
  const { code } = schedule;
  const title = schedule.name || code;
  const runNow = useAction(async () => {
    await api.request(RunScheduleNowDocument, { input: { key: crypto.randomUUID(), code } });
    onChanged();
  });
  const remove = useAction(async () => {
    setRemoving(false);
    await api.request(RemoveScheduleDocument, { input: { key: crypto.randomUUID(), code } });
    onChanged();
  });
  return (
    <li className={styles.card} aria-label={title}>
      <Facts schedule={schedule} title={title} />
      <ErrorNotice error={runNow.error ?? remove.error} />
      <div className={styles.wrap}>
        {mayRun ? (
          <Button size="small" disabled={runNow.running} onClick={() => void runNow.run()}>
            {t('schedules.runNow')}
          </Button>
        ) : null}
        {maySet ? (
          <>
            <Button size="small" appearance="subtle" onClick={onEdit}>
              {t('common.change')}
            </Button>
            <Button size="small" appearance="subtle" disabled={remove.running} onClick={() => setRemoving(true)}>
              {t('schedules.remove')}
            </Button>
          </>
        ) : null}
      </div>
      <Confirm
        open={removing}
        title={t('schedules.removeTitle', { name: title })}
        verb={t('schedules.remove')}
        onConfirm={() => void remove.run()}
        onCancel={() => setRemoving(false)}
      >
        {t('schedules.removeText')}
      </Confirm>
    </li>
  );
}

function Facts({ schedule, title }: { schedule: SchedulePartsFragment; title: string }) {
  const i18n = useI18n();
  const { t, code } = i18n;
  const styles = useStyles();
  const { lastJob } = schedule;
  const next = schedule.nextRunAt
    ? t('schedules.next', { time: formatMoment(schedule.nextRunAt) })
    : t('schedules.off');
  const outcome = lastJob?.errorCode ? code(lastJob.errorCode, lastJob.errorMessage ?? undefined) : null;
  return (
    <>
      <div className={styles.spread}>
        <Text weight="semibold">{title}</Text>
        {lastJob ? (
          <Badge appearance="tint" size="small" color={jobColour(lastJob.status)}>
            {t(`jobStatus.${lastJob.status}`)}
          </Badge>
        ) : null}
      </div>
      <Text size={200}>{t(`scheduleAction.${schedule.action}`)}</Text>
      <Text className={styles.quiet}>
        {whenText(schedule, i18n)} · {next}
      </Text>
      {lastJob ? (
        <Text className={styles.quiet}>
          {t('schedules.last', { time: formatMoment(lastJob.finishedAt ?? lastJob.dueAt) })}{' '}
          {outcome ?? resultText(lastJob, i18n)}
        </Text>
      ) : null}
    </>
  );
}
