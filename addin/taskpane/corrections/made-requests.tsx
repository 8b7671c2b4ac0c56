import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { RefundStatus, WriteOffStatus } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useWishes } from '../common/wishes.ts';

interface Request {
  id: string;
  number: string;
  amount: string;
  reason: string;
  note: string;
  status: RefundStatus | WriteOffStatus;
  requestedBy?: string | null;
  decidedBy?: string | null;
}

interface Props {
  label: string;
  requests: readonly Request[];
  isReversible: (id: string) => boolean;
  onReverse: (key: string, id: string, reason: string) => Promise<void>;
}

/** Requests that were made of a document, with where they stand, and taking one back. */
export function MadeRequests({ label, requests, isReversible, onReverse }: Props) {
  const styles = useStyles();
  if (requests.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={label}>
      {requests.map((request) => (
        <li key={request.id}>
          <MadeRequest request={request} onReverse={isReversible(request.id) ? onReverse : null} />
        </li>
      ))}
    </ul>
  );
}

function MadeRequest({ request, onReverse }: { request: Request; onReverse: Props['onReverse'] | null }) {
  const { t } = useI18n();
  const styles = useStyles();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const wishes = useWishes();
  const reverse = useAction(async () => {
    const why = reason.trim();
    await wishes.send({ id: request.id, why }, async (key) => onReverse?.(key, request.id, why));
    setAsking(false);
  });
  const people = [request.requestedBy, request.decidedBy].filter(Boolean).join(' → ');
  return (
    <div className={styles.tight}>
      <div className={styles.spread}>
        <Text size={200} className={styles.shorten}>
          {request.number} · {t(`request.status.${request.status}`)} · {request.reason}
          {request.note ? ` · ${request.note}` : ''} <span className={styles.quiet}>{people}</span>
        </Text>
        <Text size={200} className={styles.figure}>
          {formatAmount(request.amount)}
        </Text>
      </div>
      {onReverse && !asking ? (
        <div>
          <Button size="small" appearance="subtle" onClick={() => setAsking(true)}>
            {t('request.takeBack')}
          </Button>
        </div>
      ) : null}
      {asking ? (
        <>
          <Field label={t('correct.reason')} required>
            <Input size="small" value={reason} onChange={(_event, data) => setReason(data.value)} />
          </Field>
          <ErrorNotice error={reverse.error} />
          <div className={styles.wrap}>
            <Button size="small" disabled={reason.trim() === '' || reverse.running} onClick={() => void reverse.run()}>
              {t('request.takeBack')}
            </Button>
            <Button size="small" appearance="subtle" onClick={() => setAsking(false)}>
              {t('common.cancel')}
            </Button>
          </div>
        </>
      ) : null}
    </div>
  );
}
