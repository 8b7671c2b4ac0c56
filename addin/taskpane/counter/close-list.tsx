/** Closes of all cashiers, and taking a wrong one back. */
import { Badge, Button, Field, Input, Text } from '@fluentui/react-components';
import { TableRegular } from '@fluentui/react-icons/svg/table';
import { useState } from 'react';
import { type ClosePartsFragment, DayClosesDocument, ReverseDayCloseDocument } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { compare, signed } from '../common/decimals.ts';
import { ErrorNotice, Loading, Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession } from '../session/session.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import type { ManualChannel } from './movements.ts';

interface Props {
  /** Grows whenever something was changed from here. */
  changes: number;
  mayReverse: boolean;
  onChanged: () => void;
}

/** The last ones; the sheet has them all. */
export function CloseList({ changes, mayReverse, onChanged }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { open } = useWorkspace();
  const [reversed, setReversed] = useState<ClosePartsFragment | null>(null);
  const found = useQuery((signal) => api.request(DayClosesDocument, {}, signal), [api, changes]);
  const inSheet = useAction(() => open('DAY_CLOSES'));
  const closes = found.data?.dayCloses.nodes ?? [];
  return (
    <section className={styles.tight} aria-label={t('counter.closes')}>
      <h2 className={styles.heading}>{t('counter.closes')}</h2>
      {reversed ? (
        <Notice intent="success" onDismiss={() => setReversed(null)}>
          {t('counter.reversed', { number: reversed.number, reverses: reversed.reverses ?? '' })}
        </Notice>
      ) : null}
      <ErrorNotice error={found.error ?? inSheet.error} onRetry={found.error === null ? undefined : found.reload} />
      {found.loading && !found.data ? <Loading /> : null}
      {found.data && closes.length === 0 ? <Text className={styles.quiet}>{t('counter.noCloses')}</Text> : null}
      <ul className={styles.list} style={{ rowGap: 6 }}>
        {closes.map((close) => (
          <li key={close.id} className={styles.card} aria-label={close.number}>
            <CloseRow close={close} />
            {mayReverse && close.reverses === null && close.reversedBy === null ? (
              <ReverseForm
                number={close.number}
                onReversed={(counter) => {
                  setReversed(counter);
                  onChanged();
                }}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <div>
        <Button size="small" icon={<TableRegular />} disabled={inSheet.running} onClick={() => void inSheet.run()}>
          {t('counter.openSheet')}
        </Button>
      </div>
    </section>
  );
}

function CloseRow({ close }: { close: ClosePartsFragment }) {
  const { t } = useI18n();
  const styles = useStyles();
  const differs = compare(close.difference, '0') !== 0;
  return (
    <>
      <div className={styles.spread}>
        <Text size={200} className={styles.shorten}>
          <strong>{close.number}</strong> · {t(`channel.${close.channel as ManualChannel}`)}
        </Text>
        <Text size={200} className={styles.figure}>
          {formatAmount(close.counted)} {close.currency}
        </Text>
      </div>
      <Text className={styles.quiet}>
        {close.cashier} · {close.closedOn} · {t('counter.count', { count: close.paymentCount })}
      </Text>
      {differs || close.explanation !== '' ? (
        <Text size={200}>
          {differs ? t('counter.differedBy', { difference: signed(close.difference) }) : ''} {close.explanation}
        </Text>
      ) : null}
      {close.reverses !== null || close.reversedBy !== null ? (
        <div>
          <Badge appearance="tint" color="warning">
            {close.reverses === null
              ? t('counter.reversedBy', { number: close.reversedBy ?? '' })
              : t('counter.reverses', { number: close.reverses })}
          </Badge>
        </div>
      ) : null}
    </>
  );
}

function ReverseForm({ number, onReversed }: { number: string; onReversed: (close: ClosePartsFragment) => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const wishes = useWishes();
  const send = useAction(async () => {
    const wish = { dayClose: number, reason: reason.trim() };
    const ask = (key: string) => api.request(ReverseDayCloseDocument, { input: { key, ...wish } });
    onReversed((await wishes.send(wish, ask)).reverseDayClose.dayClose);
  });
  if (!open) {
    return (
      <div>
        <Button size="small" appearance="subtle" onClick={() => setOpen(true)}>
          {t('counter.reverse')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className={styles.tight}
      onSubmit={(event) => {
        event.preventDefault();
        void send.run();
      }}
    >
      <Field label={t('correct.reason')} hint={t('counter.reverseHint')} required>
        <Input value={reason} maxLength={200} onChange={(_event, data) => setReason(data.value)} />
      </Field>
      <ErrorNotice error={send.error} />
      <div className={styles.wrap}>
        <Button type="submit" disabled={reason.trim() === '' || send.running}>
          {t('counter.reverse')}
        </Button>
        <Button appearance="subtle" onClick={() => setOpen(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
