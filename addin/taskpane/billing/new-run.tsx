import { Button, Field, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { CommunitiesDocument, PreviewBillingRunDocument, type RunScopeKind } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { CustomerSearch, type FoundCustomer } from '../common/customer-search.tsx';
import { MonthSelect } from '../common/month-select.tsx';
import { monthsBack } from '../common/months.ts';
import { NarrowSelect } from '../common/narrow-select.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession, useViewer } from '../session/session.tsx';

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
  const [kind, setKind] = useState<RunScopeKind>('ALL');
  const [community, setCommunity] = useState('');
  const [customer, setCustomer] = useState<FoundCustomer | null>(null);
  const communities = useQuery((signal) => api.request(CommunitiesDocument, {}, signal), [api]);
  const places = communities.data?.premises.nodes ?? [];
  const code = kind === 'ALL' ? null : kind === 'COMMUNITY' ? community || places[0]?.code : customer?.code;
  // The same question keeps its key until it was answered, so that a lost answer makes no second run.
  const key = useRef<{ question: string; key: string } | null>(null);
  const preview = useAction(async () => {
    const question = JSON.stringify([month, kind, code]);
    if (key.current?.question !== question) key.current = { question, key: crypto.randomUUID() };
    const input = { key: key.current.key, month, scope: { kind, code: code ?? null } };
    const answer = await api.request(PreviewBillingRunDocument, { input });
    key.current = null;
    onStarted(answer.previewBillingRun.run.id);
  });
  return (
    <section className={styles.card} aria-label={t('billing.new')}>
      <h2 className={styles.heading}>{t('billing.new')}</h2>
      <Field label={t('billing.month')}>
        <MonthSelect months={monthsBack(tenant.today, 24, 3)} value={month} onChange={setMonth} />
      </Field>
      <Field label={t('billing.scope')}>
        <RadioGroup layout="horizontal" value={kind} onChange={(_event, data) => setKind(data.value as RunScopeKind)}>
          <Radio value="ALL" label={t('scope.ALL')} />
          {places.length > 0 ? <Radio value="COMMUNITY" label={t('scope.COMMUNITY')} /> : null}
          <Radio value="CUSTOMER" label={t('scope.CUSTOMER')} />
        </RadioGroup>
      </Field>
      {kind === 'COMMUNITY' ? (
        <Field label={t('scope.COMMUNITY')}>
          <NarrowSelect
            value={community || (places[0]?.code ?? '')}
            onChange={(_event, data) => setCommunity(data.value)}
          >
            {places.map((place) => (
              <option key={place.id} value={place.code}>
                {place.name} ({place.code})
              </option>
            ))}
          </NarrowSelect>
        </Field>
      ) : null}
      {kind === 'CUSTOMER' ? <CustomerSearch value={customer} onChange={setCustomer} /> : null}
      <ErrorNotice error={preview.error ?? communities.error} onRetry={communities.reload} />
      <div className={styles.wrap}>
        <Button
          appearance="primary"
          disabled={preview.running || (kind !== 'ALL' && !code)}
          onClick={() => void preview.run()}
        >
          {t('billing.preview')}
        </Button>
        <Text className={styles.quiet}>{t('billing.previewHint')}</Text>
      </div>
    </section>
  );
}
