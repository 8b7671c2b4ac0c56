import { Text } from '@fluentui/react-components';
import { formatAmount } from '../../../i18n/format.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { ApiError } from '../../api.ts';
import { ErrorNotice, Notice } from '../../common/notices.tsx';
import { useStyles } from '../../common/styles.ts';
import { NoticeList } from '../notice-list.tsx';
import type { Preview } from './draft.ts';

type Result = NonNullable<Preview['result']>;

/** What the file would come to as it is read now, or what is missing for that. */
export function Outcome({ preview, beginning }: { preview: Preview; beginning: boolean }) {
  const { result, problem } = preview;
  if (problem) {
    const { code, message, field, line, params } = problem;
    const place = { field, params: params as Record<string, string>, ...(line === null ? {} : { line }) };
    return <ErrorNotice error={new ApiError('refused', code, message, place)} />;
  }
  return result ? <Found result={result} beginning={beginning} /> : null;
}

function Found({ result, beginning }: { result: Result; beginning: boolean }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { count, countIn, sumIn, sumOut, opening, closing, ties, warnings } = result;
  const sums = { sumIn: formatAmount(sumIn), sumOut: formatAmount(sumOut) };
  const balances =
    opening !== null && closing !== null
      ? ` ${t('import.balances', { opening: formatAmount(opening), closing: formatAmount(closing) })}`
      : '';
  const proof = ties === null ? '' : ` · ${t(ties ? 'import.ties' : 'import.doesNotTie')}`;
  const text = `${t('profiles.found', { count, countIn, countOut: count - countIn, ...sums })}${balances}${proof}`;
  return (
    <div className={styles.tight}>
      {/* A bar finds once whether it needs several lines. */}
      <Notice key={text} intent={count > 0 ? 'success' : 'info'}>
        {text}
      </Notice>
      {beginning ? <Text className={styles.quiet}>{t('profiles.beginning')}</Text> : null}
      {warnings.length > 0 ? (
        <Notice intent="warning">
          <NoticeList notices={warnings} />
        </Notice>
      ) : null}
      <FirstLines lines={result.lines} />
    </div>
  );
}

function FirstLines({ lines }: { lines: Result['lines'] }) {
  const { t } = useI18n();
  const styles = useStyles();
  if (lines.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t('profiles.firstLines')} style={{ rowGap: 6 }}>
      {lines.map((line) => (
        <li key={line.line}>
          <div className={styles.spread}>
            <Text className={styles.quiet}>
              {line.bookedOn} {line.partyName}
            </Text>
            <Text className={styles.figure}>
              {line.direction === 'OUT' ? '−' : '+'}
              {formatAmount(line.amount)} {line.currency}
            </Text>
          </div>
          <Text block className={styles.quiet} style={{ overflowWrap: 'anywhere' }}>
            {[line.partyAccount, line.reference, line.text].filter((each) => each !== '').join(' · ')}
          </Text>
        </li>
      ))}
    </ul>
  );
}
