import { Button, Field, Input, Switch, Text } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { type RuleAction, type RulePartsFragment, SaveMatchingRuleDocument } from '../../../generated/operations.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { NarrowSelect } from '../../common/narrow-select.tsx';
import { ErrorNotice } from '../../common/notices.tsx';
import { useStyles } from '../../common/styles.ts';
import { useAction } from '../../common/use-action.ts';
import { useSession } from '../../session/session.tsx';
import { ChannelSelect, LedgerAccountSelect } from './account-select.tsx';
import { ConditionFields, type PartProps } from './condition-fields.tsx';
import { ACTIONS, type Draft, draftOf, inputOf, isReady, matches, takesTolerance } from './draft.ts';
import { TryRule } from './try-rule.tsx';
import { titleOf } from './words.ts';

interface Props {
  /** Null for a new one. */
  rule: RulePartsFragment | null;
  /** Who may not keep it may still try it. */
  maySave: boolean;
  onSaved: (rules: readonly RulePartsFragment[]) => void;
  onCancel: () => void;
}

/** Writes a rule or changes one, and tries it before it is switched on. */
export function RuleForm({ rule, maySave, onSaved, onCancel }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const styles = useStyles();
  const { api } = useSession();
  const [draft, setDraft] = useState(() => draftOf(rule));
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  // The same words keep their key until they were answered, so that a lost answer saves nothing twice.
  const key = useRef<{ words: string; key: string } | null>(null);
  const save = useAction(async () => {
    const words = JSON.stringify(draft);
    if (key.current?.words !== words) key.current = { words, key: crypto.randomUUID() };
    const kept = { id: rule?.id ?? null, version: rule?.version ?? null, enabled: draft.enabled, rule: inputOf(draft) };
    const answer = await api.request(SaveMatchingRuleDocument, { input: { key: key.current.key, ...kept } });
    onSaved(answer.saveMatchingRule.rules);
  });
  const title = rule ? titleOf(rule, i18n) : t('rules.new');
  return (
    <section className={styles.card} aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      <Field label={t('rules.name')} required={!matches(draft.action)}>
        <Input value={draft.name} maxLength={100} onChange={(_event, data) => change({ name: data.value })} />
      </Field>
      <ActionFields draft={draft} change={change} />
      <ConditionFields draft={draft} change={change} />
      <CertaintyFields draft={draft} change={change} />
      <TryRule ruleId={rule?.id ?? null} draft={draft} />
      {maySave ? (
        <Switch
          label={t('rules.enabled')}
          checked={draft.enabled}
          onChange={(_event, data) => change({ enabled: data.checked })}
        />
      ) : (
        <Text className={styles.quiet}>{t('rules.tryOnly')}</Text>
      )}
      <ErrorNotice error={save.error} />
      <div className={styles.wrap}>
        {maySave ? (
          <Button appearance="primary" disabled={save.running || !isReady(draft)} onClick={() => void save.run()}>
            {t('rules.save')}
          </Button>
        ) : null}
        <Button onClick={onCancel}>{t(maySave ? 'common.cancel' : 'common.back')}</Button>
      </div>
    </section>
  );
}

/** What the rule does with its lines, and where that is booked. */
function ActionFields({ draft, change }: PartProps) {
  const { t } = useI18n();
  const styles = useStyles();
  return (
    <>
      <Field label={t('rules.action')}>
        <NarrowSelect value={draft.action} onChange={(_event, data) => change({ action: data.value as RuleAction })}>
          {ACTIONS.map((action) => (
            <option key={action} value={action}>
              {t(`ruleAction.${action}`)}
            </option>
          ))}
        </NarrowSelect>
      </Field>
      <Text className={styles.quiet}>{t(`ruleHint.${draft.action}`)}</Text>
      {draft.action === 'BOOK_ACCOUNT' ? (
        <LedgerAccountSelect value={draft.account} onChange={(account) => change({ account })} />
      ) : null}
      {draft.action === 'BOOK_PAYOUT' ? (
        <ChannelSelect value={draft.channelAccount} onChange={(channelAccount) => change({ channelAccount })} />
      ) : null}
    </>
  );
}

/** How sure it must be to act by itself, and how exact. */
function CertaintyFields({ draft, change }: PartProps) {
  const { t } = useI18n();
  if (draft.action === 'LEAVE') return null;
  return (
    <>
      {takesTolerance(draft.action) ? (
        <Field label={t('rules.tolerance')} hint={t('rules.toleranceHint')}>
          <Input value={draft.tolerance} onChange={(_event, data) => change({ tolerance: data.value })} />
        </Field>
      ) : null}
      <Switch
        label={t('rules.automatic')}
        checked={draft.automatic}
        onChange={(_event, data) => change({ automatic: data.checked })}
      />
      {matches(draft.action) && draft.automatic ? (
        <Field label={t('rules.threshold')} hint={t('rules.thresholdHint')}>
          <Input
            type="number"
            min={0}
            max={100}
            value={draft.threshold}
            onChange={(_event, data) => change({ threshold: data.value })}
          />
        </Field>
      ) : null}
    </>
  );
}
