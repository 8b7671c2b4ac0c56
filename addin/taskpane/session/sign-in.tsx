import { Button, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SignInInput } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles as useShared } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import type { Platform } from '../shell/platform.ts';
import { DemoChips } from './demo-chips.tsx';
import { useSession } from './session.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM, maxWidth: '420px', width: '100%' },
});

/** Tenant, login and password; the tenant and login of last time are filled in. */
export function SignInForm({ platform, only }: { platform: Platform; only?: { tenant: string; login: string } }) {
  const { t } = useI18n();
  const { signIn } = useSession();
  const styles = useStyles();
  const shared = useShared();
  const [tenant, setTenant] = useState(only?.tenant ?? platform.storage.get('tenant') ?? '');
  const [login, setLogin] = useState(only?.login ?? platform.storage.get('login') ?? '');
  const [password, setPassword] = useState('');
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const enter = useAction(async (input: SignInInput) => {
    await signIn(input);
    platform.storage.set('tenant', input.tenant);
    platform.storage.set('login', input.login);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void enter.run({ tenant: tenant.trim(), login: login.trim(), password });
  };
  const complete = tenant.trim() !== '' && login.trim() !== '' && password !== '';
  const known = tenant !== '' && login !== '';
  return (
    <div className={shared.stack}>
      {only ? null : <DemoChips address={platform.demoList} busy={enter.running} onChoose={enter.run} />}
      <form className={styles.form} onSubmit={submit} aria-label={t('signIn.title')}>
        <Field label={t('signIn.tenant')} required>
          <Input
            value={tenant}
            disabled={only !== undefined}
            autoComplete="organization"
            onChange={(_event, data) => setTenant(data.value)}
            {...(known ? {} : { ref: first })}
          />
        </Field>
        <Field label={t('signIn.login')} required>
          <Input
            value={login}
            disabled={only !== undefined}
            autoComplete="username"
            onChange={(_event, data) => setLogin(data.value)}
          />
        </Field>
        <Field label={t('signIn.password')} required>
          <Input
            type="password"
            value={password}
            autoComplete="current-password"
            onChange={(_event, data) => setPassword(data.value)}
            {...(known ? { ref: first } : {})}
          />
        </Field>
        <ErrorNotice error={enter.error} />
        <Button type="submit" appearance="primary" disabled={!complete || enter.running}>
          {enter.running ? t('signIn.entering') : t('signIn.enter')}
        </Button>
      </form>
      {only ? null : <Text className={shared.quiet}>{t('signIn.hint')}</Text>}
    </div>
  );
}
