import { Button, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { SignInInput } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { isMessageKey } from '../../i18n/translate.ts';
import { useStyles } from '../common/styles.ts';
import { type DemoSignIn, loadDemoSignIns } from './demo.ts';

interface Props {
  address: string;
  busy: boolean;
  onChoose: (input: SignInInput) => Promise<void>;
}

/** One click for each demo sign-in, by tenant; nothing where the server has none. */
export function DemoChips({ address, busy, onChoose }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const [demos, setDemos] = useState<DemoSignIn[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    void loadDemoSignIns(address, abort.signal).then((list) => abort.signal.aborted || setDemos(list));
    return () => abort.abort();
  }, [address]);
  if (demos.length === 0) return null;
  const tenants = Map.groupBy(demos, (demo) => demo.tenant);
  return (
    <section className={styles.card} aria-label={t('signIn.demo')}>
      <h2 className={styles.heading}>{t('signIn.demo')}</h2>
      {[...tenants].map(([tenant, list]) => (
        <div key={tenant} className={styles.tight}>
          <Text className={styles.quiet}>{list[0]?.tenantName}</Text>
          <div className={styles.wrap} style={{ gap: 6 }}>
            {list.map(({ login, password, name, roles }, index) => (
              <Button
                key={login}
                size="small"
                shape="circular"
                appearance={index === 0 ? 'primary' : 'secondary'}
                disabled={busy}
                title={roles.map((role) => roleName(role, t)).join(', ')}
                onClick={() => void onChoose({ tenant, login, password })}
              >
                {name}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

/** A role in words; a role that this pane does not know yet keeps its code. */
export function roleName(role: string, t: ReturnType<typeof useI18n>['t']): string {
  const key = `role.${role}`;
  return isMessageKey(key) ? t(key) : role;
}
