import { Button, Text } from '@fluentui/react-components';
import { DecideWaiverDocument, WaitingWaiversDocument } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession, useViewer } from '../session/session.tsx';

interface Props {
  changes: number;
  onChanged: () => void;
  onShow: (bill: string) => void;
}

/** Waivers that wait for somebody who may decide. Nothing is shown while there is none. */
export function WaiverList({ changes, onChanged, onShow }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { operator } = useViewer();
  const waiting = useQuery((signal) => api.request(WaitingWaiversDocument, {}, signal), [api, changes]);
  const decide = useAction(async (creditNoteId: string, approve: boolean) => {
    // A waiver is decided once, one way or the other.
    const input = { key: `decide-${creditNoteId}-${approve}`, creditNoteId, approve };
    await api.request(DecideWaiverDocument, { input });
    onChanged();
  });
  const notes = waiting.data?.creditNotes.nodes ?? [];
  const mayDecide = operator.roles.includes('APPROVER');
  return (
    <>
      <ErrorNotice error={waiting.error ?? decide.error} onRetry={waiting.reload} />
      {notes.length > 0 ? (
        <ul className={styles.list} aria-label={t('correct.waiting')} style={{ rowGap: 6 }}>
          {notes.map((note) => (
            <li key={note.id} className={styles.card}>
              <Text size={200} weight="semibold">
                {t('correct.waiver', {
                  number: note.number,
                  amount: formatAmount(note.total),
                  customer: note.bill.customer.name,
                })}
              </Text>
              <Text size={200}>
                {note.reason} <span className={styles.quiet}>{note.requestedBy}</span>
              </Text>
              <div className={styles.wrap}>
                {mayDecide ? (
                  <>
                    <Button
                      size="small"
                      appearance="primary"
                      disabled={decide.running}
                      onClick={() => void decide.run(note.id, true)}
                    >
                      {t('correct.approve')}
                    </Button>
                    <Button size="small" disabled={decide.running} onClick={() => void decide.run(note.id, false)}>
                      {t('correct.reject')}
                    </Button>
                  </>
                ) : null}
                <Button size="small" appearance="subtle" onClick={() => onShow(note.bill.number)}>
                  {note.bill.number}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
