/** Rules of matching: in which order they are asked, what they do, and how well that went. */
import { Button, Text } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useEffect, useRef, useState } from 'react';
import {
  MatchingRulesDocument,
  OrderMatchingRulesDocument,
  RemoveMatchingRuleDocument,
  type RulePartsFragment,
} from '../../../generated/operations.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { Empty, ErrorNotice, Loading } from '../../common/notices.tsx';
import { useStyles } from '../../common/styles.ts';
import { useAction } from '../../common/use-action.ts';
import { useQuery } from '../../common/use-query.ts';
import { useSession, useViewer } from '../../session/session.tsx';
import { moveButtonId, RuleCard } from './rule-card.tsx';
import { RuleForm } from './rule-form.tsx';
import { titleOf } from './words.ts';

export function RulesPart({ revision }: { revision: number }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { data, loading, error, reload } = useQuery(
    (signal) => api.request(MatchingRulesDocument, {}, signal),
    [api, revision],
  );
  // What a command answered stands until the list is loaded anew.
  const [answered, setAnswered] = useState<{ of: unknown; rules: readonly RulePartsFragment[] } | null>(null);
  const rules = answered && answered.of === data ? answered.rules : data?.matchingRules;
  return (
    <section className={styles.stack} aria-label={t('rules.title')}>
      <Text className={styles.quiet}>{t('rules.hint')}</Text>
      <ErrorNotice error={error} onRetry={reload} />
      {loading && !rules ? <Loading /> : null}
      {rules ? (
        <Rules rules={rules} onChanged={(now) => setAnswered({ of: data, rules: now })} reload={reload} />
      ) : null}
    </section>
  );
}

interface RulesProps {
  rules: readonly RulePartsFragment[];
  /** Takes the rules as a command left them. */
  onChanged: (rules: readonly RulePartsFragment[]) => void;
  reload: () => void;
}

/** Which rule is in the form: its id, a new one, or none. */
type Editing = { id: string | null } | null;

function Rules({ rules, onChanged, reload }: RulesProps) {
  const { t } = useI18n();
  const styles = useStyles();
  const { roles } = useViewer().operator;
  const maySave = roles.includes('ADMIN') || roles.includes('APPROVER');
  const mayTry = maySave || roles.includes('FINANCE');
  const [editing, setEditing] = useState<Editing>(null);
  const commands = useRuleCommands(rules, onChanged);
  const form = (rule: RulePartsFragment | null) => (
    <RuleForm
      key={rule?.id ?? ''}
      rule={rule}
      maySave={maySave}
      onSaved={(now) => {
        setEditing(null);
        onChanged(now);
      }}
      onCancel={() => setEditing(null)}
    />
  );
  return (
    <>
      {mayTry && editing === null ? (
        <div>
          <Button size="small" icon={<AddRegular />} onClick={() => setEditing({ id: null })}>
            {t('rules.new')}
          </Button>
        </div>
      ) : null}
      {editing && editing.id === null ? form(null) : null}
      <ErrorNotice error={commands.error} onRetry={reload} />
      <Text className={styles.quiet} role="status">
        {commands.said}
      </Text>
      {rules.length === 0 ? <Empty title={t('rules.none')}>{t('rules.noneHint')}</Empty> : null}
      <ol className={styles.list} style={{ rowGap: 8 }}>
        {rules.map((rule, i) =>
          editing?.id === rule.id ? (
            <li key={rule.id}>{form(rule)}</li>
          ) : (
            <RuleCard
              key={rule.id}
              rule={rule}
              place={i + 1}
              last={rules.length}
              busy={commands.running}
              maySave={maySave}
              mayTry={mayTry}
              onEdit={() => setEditing({ id: rule.id })}
              onMove={(by) => void commands.move(rule, by)}
              onRemove={() => void commands.remove(rule)}
            />
          ),
        )}
      </ol>
    </>
  );
}

/** Moves and removes rules; a rule that was moved keeps the focus, and its new place is said. */
function useRuleCommands(rules: readonly RulePartsFragment[], onChanged: RulesProps['onChanged']) {
  const i18n = useI18n();
  const { api } = useSession();
  const [said, setSaid] = useState('');
  const focus = useRef<{ button: string; in: readonly RulePartsFragment[] } | null>(null);
  useEffect(() => {
    if (focus.current?.in !== rules) return;
    document.getElementById(focus.current.button)?.focus();
    focus.current = null;
  }, [rules]);
  const move = useAction(async (rule: RulePartsFragment, by: 1 | -1) => {
    const ids = rules.map(({ id }) => id);
    const from = ids.indexOf(rule.id);
    const to = from + by;
    if (to < 0 || to >= ids.length) return;
    ids.splice(from, 1);
    ids.splice(to, 0, rule.id);
    const answer = await api.request(OrderMatchingRulesDocument, { input: { key: crypto.randomUUID(), ids } });
    setSaid(i18n.t('rules.moved', { name: titleOf(rule, i18n), place: to + 1, count: ids.length }));
    const now = answer.orderMatchingRules.rules;
    focus.current = { button: moveButtonId(rule.id, by), in: now };
    onChanged(now);
  });
  const remove = useAction(async (rule: RulePartsFragment) => {
    const answer = await api.request(RemoveMatchingRuleDocument, { input: { key: crypto.randomUUID(), id: rule.id } });
    setSaid('');
    onChanged(answer.removeMatchingRule.rules);
  });
  return {
    said,
    running: move.running || remove.running,
    error: move.error ?? remove.error,
    move: move.run,
    remove: remove.run,
  };
}
