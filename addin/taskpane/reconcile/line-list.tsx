import { Button, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import {
  type LinePartsFragment,
  type StatementLineFilter,
  StatementLinesDocument,
} from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Empty, ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';
import { LineCard } from './line-card.tsx';
import { MatchTogether } from './match-together.tsx';

interface Props {
  filter: StatementLineFilter;
  revision: number;
  mayMatch: boolean;
  onChanged: () => void;
}

interface Page {
  nodes: LinePartsFragment[];
  after: string | null;
}

/** Lines in a state, a page at a time. A line that was decided stays until the list is loaded anew, with what became of it. */
export function LineList({ filter, revision, mayMatch, onChanged }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [more, setMore] = useState<(Page & { of: Page | null }) | null>(null);
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const load = async (after: string | null, signal?: AbortSignal): Promise<Page> => {
    const { nodes, pageInfo } = (await api.request(StatementLinesDocument, { filter, after }, signal)).statementLines;
    return { nodes, after: pageInfo.hasNextPage ? pageInfo.endCursor : null };
  };
  const first = useQuery((signal) => load(null, signal), [api, revision]);
  const next = useAction(async (after: string, before: LinePartsFragment[]) => {
    const page = await load(after);
    setMore({ nodes: [...before, ...page.nodes], after: page.after, of: first.data });
  });
  // Further pages belong to the first one that they followed; a newer first page starts over.
  const page = more && more.of === first.data ? more : first.data;
  if (first.error !== null) return <ErrorNotice error={first.error} onRetry={first.reload} />;
  if (!page) return <Loading />;
  const waiting = filter.status?.includes('UNMATCHED') === true;
  const outgoing = page.nodes.filter((line) => line.direction === 'OUT').length;
  const shown = all ? page.nodes : page.nodes.filter((line) => line.direction === 'IN');
  if (page.nodes.length === 0 || (shown.length === 0 && !page.after && outgoing === 0)) {
    return (
      <Empty title={t(waiting ? 'reconcile.noneWaiting' : 'reconcile.noneMatched')}>
        {t(waiting ? 'reconcile.noneWaitingHint' : 'reconcile.noneMatchedHint')}
      </Empty>
    );
  }
  const together = shown.filter((line) => chosen.includes(line.id) && line.status !== 'MATCHED');
  const choose = (id: string, on: boolean) => setChosen(on ? [...chosen, id] : chosen.filter((each) => each !== id));
  return (
    <div className={styles.tight} aria-busy={first.loading}>
      {together.length > 0 ? (
        <MatchTogether lines={together} onClear={() => setChosen([])} onChanged={onChanged} />
      ) : null}
      <ul className={styles.list} style={{ rowGap: 8 }}>
        {shown.map((line) => (
          <li key={line.id}>
            <LineCard
              line={line}
              mayMatch={mayMatch}
              onChanged={onChanged}
              chosen={chosen.includes(line.id)}
              {...(waiting ? { onChoose: (on: boolean) => choose(line.id, on) } : {})}
            />
          </li>
        ))}
      </ul>
      {outgoing > 0 ? (
        <Switch
          checked={all}
          label={t('reconcile.outgoing', { count: outgoing })}
          onChange={(_event, data) => setAll(data.checked)}
        />
      ) : null}
      <ErrorNotice error={next.error} />
      {page.after ? (
        <Button size="small" disabled={next.running} onClick={() => void next.run(page.after as string, page.nodes)}>
          {t('common.more')}
        </Button>
      ) : null}
    </div>
  );
}
