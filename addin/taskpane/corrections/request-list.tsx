import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useState } from 'react';
import {
  DecideRefundDocument,
  DecideWriteOffDocument,
  type RefundPartsFragment,
  WaitingRequestsDocument,
  type WriteOffPartsFragment,
} from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession, useViewer } from '../session/session.tsx';

interface Props {
  changes: number;
  onChanged: () => void;
  /** Shows a bill or a payment by its number. */
  onShow: (number: string) => void;
}

type Request = RefundPartsFragment | WriteOffPartsFragment;

const isRefund = (request: Request): request is RefundPartsFragment => 'payment' in request;

/** Refunds and write-offs that wait for somebody who may decide. Nothing is shown while there is none. */
export function RequestList({ changes, onChanged, onShow }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const waiting = useQuery((signal) => api.request(WaitingRequestsDocument, {}, signal), [api, changes]);
  const requests: Request[] = [...(waiting.data?.refunds ?? []), ...(waiting.data?.writeOffs ?? [])];
  return (
    <>
      <ErrorNotice error={waiting.error} onRetry={waiting.reload} />
      {requests.length > 0 ? (
        <ul className={styles.list} aria-label={t('request.waiting')} style={{ rowGap: 6 }}>
          {requests.map((request) => (
            <li key={request.id} className={styles.card}>
              <RequestCard request={request} onChanged={onChanged} onShow={onShow} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function RequestCard({ request, onChanged, onShow }: { request: Request } & Omit<Props, 'changes'>) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { operator } = useViewer();
  const [note, setNote] = useState('');
  const wishes = useWishes();
  const decide = useAction(async (approve: boolean) => {
    const wish = { id: request.id, approve, note: note.trim() || null };
    await wishes.send<unknown>(wish, (key) =>
      isRefund(request)
        ? api.request(DecideRefundDocument, { input: { key, ...wish } })
        : api.request(DecideWriteOffDocument, { input: { key, ...wish } }),
    );
    onChanged();
  });
  const of = isRefund(request) ? request.payment : request.bill;
  const mayDecide = operator.roles.includes('APPROVER') && !request.own;
  return (
    <div className={styles.tight}>
      <Text size={200} weight="semibold">
        {t(isRefund(request) ? 'request.refund' : 'request.writeOff', {
          number: request.number,
          amount: formatAmount(request.amount),
          customer: request.customer.name,
        })}
      </Text>
      <Text size={200}>
        {request.reason} <span className={styles.quiet}>{request.requestedBy}</span>
      </Text>
      {isRefund(request) ? (
        <Text size={200} className={styles.quiet}>
          {t(`request.to.${request.method}`, { name: request.payeeName, account: request.payeeAccount })}
        </Text>
      ) : null}
      {mayDecide ? (
        <Field label={t('request.note')}>
          <Input size="small" value={note} onChange={(_event, data) => setNote(data.value)} />
        </Field>
      ) : null}
      <ErrorNotice error={decide.error} />
      <div className={styles.wrap}>
        {mayDecide ? (
          <>
            <Button size="small" appearance="primary" disabled={decide.running} onClick={() => void decide.run(true)}>
              {t('correct.approve')}
            </Button>
            <Button size="small" disabled={decide.running || note.trim() === ''} onClick={() => void decide.run(false)}>
              {t('correct.reject')}
            </Button>
          </>
        ) : request.own ? (
          <Text size={200} className={styles.quiet}>
            {t('request.own')}
          </Text>
        ) : null}
        <Button size="small" appearance="subtle" onClick={() => onShow(of)}>
          {of}
        </Button>
      </div>
    </div>
  );
}
