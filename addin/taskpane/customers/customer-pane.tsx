/** Find a customer by name, code, telephone or premise, and see where the account stands. */
import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import { useI18n } from '../../i18n/i18n.tsx';
import { CustomerSearch } from '../common/customer-search.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useCommand } from '../shell/use-command.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { CustomerCard } from './customer-card.tsx';
import { selectedCustomer } from './selected-customer.ts';

export default function CustomerPane() {
  const { t } = useI18n();
  const styles = useStyles();
  const { workbook } = useWorkspace();
  const [code, setCode] = useState<string | null>(null);
  const [nothingSelected, setNothingSelected] = useState(false);
  const [searches, setSearches] = useState(0);
  const show = (found: string | null) => {
    setNothingSelected(false);
    setCode(found);
  };
  const fromSheet = useAction(async () => {
    const found = await selectedCustomer(workbook);
    show(found);
    setNothingSelected(found === null);
  });
  useCommand('findCustomer', () => {
    show(null);
    setSearches((n) => n + 1);
  });
  useCommand('customer', () => void fromSheet.run());
  return (
    <section className={styles.stack} aria-label={t('section.customers')}>
      <h2 className={styles.heading}>{t('section.customers')}</h2>
      <ErrorNotice error={fromSheet.error} />
      {nothingSelected ? <Text className={styles.quiet}>{t('customer.nothingSelected')}</Text> : null}
      {code === null ? (
        <>
          <CustomerSearch key={searches} value={null} focused onChange={(customer) => show(customer?.code ?? null)} />
          <Text className={styles.quiet}>{t('customer.searchHint')}</Text>
        </>
      ) : (
        <CustomerCard key={code} code={code} onAnother={() => show(null)} />
      )}
    </section>
  );
}
