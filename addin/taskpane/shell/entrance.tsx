import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles as useShared } from '../common/styles.ts';
import { useSession } from '../session/session.tsx';
import { SignInForm } from '../session/sign-in.tsx';
import { LanguageButton } from './language-button.tsx';
import { Logo } from './logo.tsx';
import type { Platform } from './platform.ts';

const Shell = lazy(() => import('./shell.tsx'));

const useStyles = makeStyles({
  page: {
    boxSizing: 'border-box',
    height: '100%',
    overflowY: 'auto',
    padding: tokens.spacingHorizontalL,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    backgroundColor: tokens.colorNeutralBackground2,
  },
});

/** Sign-in, or the work behind it. */
export function Entrance({ platform }: { platform: Platform }) {
  const { t } = useI18n();
  const session = useSession();
  const styles = useStyles();
  const shared = useShared();
  if (session.state === 'signed_in') {
    return (
      <Suspense fallback={<Loading />}>
        <Shell key={session.viewer?.tenant.id} platform={platform} />
      </Suspense>
    );
  }
  return (
    <main className={styles.page}>
      <div className={shared.spread}>
        <div className={shared.row}>
          <Logo />
          <Text as="h1" size={500} weight="semibold" style={{ margin: 0 }}>
            {t('product.name')}
          </Text>
        </div>
        <LanguageButton />
      </div>
      {session.state === 'asking' ? <Loading /> : null}
      {session.state === 'unreachable' ? <ErrorNotice error={session.problem} onRetry={session.askAgain} /> : null}
      {session.state === 'signed_out' ? <SignInForm platform={platform} /> : null}
    </main>
  );
}
