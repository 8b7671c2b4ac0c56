import {
  Button,
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Text,
} from '@fluentui/react-components';
import { useI18n } from '../../i18n/i18n.tsx';
import type { Platform } from '../shell/platform.ts';
import { useSession, useViewer } from './session.tsx';
import { SignInForm } from './sign-in.tsx';

/** Asks for the password when the session ended meanwhile. Sheets and edits stay as they are. */
export function ExpiredDialog({ platform }: { platform: Platform }) {
  const { t } = useI18n();
  const { expired, signOut } = useSession();
  const { tenant, operator } = useViewer();
  if (!expired) return null;
  return (
    <Dialog open modalType="alert">
      <DialogSurface style={{ maxWidth: 'min(420px, calc(100vw - 24px))' }}>
        <DialogBody>
          <DialogTitle>{t('signIn.expired')}</DialogTitle>
          <DialogContent>
            <Text as="p">{t('signIn.expiredHint')}</Text>
            <SignInForm platform={platform} only={{ tenant: tenant.code, login: operator.login }} />
            <Button appearance="subtle" size="small" onClick={() => void signOut()}>
              {t('shell.signOut')}
            </Button>
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
