/** Who changed the row under the cursor, when, and what: it follows the cursor. */
import { Badge, Button, Text } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useEffect, useState } from 'react';
import { datasetOfSheet } from '../../datasets/layout.ts';
import { RowHistoryDocument, type RowHistoryQuery } from '../../generated/operations.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { isMessageKey } from '../../i18n/translate.ts';
import type { BoundSheet } from '../../workbook/port.ts';
import { Empty, ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { changesOf } from './row-changes.ts';
import { type SelectedRow, selectedRow } from './selected-row.ts';

export default function RowHistory({ sheet, onClose }: { sheet: BoundSheet; onClose: () => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const row = useSelectedRow(sheet);
  return (
    <section className={styles.stack} aria-label={t('history.title')}>
      <div className={styles.row}>
        <Button appearance="subtle" icon={<ArrowLeftRegular />} aria-label={t('common.back')} onClick={onClose} />
        <div className={styles.grow}>
          <h2 className={styles.heading}>{t('history.title')}</h2>
          {row ? (
            <Text block className={`${styles.quiet} ${styles.shorten}`}>
              {row.label}
            </Text>
          ) : null}
        </div>
      </div>
      {row === null ? <Empty title={t('history.select')}>{t('history.selectHint')}</Empty> : null}
      {row && row.id === null ? <Empty title={t('history.new')}>{t('history.newHint')}</Empty> : null}
      {row?.id ? <Events sheet={sheet} rowId={row.id} /> : null}
    </section>
  );
}

function useSelectedRow(sheet: BoundSheet): SelectedRow | null {
  const { workbook } = useWorkspace();
  const [row, setRow] = useState<SelectedRow | null>(null);
  useEffect(() => {
    let gone = false;
    const dataset = datasetOfSheet(sheet.id);
    if (!dataset) return undefined;
    const take = (found: SelectedRow | null): void => {
      if (!gone) setRow((before) => (before?.id === found?.id && before?.label === found?.label ? before : found));
    };
    const look = () => void selectedRow(workbook, sheet.id, dataset).then(take, () => undefined);
    look();
    const stop = workbook.onSelectionChanged(look);
    return () => {
      gone = true;
      stop();
    };
  }, [workbook, sheet.id]);
  return row;
}

function Events({ sheet, rowId }: { sheet: BoundSheet; rowId: string }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { serverRevision } = useWorkspace();
  const { data, loading, error, reload } = useQuery(
    (signal) => api.request(RowHistoryDocument, { rowId }, signal),
    [api, rowId, serverRevision],
  );
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data || loading) return <Loading />;
  if (data.history.length === 0) return <Empty title={t('history.none')}>{t('history.noneHint')}</Empty>;
  return (
    <ol className={styles.list} aria-label={t('history.title')}>
      {data.history.map((event) => (
        <li key={event.id} className={styles.card} style={{ marginBottom: 8 }}>
          <Event sheet={sheet} event={event} />
        </li>
      ))}
    </ol>
  );
}

function Event({ sheet, event }: { sheet: BoundSheet; event: RowHistoryQuery['history'][number] }) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  const kind = `history.kind.${event.kind}`;
  const changes = changesOf(datasetOfSheet(sheet.id), event.before, event.after, locale);
  return (
    <>
      <div className={styles.spread}>
        <Text weight="semibold">{event.operator ?? t('product.name')}</Text>
        <Text className={styles.quiet}>{formatMoment(event.at)}</Text>
      </div>
      <div>
        <Badge appearance="tint" color={event.kind === 'ARCHIVED' ? 'danger' : 'informative'}>
          {isMessageKey(kind) ? t(kind) : event.kind}
        </Badge>
      </div>
      {changes.length > 0 ? (
        <table className={styles.table}>
          <tbody>
            {changes.map(({ label, before, after }) => (
              <tr key={label}>
                <th scope="row" style={{ width: '38%' }}>
                  {label}
                </th>
                <td>
                  {before ? <s>{before}</s> : null} {after}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  );
}
