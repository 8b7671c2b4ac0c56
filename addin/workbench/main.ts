/** The workbench: a spreadsheet and the pane in one page. Nothing comes from elsewhere. */
import './page.css';
import { mountPane } from '../taskpane/shell/pane.tsx';
import { browserStorage, browserTheme, onBrowserTheme, type Platform } from '../taskpane/shell/platform.ts';
import type { WorkbookPort } from '../workbook/port.ts';
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
async function openWorkbook(locale: Parameters<Platform['openWorkbook']>[0], tenant: string): Promise<WorkbookPort> {
  if (workbench?.tenant === tenant) return workbench.mounted.workbook;
  const [{ mountWorkbench }, kept] = await Promise.all([loading, keptWorkbook(tenant)]);
  workbench?.mounted.dispose();
  const container = element('spreadsheet');
  container.replaceChildren();
  const mounted = mountWorkbench(container, locale, { ...kept, darkMode: dark });
  workbench = { tenant, mounted };
  return mounted.workbook;
}

const platform: Platform = {
  kind: 'workbench',
  endpoint: './graphql',
  demoList: './demo.json',
  storage: preferences,
  token: null,
  displayLanguage: navigator.language,
  theme: browserTheme,
  onTheme: onBrowserTheme,
  openWorkbook,
  dress: ({ locale, theme }) => {
    dark = theme !== 'light';
    document.title = locale === 'zh' ? '算盘' : 'Suanpan';
    element('divider').setAttribute('aria-label', locale === 'zh' ? '调整窗格宽度' : 'Width of the pane');
    workbench?.mounted.setDarkMode(dark);
  },
};

const stored = Number(preferences.get('paneWidth'));
makeResizable(element('divider'), element('workbench'), stored > 0 ? stored : null, (width) =>
  preferences.set('paneWidth', String(width)),
);
mountPane(element('pane'), platform);
