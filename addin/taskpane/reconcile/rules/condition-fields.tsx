import { Checkbox, Field, Input } from '@fluentui/react-components';
import { BankAccountsDocument } from '../../../generated/operations.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { NarrowSelect } from '../../common/narrow-select.tsx';
import { ErrorNotice } from '../../common/notices.tsx';
import { useStyles } from '../../common/styles.ts';
import { useQuery } from '../../common/use-query.ts';
import { useSession } from '../../session/session.tsx';
import { type Draft, matches } from './draft.ts';
import { Range } from './range.tsx';

/** What a part of the form gets: the draft, and how to change it. */
export interface PartProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
}

/** Which lines a rule is for. */
export function ConditionFields({ draft, change }: PartProps) {
  const { t } = useI18n();
  const styles = useStyles();
  return (
    <fieldset className={styles.tight} style={{ border: 'none', margin: 0, padding: 0, minWidth: 0 }}>
      <legend className={styles.heading} style={{ padding: 0 }}>
        {t('rules.when')}
      </legend>
      {matches(draft.action) ? null : (
        <Field label={t('rules.direction')}>
          <NarrowSelect
            value={draft.direction}
            onChange={(_event, data) => change({ direction: data.value as Draft['direction'] })}
          >
            <option value="">{t('rules.anyDirection')}</option>
            <option value="IN">{t('rules.in')}</option>
            <option value="OUT">{t('rules.out')}</option>
          </NarrowSelect>
        </Field>
      )}
      <AccountChoice draft={draft} change={change} />
      <Field label={t('rules.words')} hint={t('rules.wordsHint')}>
        <Input value={draft.words} onChange={(_event, data) => change({ words: data.value })} />
      </Field>
      <Field label={t('rules.pattern')} hint={t('rules.patternHint')}>
        <Input value={draft.pattern} maxLength={200} onChange={(_event, data) => change({ pattern: data.value })} />
      </Field>
      <Field label={t('rules.payers')} hint={t('rules.payersHint')}>
        <Input value={draft.payers} onChange={(_event, data) => change({ payers: data.value })} />
      </Field>
      <Range
        labels={[t('rules.amountFrom'), t('rules.amountTo')]}
        values={[draft.amountFrom, draft.amountTo]}
        onChange={([amountFrom, amountTo]) => change({ amountFrom, amountTo })}
      />
      <Range
        type="date"
        labels={[t('rules.bookedFrom'), t('rules.bookedTo')]}
        values={[draft.bookedFrom, draft.bookedTo]}
        onChange={([bookedFrom, bookedTo]) => change({ bookedFrom, bookedTo })}
      />
    </fieldset>
  );
}

function AccountChoice({ draft, change }: PartProps) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const accounts = useQuery((signal) => api.request(BankAccountsDocument, {}, signal), [api]);
  const toggle = (code: string, on: boolean) =>
    change({ accounts: on ? [...draft.accounts, code] : draft.accounts.filter((each) => each !== code) });
  return (
    <div role="group" aria-label={t('rules.accounts')}>
      <span>{t('rules.accounts')}</span>
      <ErrorNotice error={accounts.error} onRetry={accounts.reload} />
      <div className={styles.wrap} style={{ columnGap: 0 }}>
        {(accounts.data?.bankAccounts ?? []).map(({ code, name }) => (
          <Checkbox
            key={code}
            label={name}
            checked={draft.accounts.includes(code)}
            onChange={(_event, data) => toggle(code, data.checked === true)}
          />
        ))}
      </div>
    </div>
  );
}
