/** A match by hand: the customer, then the open bills that the money of one line, or of several, pays. */
import { Button, Checkbox, Field, SearchBox, Text } from '@fluentui/react-components';
import { useState } from 'react';
import {
  BillByNumberDocument,
  type LinePartsFragment,
  OpenBillsDocument,
  type OpenBillsQuery,
} from '../../generated/operations.ts';
import { formatAmount, formatMonth } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { CustomerSearch, type FoundCustomer } from '../common/customer-search.tsx';
import { ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';
import { fitting, searchName, settled } from './fitting.ts';
import type { LineCommands } from './use-line-commands.ts';

type OpenBill = OpenBillsQuery['bills']['nodes'][number];

interface Props {
  /** Who paid how much. */
  line: Pick<LinePartsFragment, 'payerName' | 'amount'>;
  commands: Pick<LineCommands, 'match' | 'running'>;
  onClose: () => void;
}

export function ManualMatch({ line, commands, onClose }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const [customer, setCustomer] = useState<FoundCustomer | null>(null);
  return (
    <div className={styles.stack} role="group" aria-label={t('match.byHand')}>
      {customer ? null : <NumberSearch onFound={setCustomer} />}
      <CustomerSearch value={customer} onChange={setCustomer} start={searchName(line.payerName)} />
      {customer ? <BillChoice key={customer.code} line={line} customer={customer} commands={commands} /> : null}
      <div>
        <Button size="small" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}

/** A bill's number leads to its customer. */
function NumberSearch({ onFound }: { onFound: (customer: FoundCustomer) => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [number, setNumber] = useState('');
  const [none, setNone] = useState(false);
  const find = useAction(async () => {
    const [bill] = (await api.request(BillByNumberDocument, { number: number.trim() })).bills.nodes;
    setNone(!bill);
    if (bill) onFound(bill.customer);
  });
  return (
    <form
      className={styles.tight}
      onSubmit={(event) => {
        event.preventDefault();
        if (number.trim()) void find.run();
      }}
    >
      <Field label={t('match.number')} {...(none ? { validationMessage: t('match.noSuchBill') } : {})}>
        <div className={styles.row}>
          <SearchBox className={styles.grow} value={number} onChange={(_event, data) => setNumber(data.value)} />
          <Button type="submit" disabled={find.running || number.trim() === ''}>
            {t('common.find')}
          </Button>
        </div>
      </Field>
      <ErrorNotice error={find.error} />
    </form>
  );
}

interface ChoiceProps extends Pick<Props, 'line' | 'commands'> {
  customer: FoundCustomer;
}

function BillChoice({ line, customer, commands }: ChoiceProps) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const bills = useQuery(
    async (signal) =>
      fitting((await api.request(OpenBillsDocument, { customer: customer.code }, signal)).bills.nodes, line.amount),
    [api, customer.code],
  );
  const list = bills.data ?? [];
  const toggle = (bill: OpenBill) =>
    setChosen(chosen.includes(bill.number) ? chosen.filter((n) => n !== bill.number) : [...chosen, bill.number]);
  const { used, left, short } = settled(
    list.filter((bill) => chosen.includes(bill.number)).map((bill) => bill.open),
    line.amount,
  );
  if (bills.error !== null) return <ErrorNotice error={bills.error} onRetry={bills.reload} />;
  if (bills.loading) return <Loading />;
  return (
    <div className={styles.tight}>
      {list.length === 0 ? <Text className={styles.quiet}>{t('match.noOpenBills')}</Text> : null}
      <ul className={styles.list} style={{ maxHeight: 220, overflowY: 'auto' }} aria-label={t('match.openBills')}>
        {list.map((bill) => (
          <li key={bill.number} className={styles.spread}>
            <Checkbox
              checked={chosen.includes(bill.number)}
              label={`${bill.number} · ${formatMonth(bill.periodStart, locale)}`}
              onChange={() => toggle(bill)}
            />
            <Text size={200} className={styles.figure}>
              {formatAmount(bill.open)}
            </Text>
          </li>
        ))}
      </ul>
      <Text className={styles.quiet} aria-live="polite">
        {t('match.settles', { used: formatAmount(used), left: formatAmount(left) })}
        {short ? ` ${t('match.short')}` : ''}
      </Text>
      <div className={styles.wrap}>
        <Button
          appearance="primary"
          size="small"
          disabled={chosen.length === 0 || commands.running}
          onClick={() => void commands.match({ bills: [...chosen], customer: null })}
        >
          {t('match.apply', { count: chosen.length })}
        </Button>
        <Button
          size="small"
          disabled={chosen.length > 0 || commands.running}
          onClick={() => void commands.match({ bills: [], customer: customer.code })}
        >
          {t('match.hold')}
        </Button>
      </div>
    </div>
  );
}
