/** What lies in the own drawers: closing each, and taking a payment back. */
import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import {
  type CloseCounterDayMutation,
  OpenCounterDayDocument,
  type OpenCounterDayQuery,
} from '../../generated/operations.ts';
import { formatAmount, formatMoment } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { signed } from '../common/decimals.ts';
import { Empty, ErrorNotice, Loading, Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';
import { CloseForm } from './close-form.tsx';
import { MovementList } from './movement-list.tsx';
import { type ManualChannel, movementPages } from './movements.ts';

export type Drawer = OpenCounterDayQuery['openCounterDay']['drawers'][number];
type Closed = CloseCounterDayMutation['closeCounterDay']['dayClose'];

interface Props {
  /** Grows whenever something was changed from here. */
  changes: number;
  onChanged: () => void;
}

export function DrawerPart({ changes, onChanged }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [open, setOpen] = useState<string | null>(null);
  const [closed, setClosed] = useState<Closed | null>(null);
  const [voided, setVoided] = useState<string | null>(null);
  const [pages, setPages] = useState(1);
  const found = useQuery(
    (signal) =>
      movementPages(pages, (after) =>
        api.request(OpenCounterDayDocument, { after }, signal).then(({ openCounterDay }) => openCounterDay),
      ),
    [api, changes, pages],
  );
  const { drawers = [] } = found.data ?? {};
  return (
    <section className={styles.tight} aria-label={t('counter.drawers')}>
      <h2 className={styles.heading}>{t('counter.drawers')}</h2>
      {closed ? (
        <Notice intent="success" onDismiss={() => setClosed(null)}>
          {t('counter.closed', {
            number: closed.number,
            channel: t(`channel.${closed.channel as ManualChannel}`),
            counted: formatAmount(closed.counted),
            difference: signed(closed.difference),
          })}
        </Notice>
      ) : null}
      {voided === null ? null : (
        <Notice intent="success" onDismiss={() => setVoided(null)}>
          {t('payment.voided', { number: voided })}
        </Notice>
      )}
      <ErrorNotice error={found.error} onRetry={found.reload} />
      {found.loading && !found.data ? <Loading /> : null}
      {found.data && drawers.length === 0 ? <Empty title={t('counter.empty')}>{t('counter.emptyHint')}</Empty> : null}
      <ul className={styles.list} style={{ rowGap: 6 }}>
        {drawers.map((drawer) => {
          const name = `${drawer.channel} ${drawer.currency}`;
          return (
            <li key={name} className={styles.card} aria-label={t(`channel.${drawer.channel as ManualChannel}`)}>
              <DrawerHead drawer={drawer} open={open === name} onToggle={() => setOpen(open === name ? null : name)} />
              {open === name ? (
                <CloseForm
                  drawer={drawer}
                  onMoved={found.reload}
                  onClosed={(close) => {
                    setClosed(close);
                    setOpen(null);
                    onChanged();
                  }}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
      {found.data && found.data.nodes.length > 0 ? (
        <MovementList
          movements={found.data.nodes}
          hasMore={found.data.hasMore}
          loading={found.loading}
          onMore={() => setPages((n) => n + 1)}
          onVoided={(number) => {
            setVoided(number);
            onChanged();
          }}
        />
      ) : null}
    </section>
  );
}

function DrawerHead({ drawer, open, onToggle }: { drawer: Drawer; open: boolean; onToggle: () => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { channel, currency, booked, count, since } = drawer;
  return (
    <>
      <div className={styles.spread}>
        <Text weight="semibold">{t(`channel.${channel as ManualChannel}`)}</Text>
        <Text weight="semibold" className={styles.figure}>
          {formatAmount(booked)} {currency}
        </Text>
      </div>
      <div className={styles.spread}>
        <Text className={styles.quiet}>
          {t('counter.count', { count })} ·{' '}
          {since === null ? t('counter.neverClosed') : t('counter.since', { time: formatMoment(since) })}
        </Text>
        <Button size="small" aria-expanded={open} style={{ flexShrink: 0, whiteSpace: 'nowrap' }} onClick={onToggle}>
          {t('counter.close')}
        </Button>
      </div>
    </>
  );
}
