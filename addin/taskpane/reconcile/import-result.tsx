import { Text } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import type { ImportStatementMutation, StatementPartsFragment } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Loading, Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { NoticeList } from './notice-list.tsx';

const MatchDonut = lazy(() => import('./match-donut.tsx'));

interface Props {
  result: ImportStatementMutation['importStatement'];
  onDismiss: () => void;
}

/** What an import came to: format, lines, how many are matched, and what looks odd. */
export function ImportResult({ result, onDismiss }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const fresh = result.statements.reduce((count, statement) => count + statement.newLineCount, 0);
  return (
    <section className={styles.stack} aria-label={t('import.title')}>
      <Notice intent={fresh > 0 ? 'success' : 'info'} onDismiss={onDismiss}>
        {t('import.new', { count: fresh })}
        {result.knownLines > 0 ? ` ${t('import.known', { count: result.knownLines })}` : ''}
      </Notice>
      {result.statements.map((statement) => (
        <StatementCard key={statement.id} statement={statement} />
      ))}
    </section>
  );
}

function StatementCard({ statement }: { statement: StatementPartsFragment }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { opening, closing, ties, notices, profile } = statement;
  return (
    <article className={styles.card} aria-label={statement.number}>
      <div className={styles.tight} style={{ rowGap: 0 }}>
        <Text weight="semibold">
          {statement.number} · {statement.bankAccount.name}
        </Text>
        <Text className={styles.quiet}>
          {statement.format} · {statement.encoding} · {t('import.lines', { count: statement.lineCount })}
          {profile === '' ? '' : ` · ${t('import.profile', { name: profile })}`}
        </Text>
        {opening !== null && closing !== null ? (
          <Text className={styles.quiet}>
            {t('import.balances', { opening: formatAmount(opening), closing: formatAmount(closing) })}
            {ties === null ? '' : ` · ${t(ties ? 'import.ties' : 'import.doesNotTie')}`}
          </Text>
        ) : null}
      </div>
      <Suspense fallback={<Loading />}>
        <MatchDonut statement={statement} />
      </Suspense>
      {notices.length > 0 ? (
        <Notice intent="warning">
          <NoticeList notices={notices} />
        </Notice>
      ) : null}
    </article>
  );
}
