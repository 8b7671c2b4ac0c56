/** A table that nobody knows, or that is to be read otherwise: point at its columns, see what comes of it, name it, import. */
import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useState } from 'react';
import {
  type ProfilePartsFragment,
  SaveStatementProfileDocument,
  StatementProfilesDocument,
} from '../../../generated/operations.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { NarrowSelect } from '../../common/narrow-select.tsx';
import { ErrorNotice, Loading } from '../../common/notices.tsx';
import { useStyles } from '../../common/styles.ts';
import { useAction } from '../../common/use-action.ts';
import { useQuery } from '../../common/use-query.ts';
import { useWishes } from '../../common/wishes.ts';
import { useSession } from '../../session/session.tsx';
import { ColumnGrid } from './column-grid.tsx';
import { tableOf } from './draft.ts';
import { Outcome } from './outcome.tsx';
import { ReadingChoices } from './reading-choices.tsx';
import { type Pointing, usePointing } from './use-preview.ts';

interface Props {
  file: File;
  /** Imports the file by the profile of that name; null: as it is recognised. */
  onImport: (profile: string | null) => void;
  onCancel: () => void;
}

export function PointAtColumns({ file, onImport, onCancel }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const pointing = usePointing(file);
  const profiles = useQuery((signal) => api.request(StatementProfilesDocument, { archived: false }, signal), [api]);
  const list = profiles.data?.statementProfiles ?? [];
  const { preview, draft, loading, error } = pointing;
  return (
    <section className={styles.card} aria-label={t('profiles.title')}>
      <h3 className={styles.heading}>{t('profiles.title')}</h3>
      <Text className={styles.quiet} style={{ overflowWrap: 'anywhere' }}>
        {file.name}
        {preview ? ` · ${preview.encoding}` : ''}
      </Text>
      <ErrorNotice error={error ?? profiles.error} onRetry={pointing.reload} />
      <ProfileSelect list={list} pointing={pointing} />
      {preview && draft ? (
        <>
          <ColumnGrid preview={preview} draft={draft} onChange={pointing.change} />
          <ReadingChoices preview={preview} draft={draft} onChange={pointing.change} />
          <div aria-live="polite" aria-busy={loading} style={{ opacity: loading ? 0.6 : 1 }}>
            <Outcome preview={preview} beginning={pointing.beginning} />
          </div>
          <SavePart list={list} pointing={pointing} onImport={onImport} onCancel={onCancel} />
        </>
      ) : error ? (
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      ) : (
        <Loading />
      )}
    </section>
  );
}

/** Profiles of one's own and those that ship, to read the file by. */
function ProfileSelect({ list, pointing }: { list: readonly ProfilePartsFragment[]; pointing: Pointing }) {
  const { t } = useI18n();
  return (
    <Field label={t('profiles.readBy')}>
      <NarrowSelect value={pointing.asked} onChange={(_event, data) => pointing.readBy(data.value || null)}>
        <option value="">{t(pointing.isPointed ? 'profiles.asPointed' : 'profiles.asRecognised')}</option>
        {[true, false].map((own) => (
          <optgroup key={String(own)} label={t(own ? 'profiles.own' : 'profiles.shipped')}>
            {list
              .filter(({ id }) => (id !== null) === own)
              .map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
          </optgroup>
        ))}
      </NarrowSelect>
    </Field>
  );
}

interface SaveProps extends Omit<Props, 'file'> {
  list: readonly ProfilePartsFragment[];
  pointing: Pointing;
}

/** A file that is read by a profile as it stands is imported; what was pointed out gets a name first. */
function SavePart({ list, pointing, onImport, onCancel }: SaveProps) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { preview, draft, profile, isPointed, loading } = pointing;
  // Changing what one's own profile says changes that profile, unless another name is given.
  const [name, setName] = useState<string | null>(null);
  const isOwn = list.some((each) => each.id !== null && each.name === pointing.base);
  const shownName = name ?? (isOwn ? (pointing.base ?? '') : '');
  const wishes = useWishes();
  const save = useAction(async () => {
    if (!preview || !draft) return;
    const known = list.find((each) => each.id !== null && each.name === shownName.trim());
    const input = {
      id: known?.id ?? null,
      version: known?.version ?? null,
      name: shownName,
      table: tableOf(draft, preview),
    };
    const answer = await wishes.send(input, (key) =>
      api.request(SaveStatementProfileDocument, { input: { key, ...input } }),
    );
    onImport(answer.saveStatementProfile.profile.name);
  });
  const isReady = !loading && preview?.result != null;
  // What is recognised as it stands needs no name.
  const isKnown = !isPointed && preview?.result != null;
  return (
    <>
      {isKnown ? null : (
        <Field label={t('profiles.name')} hint={t('profiles.nameHint')} required>
          <Input value={shownName} maxLength={60} onChange={(_event, data) => setName(data.value)} />
        </Field>
      )}
      <ErrorNotice error={save.error} />
      <div className={styles.wrap}>
        {isKnown ? (
          <Button appearance="primary" disabled={!isReady} onClick={() => onImport(profile || null)}>
            {t('reconcile.importInto')}
          </Button>
        ) : (
          <Button
            appearance="primary"
            disabled={!isReady || save.running || shownName.trim() === ''}
            onClick={() => void save.run()}
          >
            {t('profiles.save')}
          </Button>
        )}
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </>
  );
}
