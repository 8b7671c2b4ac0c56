/** The counter: money of customers is taken, and at the end of the day it is counted. */
import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { DatasetName } from '../../datasets/types.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStyles } from '../common/styles.ts';
import { useViewer } from '../session/session.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { CloseList } from './close-list.tsx';
import { DrawerPart } from './drawer-part.tsx';
import { TakePayment } from './take-payment.tsx';

/** Sheets that say something else once money was taken, voided or counted. */
const FOLLOWING: readonly DatasetName[] = ['BILLS', 'CHARGES', 'PAYMENTS', 'ALLOCATIONS', 'DAY_CLOSES', 'KPIS'];

export default function CounterPane() {
  const { t, code } = useI18n();
  const styles = useStyles();
  const { operator } = useViewer();
  const { serverChanged, refreshOpen } = useWorkspace();
  const [changes, setChanges] = useState(0);
  const changed = () => {
    setChanges((n) => n + 1);
    serverChanged();
    void refreshOpen(FOLLOWING);
  };
  const takes = operator.roles.includes('FINANCE');
  return (
    <section className={styles.stack} aria-label={t('section.counter')}>
      {takes ? (
        <>
          <TakePayment onTaken={changed} />
          <DrawerPart changes={changes} onChanged={changed} />
        </>
      ) : (
        <Text className={styles.quiet}>{code('access.needs_role_finance')}</Text>
      )}
      <CloseList changes={changes} mayReverse={operator.roles.includes('APPROVER')} onChanged={changed} />
    </section>
  );
}
