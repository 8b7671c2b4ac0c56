import { Checkbox, Text } from '@fluentui/react-components';
import type { CounterCustomerQuery } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { sum } from '../common/decimals.ts';
import { useStyles } from '../common/styles.ts';

export type OpenBill = CounterCustomerQuery['bills']['nodes'][number];

interface Props {
  /** The oldest first. */
  bills: readonly OpenBill[];
  hasMore: boolean;
  /** Numbers of those that are to be paid. */
  ticked: ReadonlySet<string>;
  onTick: (numbers: ReadonlySet<string>) => void;
}

/** Open bills with what each still asks for; ticked ones are paid, the oldest first. */
export function OpenBills({ bills, hasMore, ticked, onTick }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  if (bills.length === 0) return <Text className={styles.quiet}>{t('customer.noBills')}</Text>;
  const chosen = bills.filter(({ number }) => ticked.has(number));
  const tick = (number: string, yes: boolean) =>
    onTick(new Set(bills.map((bill) => bill.number).filter((each) => (each === number ? yes : ticked.has(each)))));
  return (
    <div className={styles.tight}>
      <div className={styles.spread}>
        <Checkbox
          label={t('counter.allBills', { count: bills.length })}
          checked={chosen.length === bills.length ? true : chosen.length > 0 ? 'mixed' : false}
          onChange={(_event, data) => onTick(new Set(data.checked === false ? [] : bills.map(({ number }) => number)))}
        />
        <Text weight="semibold" className={styles.figure}>
          {formatAmount(sum(chosen.map(({ open }) => open)))}
        </Text>
      </div>
      <ul className={styles.list} aria-label={t('customer.bills')} style={{ maxHeight: 240, overflowY: 'auto' }}>
        {bills.map(({ id, number, dueDate, open }) => (
          <li key={id} className={styles.spread}>
            <Checkbox
              label={
                <>
                  {number} <span className={styles.quiet}>{t('customer.due', { date: dueDate })}</span>
                </>
              }
              checked={ticked.has(number)}
              onChange={(_event, data) => tick(number, data.checked === true)}
            />
            <Text size={200} className={styles.figure}>
              {formatAmount(open)}
            </Text>
          </li>
        ))}
      </ul>
      {hasMore ? <Text className={styles.quiet}>{t('customer.moreBills', { count: bills.length })}</Text> : null}
    </div>
  );
}
