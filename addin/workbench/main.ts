/** The workbench: a spreadsheet and the pane in one page. Nothing comes from elsewhere. */
import './page.css';
import { listenToKeys } from '../commands/keys.ts';
import { CommandRouter } from '../commands/router.ts';
import { connectFunctions } from '../functions/connect.ts';
import { message } from '../i18n/translate.ts';
import { Api } from '../taskpane/api.ts';
import { mountPane } from '../taskpane/shell/pane.tsx';
import { browserStorage, browserTheme, onBrowserTheme, type Platform } from '../taskpane/shell/platform.ts';
import type { Locale, WorkbookPort } from '../workbook/port.ts';
import { connectAreas } from './areas.ts';
import { makeResizable } from './divider.ts';
import { openStorage } from './storage.ts';
import type { MountOptions, Workbench } from './univer.ts';

const element = (id: string) => document.getElementById(id) as HTMLElement;
const preferences = browserStorage();

let workbench: { tenant: string; mounted: Workbench } | null = null;
let dark = false;

/** The spreadsheet is large, so the browser may fetch it while somebody signs in. */
const loading = import('./univer.ts');
loading.catch(() => undefined);

/** What this browser kept of a tenant's workbook; nothing where it keeps nothing (a private window), work goes on all the same. */
async function keptWorkbook(tenant: string): Promise<Pick<MountOptions, 'saved' | 'storage'>> {
  try {
    const storage = await openStorage(tenant);
    return { storage, saved: await storage.load() };
  } catch {
    return {};
  }
}

/** Each tenant has a workbook of its own, kept in this browser. */
async function openWorkbook(locale: Locale, tenant: string): Promise<WorkbookPort> {
  if (workbench?.tenant === tenant) return workbench.mounted.workbook;
  const [{ mountWorkbench }, kept] = await Promise.all([loading, keptWorkbook(tenant)]);
  workbench?.mounted.dispose();
  const container = element('spreadsheet');
  container.replaceChildren();
  const mounted = mountWorkbench(container, locale, {
    ...kept,
    darkMode: dark,
    functions,
    onCommand: commands.dispatch,
  });
  workbench = { tenant, mounted };
  return mounted.workbook;
}

const commands = new CommandRouter();
listenToKeys(window, commands.dispatch);

const endpoint = './graphql';
const functions = connectFunctions(new Api({ endpoint, token: null }), {
  follows: true,
  recalculate: () => Promise.resolve(workbench?.mounted.functions?.recalculate()),
  insert: (formula) => Promise.resolve(workbench?.mounted.functions?.insert(formula) ?? false),
});

/** What stands where the spreadsheet will be. */
function welcome(locale: Locale): void {
  const text = document.createElement('p');
  text.className = 'welcome';
  text.textContent = message(locale, 'workbench.welcome');
  element('spreadsheet').replaceChildren(text);
}

const platform: Platform = {
  kind: 'workbench',
  endpoint,
  functions,
  commands,
  demoList: './demo.json',
  storage: preferences,
  token: null,
  displayLanguage: navigator.language,
  theme: browserTheme,
  onTheme: onBrowserTheme,
  openWorkbook,
  dress: ({ locale, theme }) => {
    dark = theme !== 'light';
    functions.setLocale(locale);
    document.title = message(locale, 'product.name');
    element('divider').setAttribute('aria-label', message(locale, 'workbench.divider'));
    if (!workbench) welcome(locale);
    workbench?.mounted.setDarkMode(dark);
  },
};

const stored = Number(preferences.get('paneWidth'));
makeResizable(element('divider'), element('workbench'), stored > 0 ? stored : null, (width) =>
  preferences.set('paneWidth', String(width)),
);
connectAreas(element('spreadsheet'), element('pane'));
mountPane(element('pane'), platform);
