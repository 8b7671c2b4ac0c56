import { Button, Field, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { TableSettingsRegular } from '@fluentui/react-icons/svg/table-settings';
import { type DragEvent, lazy, type RefObject, Suspense, useRef, useState } from 'react';
import { BankAccountsDocument } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ApiError } from '../api.ts';
import { NarrowSelect } from '../common/narrow-select.tsx';
import { ErrorNotice, Loading } from '../common/notices.tsx';
import { Progress } from '../common/progress.tsx';
import { useStyles as useShared } from '../common/styles.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';
import { DemoFiles } from './demo-files.tsx';
import { type Imported, useImport } from './use-import.ts';

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

const PointAtColumns = lazy(() =>
  import('./profiles/point-at-columns.tsx').then((module) => ({ default: module.PointAtColumns })),
);

/** Refusals that pointing at the columns of a table can help against. */
const POINTING_HELPS =
  /^statement\.(unknown_format|profile_\w+|unknown_profile|amount_invalid|date_invalid|direction_invalid|row_invalid|currency_missing)$/;

/** Takes a bank's or channel's file, dropped or chosen. Its format is found from the content, or pointed out. */
export function StatementDrop({ onImported }: { onImported: (result: Imported) => void }) {
  const { t } = useI18n();
  const shared = useShared();
  const { send, file } = useImport(onImported);
  const [pointing, setPointing] = useState<File | null>(null);
  const [profile, setProfile] = useState<string | null>(null);
  const code = send.error instanceof ApiError ? send.error.code : null;
  const start = (chosen: File) => {
    setPointing(null);
    setProfile(null);
    void send.run(chosen);
  };
  return (
    <section className={shared.tight} aria-label={t('reconcile.import')}>
      <DropZone busy={send.running} onFile={start} onPoint={setPointing} />
      <DemoFiles />
      {send.running ? (
        <Progress title={t('reconcile.importing', { name: file?.name ?? '' })} done={0} total={0} />
      ) : null}
      {pointing ? null : (
        <ErrorNotice error={send.error} onRetry={file ? () => void send.run(file, { profile }) : undefined} />
      )}
      {file && code !== null && POINTING_HELPS.test(code) && !pointing ? (
        <div>
          <Button icon={<TableSettingsRegular />} onClick={() => setPointing(file)}>
            {t('profiles.point')}
          </Button>
        </div>
      ) : null}
      {file && code === 'reconciliation.unknown_account' ? (
        <AccountChoice busy={send.running} onChoose={(bankAccount) => void send.run(file, { bankAccount, profile })} />
      ) : null}
      {pointing ? (
        <Suspense fallback={<Loading />}>
          <PointAtColumns
            key={`${pointing.name} ${pointing.size} ${pointing.lastModified}`}
            file={pointing}
            onCancel={() => setPointing(null)}
            onImport={(chosen) => {
              setPointing(null);
              setProfile(chosen);
              void send.run(pointing, { profile: chosen });
            }}
          />
        </Suspense>
      ) : null}
    </section>
  );
}

interface DropProps {
  busy: boolean;
  onFile: (file: File) => void;
  /** Looks at a file instead of importing it. */
  onPoint: (file: File) => void;
}

function DropZone({ busy, onFile, onPoint }: DropProps) {
  const { t } = useI18n();
  const styles = useStyles();
  const shared = useShared();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const look = useRef<HTMLInputElement>(null);
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <div
      className={mergeClasses(styles.drop, over && styles.over)}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false);
        const [dropped] = event.dataTransfer.files;
        if (dropped && !busy) onFile(dropped);
      }}
    >
      <Button icon={<ArrowUploadRegular />} disabled={busy} onClick={() => input.current?.click()}>
        {t('reconcile.choose')}
      </Button>
      <Text className={shared.quiet}>{t('reconcile.drop')}</Text>
      <Button size="small" appearance="subtle" disabled={busy} onClick={() => look.current?.click()}>
        {t('profiles.look')}
      </Button>
      <FileInput of={input} label={t('reconcile.choose')} onFile={onFile} />
      <FileInput of={look} label={t('profiles.look')} onFile={onPoint} />
    </div>
  );
}

interface FileInputProps {
  of: RefObject<HTMLInputElement | null>;
  label: string;
  onFile: (file: File) => void;
}

function FileInput({ of, label, onFile }: FileInputProps) {
  return (
    <input
      ref={of as RefObject<HTMLInputElement>}
      type="file"
      hidden
      aria-label={label}
      onChange={(event) => {
        const [chosen] = event.target.files ?? [];
        if (chosen) onFile(chosen);
        event.target.value = '';
      }}
    />
  );
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
