import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice, Notice } from '../common/notices.tsx';
import { useAction } from '../common/use-action.ts';
import { useViewer } from '../session/session.tsx';
import { useWorkspace } from '../shell/workspace.tsx';

/** Name of the workbook's setting that says whose rows its sheets hold. */
const SETTING = 'tenant';

/** Warns when the workbook's sheets hold the rows of another tenant, as after signing in elsewhere. */
export function ForeignWorkbook() {
  const { t } = useI18n();
  const { workbook, bound } = useWorkspace();
  const { tenant } = useViewer();
  const [other, setOther] = useState<string | null>(null);
  const filled = bound.length > 0;
  useEffect(() => {
    const look = async () => {
      const owner = await workbook.setting(SETTING);
      if (owner !== null && owner !== tenant.code && filled) return setOther(owner);
      setOther(null);
      if (owner !== tenant.code) await workbook.setSetting(SETTING, tenant.code);
    };
    void look().catch(() => undefined);
  }, [workbook, tenant.code, filled]);
  const close = useAction(async () => {
    for (const sheet of bound) await workbook.closeSheet(sheet.id);
    await workbook.setSetting(SETTING, tenant.code);
    setOther(null);
  });
  if (other === null) return null;
  return (
    <>
      <Notice
        intent="warning"
        action={
          <Button size="small" disabled={close.running} onClick={() => void close.run()}>
            {t('foreign.close')}
          </Button>
        }
      >
        {t('foreign.text', { other, mine: tenant.code })}
      </Notice>
      <ErrorNotice error={close.error} />
    </>
  );
}
