import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { TryMatchingRuleDocument, type TryMatchingRuleQuery } from '../../../generated/operations.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { ErrorNotice } from '../../common/notices.tsx';
import { Progress } from '../../common/progress.tsx';
import { useStyles } from '../../common/styles.ts';
import { useAction } from '../../common/use-action.ts';
import { useSession, useViewer } from '../../session/session.tsx';
import { type Draft, inputOf, isReady } from './draft.ts';
import { Range } from './range.tsx';
import { TrialResult } from './trial-result.tsx';

interface Props {
  /** The rule that the draft is of; null for a new one. */
  ruleId: string | null;
  draft: Draft;
}

/** The first day of the month that lies so many months before a day. */
function monthsBefore(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const count = year * 12 + month - 1 - months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`;
}

/** Tries a draft on lines of some days. Nothing is kept or changed; what the answer is of is said when the draft changes. */
export function TryRule({ ruleId, draft }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { tenant } = useViewer();
  const [from, setFrom] = useState(() => monthsBefore(tenant.today, 2));
  const [to, setTo] = useState(tenant.today);
  const [answer, setAnswer] = useState<{ of: Draft; trial: TryMatchingRuleQuery['tryMatchingRule'] } | null>(null);
  const abort = useRef<AbortController | null>(null);
  const attempt = useAction(async () => {
    abort.current = new AbortController();
    setAnswer(null);
    const input = { id: ruleId, rule: inputOf(draft), from, to };
    const { tryMatchingRule } = await api.request(TryMatchingRuleDocument, { input }, abort.current.signal);
    setAnswer({ of: draft, trial: tryMatchingRule });
  });
  return (
    <fieldset className={styles.tight} style={{ border: 'none', margin: 0, padding: 0, minWidth: 0 }}>
      <legend className={styles.heading} style={{ padding: 0 }}>
        {t('trial.on')}
      </legend>
      <Range
        type="date"
        labels={[t('trial.from'), t('trial.to')]}
        values={[from, to]}
        onChange={([first, last]) => {
          setFrom(first);
          setTo(last);
        }}
      />
      {attempt.running ? (
        <Progress title={t('trial.running')} done={0} total={0} onCancel={() => abort.current?.abort()} />
      ) : (
        <div>
          <Button size="small" disabled={!isReady(draft) || !from || !to} onClick={() => void attempt.run()}>
            {t('trial.try')}
          </Button>
        </div>
      )}
      <ErrorNotice error={attempt.error} />
      {answer && answer.of !== draft ? <span className={styles.quiet}>{t('trial.old')}</span> : null}
      {answer ? <TrialResult trial={answer.trial} /> : null}
    </fieldset>
  );
}
