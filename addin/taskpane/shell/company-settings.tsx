import { Button, Field, SpinButton, Switch, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { ChangeTenantSettingsDocument } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice, Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession, useViewer } from '../session/session.tsx';

const DAYS = { min: 0, max: 365 };
const SCORES = { min: 50, max: 100 };

/** What holds for the whole company; an administrator changes it, others see it. */
export function CompanySettings() {
  const { t } = useI18n();
  const styles = useStyles();
  const { operator, tenant } = useViewer();
  const { api, viewerChanged } = useSession();
  const stored = {
    paymentDays: tenant.paymentDays,
    matchThreshold: tenant.matchThreshold,
    postingNeedsApproval: tenant.postingNeedsApproval,
  };
  const [draft, setDraft] = useState(stored);
  const [saved, setSaved] = useState(false);
  const change = (part: Partial<typeof stored>) => {
    setSaved(false);
    setDraft((before) => ({ ...before, ...part }));
  };
  const wishes = useWishes();
  const save = useAction(async () => {
    const answer = await wishes.send(draft, (key) =>
      api.request(ChangeTenantSettingsDocument, { input: { key, ...draft } }),
    );
    viewerChanged(answer.changeTenantSettings.viewer);
    setSaved(true);
  });
  const mayChange = operator.roles.includes('ADMIN');
  const changed = JSON.stringify(draft) !== JSON.stringify(stored);
  return (
    <section className={styles.card} aria-label={t('company.title')}>
      <h2 className={styles.heading}>{t('company.title')}</h2>
      {mayChange ? null : <Text className={styles.quiet}>{t('company.readOnly')}</Text>}
      <Field label={t('company.paymentDays')} hint={t('company.paymentDaysHint')}>
        <SpinButton
          {...DAYS}
          value={draft.paymentDays}
          disabled={!mayChange}
          onChange={(_event, data) => change({ paymentDays: within(DAYS, data, draft.paymentDays) })}
        />
      </Field>
      <Field label={t('company.matchThreshold')} hint={t('company.matchThresholdHint')}>
        <SpinButton
          {...SCORES}
          value={draft.matchThreshold}
          disabled={!mayChange}
          onChange={(_event, data) => change({ matchThreshold: within(SCORES, data, draft.matchThreshold) })}
        />
      </Field>
      <Switch
        label={t('company.postingNeedsApproval')}
        checked={draft.postingNeedsApproval}
        disabled={!mayChange}
        onChange={(_event, data) => change({ postingNeedsApproval: data.checked })}
      />
      <ErrorNotice error={save.error} />
      {saved ? <Notice intent="success">{t('company.saved')}</Notice> : null}
      {mayChange ? (
        <div>
          <Button appearance="primary" disabled={!changed || save.running} onClick={() => void save.run()}>
            {t('company.save')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** What a spin button says, by its arrows or by typing; what is no number changes nothing. */
function within(
  { min, max }: typeof DAYS,
  { value, displayValue }: { value?: number | null; displayValue?: string },
  before: number,
): number {
  const said = value ?? Number.parseInt(displayValue ?? '', 10);
  return Number.isInteger(said) ? Math.min(Math.max(said, min), max) : before;
}
