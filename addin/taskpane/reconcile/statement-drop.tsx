import { Button, Field, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { type DragEvent, useRef, useState } from 'react';
import {
  BankAccountsDocument,
  ImportStatementDocument,
  type ImportStatementMutation,
} from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ApiError } from '../api.ts';
import { NarrowSelect } from '../common/narrow-select.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { Progress } from '../common/progress.tsx';
import { useStyles as useShared } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';
import { errorText } from '../shell/errors.ts';
import { useActivities } from '../shell/use-activities.tsx';
import { DemoFiles } from './demo-files.tsx';
import { base64Of, FILE_LIMIT } from './file.ts';

type Imported = ImportStatementMutation['importStatement'];

const useStyles = makeStyles({
  drop: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    textAlign: 'center',
    rowGap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px dashed ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  over: { backgroundColor: tokens.colorBrandBackground2 },
});

/** Takes a bank's or channel's file, dropped or chosen. Its format is found from the content. */
export function StatementDrop({ onImported }: { onImported: (result: Imported) => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const shared = useShared();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { send, file } = useImport(onImported);
  const take = (files: FileList | null) => {
    const chosen = files?.[0];
    if (chosen) void send.run(chosen);
  };
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <section className={shared.tight} aria-label={t('reconcile.import')}>
      <div
        className={mergeClasses(styles.drop, over && styles.over)}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false);
          if (!send.running) take(event.dataTransfer.files);
        }}
      >
        <Button icon={<ArrowUploadRegular />} disabled={send.running} onClick={() => input.current?.click()}>
          {t('reconcile.choose')}
        </Button>
        <Text className={shared.quiet}>{t('reconcile.drop')}</Text>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('reconcile.choose')}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
      </div>
      <DemoFiles />
      {send.running ? (
        <Progress title={t('reconcile.importing', { name: file?.name ?? '' })} done={0} total={0} />
      ) : null}
      <ErrorNotice error={send.error} onRetry={file ? () => void send.run(file) : undefined} />
      {file && send.error instanceof ApiError && send.error.code === 'reconciliation.unknown_account' ? (
        <AccountChoice busy={send.running} onChoose={(account) => void send.run(file, account)} />
      ) : null}
    </section>
  );
}

/** Sends a file; the same file keeps its key, so that sending it again after a lost answer imports once. */
function useImport(onImported: (result: Imported) => void) {
  const i18n = useI18n();
  const { api } = useSession();
  const activities = useActivities();
  const [file, setFile] = useState<File | null>(null);
  const key = useRef<{ question: string; key: string } | null>(null);
  const send = useAction(async (chosen: File, bankAccount?: string) => {
    setFile(chosen);
    if (chosen.size > FILE_LIMIT) throw new ApiError('refused', 'statement.too_large', 'the file is too large');
    const question = [chosen.name, chosen.size, chosen.lastModified, bankAccount].join('|');
    if (key.current?.question !== question) key.current = { question, key: crypto.randomUUID() };
    const { key: idempotency } = key.current;
    const result = await activities.run(
      i18n.t('reconcile.importing', { name: chosen.name }),
      async ({ signal }) => {
        const content = await base64Of(chosen);
        const input = { key: idempotency, fileName: chosen.name, content, bankAccount: bankAccount ?? null };
        return (await api.request(ImportStatementDocument, { input }, signal)).importStatement;
      },
      {
        summary: ({ statements }) =>
          i18n.t('import.new', { count: statements.reduce((n, s) => n + s.newLineCount, 0) }),
        explain: (error) => errorText(error, i18n).text,
      },
    );
    key.current = null;
    setFile(null);
    onImported(result);
  });
  return { send, file };
}

/** For files that do not say whose account they are of. */
function AccountChoice({ busy, onChoose }: { busy: boolean; onChoose: (account: string) => void }) {
  const { t } = useI18n();
  const shared = useShared();
  const { api } = useSession();
  const [chosen, setChosen] = useState('');
  const accounts = useQuery((signal) => api.request(BankAccountsDocument, {}, signal), [api]);
  const list = accounts.data?.bankAccounts ?? [];
  const code = chosen || list[0]?.code;
  return (
    <div className={shared.card}>
      <ErrorNotice error={accounts.error} onRetry={accounts.reload} />
      <Field label={t('reconcile.account')}>
        <NarrowSelect value={code ?? ''} onChange={(_event, data) => setChosen(data.value)}>
          {list.map((account) => (
            <option key={account.id} value={account.code}>
              {account.name} ({account.code})
            </option>
          ))}
        </NarrowSelect>
      </Field>
      <Button appearance="primary" disabled={busy || !code} onClick={() => code && onChoose(code)}>
        {t('reconcile.importInto')}
      </Button>
    </div>
  );
}
