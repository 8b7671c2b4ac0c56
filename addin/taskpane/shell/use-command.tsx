/** Commands from outside of the pane, as its parts see them. */
import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Command, type CommandName, wordsOf } from '../../commands/commands.ts';
import type { CommandRouter, Handler } from '../../commands/router.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Notice } from '../common/notices.tsx';
import type { Section } from './navigation.tsx';

/** Where a command is carried out; the part that is there joins with `useCommand`. */
const PLACES: Record<CommandName, Section> = {
  open: 'sheets',
  refresh: 'sheets',
  check: 'sheets',
  publish: 'sheets',
  conflicts: 'sheets',
  runs: 'billing',
  explain: 'billing',
  entries: 'billing',
  reconcile: 'reconcile',
  reports: 'reports',
  findCustomer: 'customers',
  customer: 'customers',
  history: 'sheets',
};

const Context = createContext<CommandRouter | null>(null);

export const CommandsProvider = Context.Provider;

/**
 * Carries out commands of a name while the component is there.
 * @param ready false while it cannot yet; commands wait
 */
export function useCommand<N extends CommandName>(name: N, handler: Handler<N>, ready = true): void {
  const router = useContext(Context);
  const latest = useRef(handler);
  // Before anything is painted: a command that waited may begin the part anew, and nobody has typed into it yet.
  useLayoutEffect(() => {
    latest.current = handler;
  });
  useLayoutEffect(
    () => (ready ? router?.join(name, (command) => latest.current(command)) : undefined),
    [router, name, ready],
  );
}

/** Lets commands in once there is work to do, and says so when nobody here carries one out. */
export function CommandDesk({ onSection }: { onSection: (section: Section) => void }): ReactNode {
  const { t, locale } = useI18n();
  const router = useContext(Context);
  const [refused, setRefused] = useState<Command | null>(null);
  const latest = useRef(onSection);
  useEffect(() => {
    latest.current = onSection;
  });
  useEffect(
    () =>
      router?.open({
        show: (name) => {
          setRefused(null);
          latest.current(PLACES[name]);
          return true;
        },
        refuse: setRefused,
      }),
    [router],
  );
  // Their part has nothing more to do than to be shown.
  useCommand('reconcile', () => undefined);
  useCommand('reports', () => undefined);
  if (refused === null) return null;
  return (
    <Notice intent="warning" onDismiss={() => setRefused(null)}>
      {t('command.unknown', { name: wordsOf(refused).label[locale] })}
    </Notice>
  );
}
