import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { PreviewBillingRunDocument } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { MonthSelect } from '../common/month-select.tsx';
import { monthsBack } from '../common/months.ts';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession, useViewer } from '../session/session.tsx';
import { EVERYBODY, ScopeFields, scopeOf } from './run-scope.tsx';

/**
 * Month and scope; starts a preview, which bills nothing.
 * @param props.month the month that is probably meant
 */
export function NewRun({ month: likely, onStarted }: { month: string; onStarted: (id: string) => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { tenant } = useViewer();
  const [month, setMonth] = useState(likely);
  const [choice, setChoice] = useState(EVERYBODY);
  const [minimum, setMinimum] = useState('');
  const scope = scopeOf(choice);
  const wishes = useWishes();
  const preview = useAction(async () => {
    if (scope === null) return;
    const wish = { month, scope, minimum: minimum.trim() || null };
    const answer = await wishes.send(wish, (key) =>
      api.request(PreviewBillingRunDocument, { input: { key, ...wish } }),
    );
    onStarted(answer.previewBillingRun.run.id);
  });
  return (
    <section className={styles.card} aria-label={t('billing.new')}>
      <h2 className={styles.heading}>{t('billing.new')}</h2>
      <Field label={t('billing.month')}>
        <MonthSelect months={monthsBack(tenant.today, 24, 3)} value={month} onChange={setMonth} />
      </Field>
      <ScopeFields value={choice} onChange={setChoice} />
      <Field label={t('billing.minimum')} hint={t('billing.minimumHint')}>
        <Input inputMode="decimal" value={minimum} onChange={(_event, data) => setMinimum(data.value)} />
      </Field>
      <ErrorNotice error={preview.error} />
      <div className={styles.wrap}>
        <Button appearance="primary" disabled={preview.running || scope === null} onClick={() => void preview.run()}>
          {t('billing.preview')}
        </Button>
        <Text className={styles.quiet}>{t('billing.previewHint')}</Text>
      </div>
    </section>
  );
}
