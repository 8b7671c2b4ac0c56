import { Button, Checkbox, Field, Input, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import { SaveScheduleDocument, type SchedulePartsFragment } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { NarrowSelect } from '../common/narrow-select.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession, useViewer } from '../session/session.tsx';
import { ACTIONS, CATCH_UPS, type Draft, draftOf, inputOf, KINDS, MONTHS, WEEKDAYS } from './draft.ts';

interface FormProps {
  /** Null for a new one. */
  schedule: SchedulePartsFragment | null;
  onSaved: () => void;
  onCancel: () => void;
}

/** What a part of the form gets: the draft, and how to change it. */
interface PartProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
}

/** Writes a schedule or changes one. */
export function ScheduleForm({ schedule, onSaved, onCancel }: FormProps) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { tenant } = useViewer();
  const [draft, setDraft] = useState(() => draftOf(schedule, tenant.timeZone));
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const wishes = useWishes();
  const save = useAction(async () => {
    await wishes.send(draft, (key) => api.request(SaveScheduleDocument, { input: inputOf(draft, key) }));
    onSaved();
  });
  const title = schedule ? schedule.name || schedule.code : t('schedules.new');
  return (
    <section className={styles.card} aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      {schedule ? null : (
        <Field label={t('schedules.code')} hint={t('schedules.codeHint')} required>
          <Input value={draft.code} maxLength={64} onChange={(_event, data) => change({ code: data.value })} />
        </Field>
      )}
      <Field label={t('schedules.name')}>
        <Input value={draft.name} maxLength={200} onChange={(_event, data) => change({ name: data.value })} />
      </Field>
      <WhatPart draft={draft} change={change} />
      <WhenPart draft={draft} change={change} />
      <Field label={t('schedules.catchUp')}>
        <NarrowSelect
          value={draft.catchUp}
          onChange={(_event, data) => change({ catchUp: data.value as Draft['catchUp'] })}
        >
          {CATCH_UPS.map((choice) => (
            <option key={choice} value={choice}>
              {t(`catchUp.${choice}`)}
            </option>
          ))}
        </NarrowSelect>
      </Field>
      <Switch
        label={t('schedules.enabled')}
        checked={draft.enabled}
        onChange={(_event, data) => change({ enabled: data.checked })}
      />
      <ErrorNotice error={save.error} />
      <div className={styles.wrap}>
        <Button
          appearance="primary"
          disabled={save.running || draft.code.trim() === ''}
          onClick={() => void save.run()}
        >
          {t('schedules.save')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </section>
  );
}

function WhatPart({ draft, change }: PartProps) {
  const { t } = useI18n();
  return (
    <>
      <Field label={t('schedules.action')}>
        <NarrowSelect
          value={draft.action}
          onChange={(_event, data) => change({ action: data.value as Draft['action'] })}
        >
          {ACTIONS.map((action) => (
            <option key={action} value={action}>
              {t(`scheduleAction.${action}`)}
            </option>
          ))}
        </NarrowSelect>
      </Field>
      {draft.action === 'PREVIEW_RUN' ? (
        <Field label={t('schedules.month')} hint={t('schedules.monthHint')}>
          <NarrowSelect value={draft.month} onChange={(_event, data) => change({ month: data.value })}>
            {MONTHS.map((month) => (
              <option key={month} value={month}>
                {t(`scheduleMonth.${month}`)}
              </option>
            ))}
          </NarrowSelect>
        </Field>
      ) : null}
      {draft.action === 'PULL_USAGE' ? (
        <Field label={t('schedules.source')} required>
          <Input value={draft.source} onChange={(_event, data) => change({ source: data.value })} />
        </Field>
      ) : null}
    </>
  );
}

function WhenPart({ draft, change }: PartProps) {
  const { t } = useI18n();
  const styles = useStyles();
  const toggle = (day: number, on: boolean) =>
    change({ weekdays: on ? [...draft.weekdays, day] : draft.weekdays.filter((each) => each !== day) });
  return (
    <>
      <Field label={t('schedules.kind')}>
        <NarrowSelect value={draft.kind} onChange={(_event, data) => change({ kind: data.value as Draft['kind'] })}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`scheduleKind.${kind}`)}
            </option>
          ))}
        </NarrowSelect>
      </Field>
      {draft.kind === 'WEEKLY' ? (
        <div role="group" aria-label={t('scheduleKind.WEEKLY')} className={styles.wrap}>
          {WEEKDAYS.map((day) => (
            <Checkbox
              key={day}
              label={t(`weekday.${day}`)}
              checked={draft.weekdays.includes(day)}
              onChange={(_event, data) => toggle(day, data.checked === true)}
            />
          ))}
        </div>
      ) : null}
      {draft.kind === 'MONTHLY' ? (
        <Field label={t('schedules.monthDay')} hint={t('schedules.monthDayHint')}>
          <Input
            type="number"
            min={1}
            max={31}
            value={draft.monthDay}
            onChange={(_event, data) => change({ monthDay: data.value })}
          />
        </Field>
      ) : null}
      {draft.kind === 'CRON' ? (
        <Field label={t('schedules.cron')} hint={t('schedules.cronHint')}>
          <Input value={draft.cron} onChange={(_event, data) => change({ cron: data.value })} />
        </Field>
      ) : (
        <Field label={t('schedules.time')}>
          <Input type="time" value={draft.time} onChange={(_event, data) => change({ time: data.value })} />
        </Field>
      )}
      <Field label={t('schedules.timeZone')}>
        <Input value={draft.timeZone} onChange={(_event, data) => change({ timeZone: data.value })} />
      </Field>
    </>
  );
}
