import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { formatAmount, formatMoment } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStyles } from '../common/styles.ts';
import { PaymentCard } from '../corrections/payment-card.tsx';
import type { ManualChannel, Movement } from './movements.ts';

interface Props {
  movements: readonly Movement[];
  hasMore: boolean;
  loading: boolean;
  onMore: () => void;
  onVoided: (number: string) => void;
}

/** Payments since the last close, newest first; each can be looked at and taken back. */
export function MovementList({ movements, hasMore, loading, onMore, onVoided }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const [shown, setShown] = useState<string | null>(null);
  return (
    <section className={styles.tight} aria-label={t('counter.movements')}>
      <h3 className={styles.heading}>{t('counter.movements')}</h3>
      <ul className={styles.list}>
        {movements.map(({ amount, payment }) => (
          <li key={payment.id} className={styles.tight}>
            <Button
              appearance="subtle"
              size="small"
              aria-expanded={shown === payment.number}
              style={{ justifyContent: 'stretch', width: '100%', fontWeight: 400 }}
              onClick={() => setShown((number) => (number === payment.number ? null : payment.number))}
            >
              <span className={styles.tight} style={{ width: '100%', rowGap: 0 }}>
                <span className={styles.spread}>
                  <Text size={200} className={styles.shorten}>
                    {payment.number} · {payment.customer.name}
                  </Text>
                  <Text size={200} className={styles.figure}>
                    {formatAmount(amount)}
                  </Text>
                </span>
                <Text className={styles.quiet} align="start">
                  {t(`channel.${payment.channel as ManualChannel}`)} ·{' '}
                  {payment.void ? t('counter.voided') : payment.takenAt ? formatMoment(payment.takenAt) : ''}
                </Text>
              </span>
            </Button>
            {shown === payment.number ? (
              <PaymentCard
                number={payment.number}
                showsEntries={false}
                mayVoid={!payment.void}
                onChanged={() => {
                  setShown(null);
                  onVoided(payment.number);
                }}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {hasMore ? (
        <div>
          <Button size="small" disabled={loading} onClick={onMore}>
            {t('counter.more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
