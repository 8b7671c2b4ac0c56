import { Button, Checkbox, Field, Input, Text } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useState } from 'react';
import {
  CloseAccountingPeriodDocument,
  type ClosingCheckCode,
  ClosingChecklistDocument,
  type ClosingChecklistQuery,
  ReleaseRevenueDocument,
  ReopenAccountingPeriodDocument,
  VoucherExportDocument,
} from '../../generated/operations.ts';
import { formatCount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice, Loading, Notice } from '../common/notices.tsx';
import { saveText } from '../common/save-file.ts';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession, useViewer } from '../session/session.tsx';

type Check = ClosingChecklistQuery['closingChecklist'][number];

interface Props {
  /** `YYYY-MM` */
  month: string;
  isClosed: boolean;
  onChanged: () => void;
}

/** One month: its checklist, and what can be done with it. */
export function MonthView({ month, isClosed, onChanged }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { operator } = useViewer();
  const [done, setDone] = useState<string | null>(null);
  const vouchers = useAction(async () => {
    const { voucherExport } = await api.request(VoucherExportDocument, { month });
    saveText(voucherExport);
    setDone(t('closing.saved', { name: voucherExport.fileName }));
  });
  const mayClose = operator.roles.includes('APPROVER');
  return (
    <div className={styles.card}>
      {done ? (
        <Notice intent="success" onDismiss={() => setDone(null)}>
          {done}
        </Notice>
      ) : null}
      {isClosed ? (
        <Reopen month={month} mayClose={mayClose} onChanged={onChanged} />
      ) : (
        <Close month={month} mayClose={mayClose} onChanged={onChanged} onDone={setDone} />
      )}
      <ErrorNotice error={vouchers.error} />
      <div>
        <Button size="small" disabled={vouchers.running} onClick={() => void vouchers.run()}>
          {t('closing.vouchers')}
        </Button>
      </div>
    </div>
  );
}

interface CloseProps extends Omit<Props, 'isClosed'> {
  mayClose: boolean;
  onDone: (sentence: string) => void;
}

function Close({ month, mayClose, onChanged, onDone }: CloseProps) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { operator } = useViewer();
  const [acknowledged, setAcknowledged] = useState<readonly ClosingCheckCode[]>([]);
  const checks = useQuery((signal) => api.request(ClosingChecklistDocument, { month }, signal), [api, month]);
  const release = useAction(async () => {
    const { releaseRevenue } = await api.request(ReleaseRevenueDocument, {
      input: { key: crypto.randomUUID(), month },
    });
    onDone(t('closing.released', { count: releaseRevenue.released }));
    checks.reload();
    onChanged();
  });
  const close = useAction(async () => {
    await api.request(CloseAccountingPeriodDocument, {
      input: { key: crypto.randomUUID(), month, acknowledged: [...acknowledged] },
    });
    onChanged();
  });
  if (checks.error !== null) return <ErrorNotice error={checks.error} onRetry={checks.reload} />;
  if (!checks.data) return <Loading label={t('closing.looking')} />;
  const list = checks.data.closingChecklist;
  const open = list.filter(({ count }) => count > 0);
  const ready = open.every(({ code, blocking }) => !blocking && acknowledged.includes(code));
  const mayRelease = mayClose || operator.roles.includes('FINANCE');
  return (
    <>
      <ul className={styles.list} aria-label={t('closing.checklist')} style={{ rowGap: 4 }}>
        {list.map((check) => (
          <li key={check.code}>
            <CheckRow
              check={check}
              acknowledged={acknowledged.includes(check.code)}
              onAcknowledge={
                mayClose
                  ? (yes) =>
                      setAcknowledged((codes) => (yes ? [...codes, check.code] : codes.filter((c) => c !== check.code)))
                  : null
              }
            />
          </li>
        ))}
      </ul>
      <ErrorNotice error={release.error ?? close.error} />
      <div className={styles.wrap}>
        {mayClose ? (
          <Button appearance="primary" disabled={!ready || close.running} onClick={() => void close.run()}>
            {t('closing.close')}
          </Button>
        ) : null}
        {mayRelease ? (
          <Button disabled={release.running} onClick={() => void release.run()}>
            {t('closing.release')}
          </Button>
        ) : null}
        <Button appearance="subtle" onClick={checks.reload}>
          {t('closing.again')}
        </Button>
      </div>
      {mayClose ? null : <Text className={styles.quiet}>{t('closing.needsApprover')}</Text>}
    </>
  );
}

interface CheckRowProps {
  check: Check;
  acknowledged: boolean;
  onAcknowledge: ((yes: boolean) => void) | null;
}

/** Well, to be looked at, or in the way; the words say it, the icon helps to find it. */
function CheckRow({ check, acknowledged, onAcknowledge }: CheckRowProps) {
  const { t } = useI18n();
  const styles = useStyles();
  const words = t(`closing.check.${check.code}`);
  if (check.count === 0) {
    return (
      <span className={styles.row}>
        <CheckmarkCircleRegular aria-hidden />{' '}
        <Text size={200}>{check.code === 'MONTH_NOT_OVER' ? words : `${words}: 0`}</Text>
      </span>
    );
  }
  return (
    <span className={styles.row}>
      {check.blocking ? <ErrorCircleRegular aria-hidden /> : <WarningRegular aria-hidden />}
      <Text size={200} weight="semibold" className={styles.grow}>
        {words}: {check.code === 'MONTH_NOT_OVER' ? t('closing.not') : formatCount(check.count)}
      </Text>
      {check.blocking ? (
        <Text className={styles.quiet}>{t('closing.blocking')}</Text>
      ) : onAcknowledge ? (
        <Checkbox
          label={t('closing.acknowledge')}
          checked={acknowledged}
          onChange={(_event, data) => onAcknowledge(data.checked === true)}
        />
      ) : null}
    </span>
  );
}

function Reopen({ month, mayClose, onChanged }: { month: string; mayClose: boolean; onChanged: () => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [reason, setReason] = useState('');
  const reopen = useAction(async () => {
    await api.request(ReopenAccountingPeriodDocument, { input: { key: crypto.randomUUID(), month, reason } });
    onChanged();
  });
  if (!mayClose) return <Text className={styles.quiet}>{t('closing.needsApprover')}</Text>;
  return (
    <>
      <Field label={t('closing.reason')} hint={t('closing.secondPerson')} required>
        <Input value={reason} onChange={(_event, data) => setReason(data.value)} />
      </Field>
      <ErrorNotice error={reopen.error} />
      <div>
        <Button disabled={reason.trim() === '' || reopen.running} onClick={() => void reopen.run()}>
          {t('closing.reopen')}
        </Button>
      </div>
    </>
  );
}
