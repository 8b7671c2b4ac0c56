import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { ViewerDocument } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Notice } from '../common/notices.tsx';
import { useAction } from '../common/use-action.ts';
import { useSession } from '../session/session.tsx';

/** Says so while the server cannot be reached: work in the sheet goes on, nothing is lost. */
export function Connection() {
  const { t } = useI18n();
  const { api } = useSession();
  const [reachable, setReachable] = useState(true);
  const { run, running } = useAction(() => api.request(ViewerDocument, {}));
  useEffect(() => api.onReachable(setReachable), [api]);
  useEffect(() => {
    const lost = () => setReachable(false);
    const back = () => void run();
    addEventListener('offline', lost);
    addEventListener('online', back);
    return () => {
      removeEventListener('offline', lost);
      removeEventListener('online', back);
    };
  }, [run]);
  if (reachable) return null;
  const again = (
    <Button size="small" disabled={running} onClick={() => void run()}>
      {t('common.retry')}
    </Button>
  );
  return (
    <Notice intent="warning" action={again}>
      {t('connection.lost')}
    </Notice>
  );
}
