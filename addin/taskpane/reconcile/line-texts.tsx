/** What a line was matched with or booked as, in words. */
import { Text } from '@fluentui/react-components';
import type { LinePartsFragment, MatchPartsFragment } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { isMessageKey } from '../../i18n/translate.ts';
import { compare } from '../common/decimals.ts';
import { useStyles } from '../common/styles.ts';

/** What a line is that pays no bill. */
export function BookingText({ booking }: { booking: NonNullable<LinePartsFragment['booking']> }) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  const target = booking.account ?? booking.channelAccount;
  return (
    <div className={styles.grow}>
      <Text size={200} block>
        {t(`book.${booking.kind}`)}
        {target ? ` · ${target}` : ''}
        {booking.trades > 0 ? ` · ${t('book.trades', { count: booking.trades })}` : ''}
      </Text>
      {booking.ruleName ? (
        <Text className={styles.quiet} block>
          {t('match.byRule', { name: booking.ruleName })}
        </Text>
      ) : locale === 'en' ? (
        <Text className={styles.quiet} block>
          {booking.reason}
        </Text>
      ) : null}
    </div>
  );
}

/** Which bills, whose, found by which rule and how surely. */
export function MatchText({ match }: { match: MatchPartsFragment }) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  const key = `rule.${match.rule}`;
  const rule = isMessageKey(key) ? t(key) : match.rule;
  return (
    <div className={styles.grow}>
      <Text size={200} block>
        {match.bills.map((bill) => bill.number).join(', ') || t('match.noBill')} · {match.customer.name}
      </Text>
      <Text className={styles.quiet} block title={match.reason}>
        {locale === 'en' && match.reason ? match.reason : rule}
        {match.rule === 'manual' ? '' : ` · ${t('match.score', { score: match.score })}`}
        {match.ruleName && locale !== 'en' ? ` · ${t('match.byRule', { name: match.ruleName })}` : ''}
        {compare(match.difference, '0') === 0
          ? ''
          : ` · ${t('match.difference', { amount: formatAmount(match.difference) })}`}
      </Text>
      {match.together.length > 0 && !(locale === 'en' && match.reason) ? (
        <Text className={styles.quiet} block>
          {t('together.with', {
            lines: match.together.map((line) => `${line.bookedOn} ${formatAmount(line.amount)}`).join(', '),
          })}
        </Text>
      ) : null}
    </div>
  );
}
