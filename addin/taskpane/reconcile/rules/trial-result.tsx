import { Badge, Text } from '@fluentui/react-components';
import type { TrialVerdict, TryMatchingRuleQuery } from '../../../generated/operations.ts';
import { formatAmount, formatCount } from '../../../i18n/format.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { Notice } from '../../common/notices.tsx';
import { useStyles } from '../../common/styles.ts';
import { outcomeText } from './words.ts';

type Trial = TryMatchingRuleQuery['tryMatchingRule'];

const COLOURS: Record<TrialVerdict, 'danger' | 'warning' | 'brand' | 'informative' | 'success'> = {
  DISAGREES: 'danger',
  HOLDS_BACK: 'warning',
  NEW: 'brand',
  SUGGESTS: 'informative',
  AGREES: 'success',
};

/** What a rule would have done: in figures, then line by line, what speaks against it first. */
export function TrialResult({ trial }: { trial: Trial }) {
  const { t } = useI18n();
  const styles = useStyles();
  const against = trial.disagrees + trial.holdsBack;
  return (
    <section className={styles.tight} aria-label={t('trial.title')}>
      <Notice intent={against > 0 ? 'warning' : trial.holds > 0 ? 'success' : 'info'}>
        {t('trial.looked', { count: trial.lines, holds: formatCount(trial.holds) })}
        {trial.cut ? ` ${t('trial.cut')}` : ''}
      </Notice>
      <Figures trial={trial} />
      <ul className={styles.list} style={{ rowGap: 6 }} aria-label={t('trial.examples')}>
        {trial.examples.map((each) => (
          <Example key={each.lineId} example={each} />
        ))}
      </ul>
    </section>
  );
}

function Figures({ trial }: { trial: Trial }) {
  const { t } = useI18n();
  const styles = useStyles();
  const rows: [TrialVerdict, number, number][] = [
    ['AGREES', trial.agrees, trial.agreesWithPeople],
    ['DISAGREES', trial.disagrees, trial.disagreesWithPeople],
    ['NEW', trial.fresh, 0],
    ['SUGGESTS', trial.suggests, 0],
    ['HOLDS_BACK', trial.holdsBack, 0],
  ];
  return (
    <table className={styles.table} aria-label={t('trial.title')}>
      <tbody>
        {rows.map(([verdict, count, people]) => (
          <tr key={verdict}>
            <th scope="row">
              {t(`verdict.${verdict}`)}
              {people > 0 ? ` (${t('trial.people', { count: people })})` : ''}
            </th>
            <td className="figure">{formatCount(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Example({ example }: { example: Trial['examples'][number] }) {
  const i18n = useI18n();
  const { t } = i18n;
  const styles = useStyles();
  return (
    <li className={styles.card} style={{ rowGap: 2 }}>
      <div className={styles.spread}>
        <Text size={200} weight="semibold" className={styles.shorten}>
          {example.payerName || t('line.noPayer')}
        </Text>
        <Text size={200} className={styles.figure}>
          {example.direction === 'IN' ? '' : '−'}
          {formatAmount(example.amount)}
        </Text>
      </div>
      <Text className={styles.quiet} style={{ overflowWrap: 'anywhere' }}>
        {example.bookedOn} · {example.said}
      </Text>
      <div>
        <Badge appearance="tint" size="small" color={COLOURS[example.verdict]}>
          {t(`verdictShort.${example.verdict}`)}
        </Badge>
      </div>
      <Text size={200}>{t('trial.was', { outcome: outcomeText(example.was, i18n) })}</Text>
      <Text size={200}>{t('trial.would', { outcome: outcomeText(example.would, i18n) })}</Text>
    </li>
  );
}
