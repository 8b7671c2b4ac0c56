import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStyles } from '../common/styles.ts';
import type { RowJump, RowPlace } from './use-row-jump.ts';

/** A line of a list that leads to its row in the sheet. */
export function RowLink({ jump, place, children }: { jump: RowJump; place: RowPlace; children: ReactNode }) {
  const { t } = useI18n();
  const styles = useStyles();
  return (
    <Button
      appearance="subtle"
      size="small"
      title={t('customer.toRow')}
      style={{ width: '100%', padding: '2px 4px', fontWeight: 400 }}
      disabledFocusable={jump.running}
      onClick={() => void jump.run(place)}
    >
      <span className={styles.grow} style={{ textAlign: 'left' }}>
        {children}
      </span>
    </Button>
  );
}
