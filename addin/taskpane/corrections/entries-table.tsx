import { EntriesOfDocumentDocument } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Empty, ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useQuery } from '../common/use-query.ts';
import { useShown } from '../common/use-shown.ts';
import { useSession } from '../session/session.tsx';

interface Props {
  /** Ids of the documents. */
  ids: readonly string[];
  /** Whether a command asked for it, which then wants to be seen. */
  wanted: boolean;
}

/** What documents did to the books. */
export function EntriesTable({ ids, wanted }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const entries = useQuery(
    async (signal) =>
      (await Promise.all(ids.map((id) => api.request(EntriesOfDocumentDocument, { id }, signal)))).flatMap(
        ({ journalEntries }) => journalEntries,
      ),
    [api, ids.join(' ')],
  );
  const shown = useShown<HTMLDivElement>(wanted && entries.data !== null);
  if (entries.error !== null) return <ErrorNotice error={entries.error} onRetry={entries.reload} />;
  if (!entries.data) return <Loading />;
  if (entries.data.length === 0) return <Empty title={t('correct.noEntries')} />;
  return (
    <div ref={shown} className={styles.scroll}>
      <table className={styles.table} aria-label={t('correct.entries')}>
        <thead>
          <tr>
            <th scope="col">{t('correct.date')}</th>
            <th scope="col">{t('correct.debit')}</th>
            <th scope="col">{t('correct.credit')}</th>
            <th scope="col" className="figure">
              {t('correct.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.data.flatMap((entry) =>
            entry.transfers.map((transfer) => (
              <tr key={transfer.id}>
                <td>{entry.postingDate}</td>
                <td>{transfer.debitAccount}</td>
                <td>{transfer.creditAccount}</td>
                <td className="figure">{formatAmount(transfer.amount)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
