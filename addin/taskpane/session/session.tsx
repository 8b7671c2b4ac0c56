/** Who is signed in. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import {
  SignInDocument,
  type SignInInput,
  SignOutDocument,
  ViewerDocument,
  type ViewerPartsFragment,
} from '../../generated/operations.ts';
import type { Api } from '../api.ts';
import { type Query, useQuery } from '../common/use-query.ts';

export type Viewer = ViewerPartsFragment;

export interface Session {
  api: Api;
  state: 'asking' | 'unreachable' | 'signed_out' | 'signed_in';
  viewer: Viewer | null;
  /** The session ended under the user's hands; the pane stays as it is and asks for the password. */
  expired: boolean;
  /** Why the server could not be asked. */
  problem: unknown;
  askAgain: () => void;
  /** Grows with every sign-in; what failed for want of a session is asked anew. */
  signIns: number;
  /** @throws ApiError when refused */
  signIn: (input: SignInInput) => Promise<void>;
  signOut: () => Promise<void>;
  /** The viewer as a change has left it. */
  viewerChanged: (viewer: Viewer) => void;
}

const Context = createContext<Session | null>(null);

export function SessionProvider({ api, children }: { api: Api; children: ReactNode }) {
  const asked = useQuery((signal) => api.request(ViewerDocument, {}, signal), [api]);
  // What happened here since the server was asked: a sign-in, or (null) a sign-out.
  const [changed, setChanged] = useState<{ viewer: Viewer | null } | null>(null);
  const [expired, setExpired] = useState(false);
  const [signIns, setSignIns] = useState(0);
  useEffect(() => api.onSessionEnded(() => setExpired(true)), [api]);
  const viewer = changed ? changed.viewer : (asked.data?.viewer ?? null);
  const state = stateOf(viewer, changed !== null, asked);

  const signIn = useCallback(
    async (input: SignInInput) => {
      const answer = await api.request(SignInDocument, { input });
      api.keepToken(answer.signIn.token);
      setChanged({ viewer: answer.signIn.viewer });
      setExpired(false);
      setSignIns((n) => n + 1);
    },
    [api],
  );
  const signOut = useCallback(async () => {
    // Signed out here even when the server cannot be told; the session then ends by its own time.
    await api.request(SignOutDocument, {}).catch(() => undefined);
    api.keepToken(null);
    setChanged({ viewer: null });
    setExpired(false);
  }, [api]);
  const viewerChanged = useCallback((now: Viewer) => setChanged({ viewer: now }), []);
  const { error: problem, reload: askAgain } = asked;
  const value = useMemo<Session>(
    () => ({ api, state, viewer, expired, problem, askAgain, signIns, signIn, signOut, viewerChanged }),
    [api, state, viewer, expired, problem, askAgain, signIns, signIn, signOut, viewerChanged],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

function stateOf(viewer: Viewer | null, known: boolean, asked: Query<unknown>): Session['state'] {
  if (viewer) return 'signed_in';
  if (known || asked.data) return 'signed_out';
  return asked.error === null ? 'asking' : 'unreachable';
}

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('no SessionProvider above');
  return session;
}

/** The signed-in operator; only below the sign-in. */
export function useViewer(): Viewer {
  const { viewer } = useSession();
  if (!viewer) throw new Error('nobody is signed in');
  return viewer;
}
