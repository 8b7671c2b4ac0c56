import { Button, Checkbox, Text } from '@fluentui/react-components';
import { useState } from 'react';
import {
  ArchiveStatementProfileDocument,
  type ProfilePartsFragment,
  StatementProfilesDocument,
} from '../../../generated/operations.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { ErrorNotice } from '../../common/notices.tsx';
import { useStyles } from '../../common/styles.ts';
import { useAction } from '../../common/use-action.ts';
import { useQuery } from '../../common/use-query.ts';
import { useSession } from '../../session/session.tsx';

/** The tenant's own profiles of tables: what they are known by, and putting them away. Nothing where there are none. */
export function ProfileList({ revision }: { revision: number }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [open, setOpen] = useState(false);
  const [archived, setArchived] = useState(false);
  const profiles = useQuery(
    (signal) => api.request(StatementProfilesDocument, { archived }, signal),
    [api, archived, revision],
  );
  const archive = useAction(async (profile: ProfilePartsFragment) => {
    const input = { key: crypto.randomUUID(), id: profile.id ?? '', archived: !profile.archived };
    await api.request(ArchiveStatementProfileDocument, { input });
    profiles.reload();
  });
  const own = (profiles.data?.statementProfiles ?? []).filter(({ id }) => id !== null);
  if (own.length === 0 && !archived && !profiles.error) return null;
  return (
    <section className={styles.tight} aria-label={t('profiles.own')}>
      <div>
        <Button size="small" appearance="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('profiles.ownCount', { count: own.length })}
        </Button>
      </div>
      <ErrorNotice error={profiles.error ?? archive.error} onRetry={profiles.reload} />
      {open ? (
        <>
          <Checkbox
            label={t('profiles.showArchived')}
            checked={archived}
            onChange={(_event, data) => setArchived(data.checked === true)}
          />
          <ul className={styles.list} style={{ rowGap: 8 }}>
            {own.map((profile) => (
              <li key={profile.id} className={styles.card} aria-label={profile.name}>
                <div className={styles.spread}>
                  <Text weight="semibold" className={styles.shorten}>
                    {profile.name}
                  </Text>
                  <Button size="small" disabled={archive.running} onClick={() => void archive.run(profile)}>
                    {t(profile.archived ? 'profiles.restore' : 'profiles.archive')}
                  </Button>
                </div>
                <Text className={styles.quiet} style={{ overflowWrap: 'anywhere' }}>
                  {profile.headings.length === 0
                    ? t('profiles.knownByName')
                    : t('profiles.knownBy', { headings: profile.headings.join(', ') })}
                </Text>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
