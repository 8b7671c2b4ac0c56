/** The task pane inside Excel. */
import './page.css';
import { associateCommands } from '../commands/excel.ts';
import { listenToKeys } from '../commands/keys.ts';
import { CommandRouter } from '../commands/router.ts';
import { connectFunctions } from '../functions/connect.ts';
import { associateFunctions, customFunctions, excelFunctionHost } from '../functions/excel.ts';
import { message } from '../i18n/translate.ts';
import { connectExcel } from '../workbook/excel.ts';
import { Api } from './api.ts';
import { mountPane } from './shell/pane.tsx';
import {
  browserStorage,
  browserTheme,
  onBrowserTheme,
  type Platform,
  type ThemeName,
  tokenStore,
} from './shell/platform.ts';
import { localeOf } from './shell/preferences.tsx';

/** Office's theme by its background, since most hosts tell no more than colours; the browser's where there is none. */
function officeTheme(): ThemeName {
  const background = Office.context?.officeTheme?.bodyBackgroundColor;
  const colour = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(background ?? '');
  if (!colour) return browserTheme();
  if (matchMedia('(forced-colors: active)').matches) return 'contrast';
  const [red, green, blue] = colour.slice(1).map((part) => Number.parseInt(part, 16)) as [number, number, number];
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128 ? 'dark' : 'light';
}

const supports = (set: string, version: string) => Office.context.requirements.isSetSupported(set, version);

async function start(): Promise<void> {
  const pane = document.getElementById('pane') as HTMLElement;
  if (typeof Office === 'undefined') {
    pane.textContent = message(localeOf(navigator.language), 'taskpane.noOffice');
    return;
  }
  const { host } = await Office.onReady();
  // Outside Excel there is nothing to bind to; the workbench is the page for that.
  if (host !== Office.HostType.Excel) {
    location.replace('./');
    return;
  }
  const commands = new CommandRouter();
  // Before anything else: a button of the ribbon may have started this page, and waits.
  associateCommands(Office, commands.dispatch);
  listenToKeys(window, commands.dispatch);
  const storage = browserStorage(Office.context.partitionKey ?? '');
  const endpoint = './graphql';
  const token = tokenStore(storage);
  const custom = customFunctions();
  const functions = custom ? connectFunctions(new Api({ endpoint, token }), excelFunctionHost(Excel)) : null;
  // Before the pane: cells of an opened workbook ask at once.
  if (custom && functions) associateFunctions(custom, functions);
  const platform: Platform = {
    kind: 'excel',
    endpoint,
    demoList: './demo.json',
    storage,
    token,
    functions,
    commands,
    dress: ({ locale }) => functions?.setLocale(locale),
    displayLanguage: Office.context.displayLanguage || navigator.language,
    theme: officeTheme,
    onTheme: onBrowserTheme,
    openWorkbook: () => connectExcel({ excel: Excel, supports }),
  };
  mountPane(pane, platform);
}

void start();
