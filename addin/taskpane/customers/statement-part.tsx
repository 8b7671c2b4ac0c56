import { Button, Field, Input } from '@fluentui/react-components';
import { TableRegular } from '@fluentui/react-icons/svg/table';
import { useState } from 'react';
import { StatementDocumentDocument } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { addMonths } from '../common/months.ts';
import { ErrorNotice } from '../common/notices.tsx';
import { saveBytes } from '../common/save-file.ts';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useSession, useViewer } from '../session/session.tsx';
import { useWorkspace } from '../shell/workspace.tsx';

/**
 * A customer's statement between two days, as a sheet or as PDF.
 * @param suffix what tells this customer's sheets from others'
 */
export function StatementPart({ code, suffix }: { code: string; suffix: string }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { tenant } = useViewer();
  const { open } = useWorkspace();
  const [from, setFrom] = useState(`${addMonths(tenant.today.slice(0, 7), -11)}-01`);
  const [to, setTo] = useState(tenant.today);
  const inSheet = useAction(() =>
    open('CUSTOMER_STATEMENT', {
      filter: { customer: code, from, to },
      suffix: `${suffix}_${from}_${to}`.replaceAll('-', ''),
      subtitle: code,
    }),
  );
  const asPdf = useAction(async () => {
    saveBytes((await api.request(StatementDocumentDocument, { customer: code, from, to })).customerStatementDocument);
  });
  return (
    <section className={styles.tight} aria-label={t('statement.title')}>
      <h3 className={styles.heading}>{t('statement.title')}</h3>
      <div className={styles.wrap}>
        <Field label={t('statement.from')}>
          <Input type="date" size="small" value={from} onChange={(_event, data) => setFrom(data.value)} />
        </Field>
        <Field label={t('statement.to')}>
          <Input type="date" size="small" value={to} onChange={(_event, data) => setTo(data.value)} />
        </Field>
      </div>
      <ErrorNotice error={inSheet.error ?? asPdf.error} />
      <div className={styles.wrap}>
        <Button
          size="small"
          icon={<TableRegular />}
          disabled={inSheet.running || from === '' || to === ''}
          onClick={() => void inSheet.run()}
        >
          {t('statement.sheet')}
        </Button>
        <Button size="small" disabled={asPdf.running || from === '' || to === ''} onClick={() => void asPdf.run()}>
          {t('statement.pdf')}
        </Button>
      </div>
    </section>
  );
}
