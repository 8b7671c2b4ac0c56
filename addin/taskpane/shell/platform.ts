/** What differs between the places that show the pane: Excel and the workbench page. */

import type { CommandRouter } from '../../commands/router.ts';
import type { WorksheetFunctions } from '../../functions/worksheet.ts';
import type { Locale, WorkbookPort } from '../../workbook/port.ts';
import type { TokenStore } from '../api.ts';

export type ThemeName = 'light' | 'dark' | 'contrast';

/** Small strings that outlive the page. Neither method throws. */
export interface Storage {
  get(name: string): string | null;
  set(name: string, value: string | null): void;
}

export interface Platform {
  kind: 'excel' | 'workbench';
  /** Address of the GraphQL endpoint. */
  endpoint: string;
  /** Address of the list of demo sign-ins. */
  demoList: string;
  storage: Storage;
  /** Null where the browser's cookie carries the session. */
  token: TokenStore | null;
  /** Our functions in the spreadsheet's formulas; null where the host has none. */
  functions: WorksheetFunctions | null;
  /** Brings what was asked for outside of the pane: ribbon, context menu, keyboard. */
  commands: CommandRouter;
  /** Language tag of the host, such as `zh-CN`. */
  displayLanguage: string;
  /** The host's theme now. */
  theme(): ThemeName;
  /** Calls back when the host's theme changes. Returns how to stop listening. */
  onTheme(listener: () => void): () => void;
  /**
   * The spreadsheet; called once somebody has signed in.
   * @param tenant code of the tenant, for a host that keeps a workbook for each
   */
  openWorkbook(locale: Locale, tenant: string): Promise<WorkbookPort>;
  /** The pane's language or theme was chosen: whatever stands beside it may follow. */
  dress?(look: { locale: Locale; theme: ThemeName }): void;
}

const PREFIX = 'suanpan.';

/**
 * Storage over `localStorage`, which may be missing or forbidden.
 * @param partition prefix that Excel on the web asks for, so that two hosts in one browser do not mix
 */
export function browserStorage(partition = ''): Storage {
  const memory = new Map<string, string>();
  const key = (name: string) => `${partition}${PREFIX}${name}`;
  return {
    get: (name) => {
      try {
        return localStorage.getItem(key(name));
      } catch {
        return memory.get(name) ?? null;
      }
    },
    set: (name, value) => {
      if (value === null) memory.delete(name);
      else memory.set(name, value);
      try {
        if (value === null) localStorage.removeItem(key(name));
        else localStorage.setItem(key(name), value);
      } catch {
        // Kept in memory for as long as the page lives.
      }
    },
  };
}

/** Keeps the token in memory, and in the storage for the next opening. */
export function tokenStore(storage: Storage): TokenStore {
  let token = storage.get('token');
  return {
    get: () => token,
    set: (next) => {
      token = next;
      storage.set('token', next);
    },
  };
}

/** What the browser itself asks for: forced colours, else dark or light. */
export function browserTheme(): ThemeName {
  if (matchMedia('(forced-colors: active)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function onBrowserTheme(listener: () => void): () => void {
  const queries = ['(forced-colors: active)', '(prefers-color-scheme: dark)'].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    for (const query of queries) query.removeEventListener('change', listener);
  };
}
