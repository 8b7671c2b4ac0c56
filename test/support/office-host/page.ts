/** Puts the host behind a page of a browser: the page loads Microsoft's layer by itself, and asks the host across the border. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { OfficeHost } from './host.ts';
import { LAYER_FILE } from './layer.ts';

const OFFICE_JS = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';

/**
 * Answers the page's request for office.js with the Excel layer and an `Office` that stands for Excel.
 * @returns the host, whose workbook a test can look at and work in as a person does
 */
export async function hostPage(page: Page, host = new OfficeHost()): Promise<OfficeHost> {
  await page.exposeFunction('answerOfExcel', async (flags: number, body: string) =>
    JSON.stringify(await host.answer(flags, JSON.parse(body))),
  );
  await page.route(OFFICE_JS, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script(host.excelApi) }),
  );
  host.deliver = (entries) => {
    // The page may be gone by the time an event comes.
    page
      .evaluate((list) => (globalThis as unknown as EventsOfExcel).eventsOfExcel(list), entries)
      .catch(() => undefined);
  };
  return host;
}

interface EventsOfExcel {
  eventsOfExcel(entries: unknown): void;
}

function script(excelApi: string): string {
  const layer = readFileSync(createRequire(import.meta.url).resolve(LAYER_FILE), 'utf8');
  return `window.Office = {}; window.OSF = {};\n${layer}\n;(${behind.toString()})(${JSON.stringify(excelApi)});`;
}

/** Runs in the page, below the layer. */
function behind(excelApi: string): void {
  const page = globalThis as unknown as {
    Office: object;
    OfficeExtension: {
      SessionBase: { _overrideSession: unknown };
      _testSetRichApiMessageReadyImpl(ready: () => Promise<void>): void;
      _testTriggerRichApiMessageEvent(message: { entries: unknown }): void;
    };
    answerOfExcel(flags: number, body: string): Promise<string>;
    eventsOfExcel(entries: unknown): void;
  };
  const { OfficeExtension } = page;
  const number = (version: string) => {
    const [major = '1', minor = '0'] = version.split('.');
    return Number(major) * 100 + Number(minor);
  };
  const isSetSupported = (name: string, version = '1.1') =>
    name === 'ExcelApi'
      ? number(excelApi) >= number(version)
      : ['SharedRuntime', 'RichApiRuntime', 'DelayForCellEdit'].includes(name) && version === '1.1';
  const actions = new Map<string, (event: { completed(): void }) => void>();
  page.Office = Object.create(page.Office, {
    context: {
      value: {
        requirements: { isSetSupported },
        platform: 'PC',
        diagnostics: { platform: 'PC', version: '16.0.double', host: 'Excel' },
        displayLanguage: 'en-US',
        partitionKey: '',
      },
    },
    HostType: { value: { Excel: 'Excel' } },
    onReady: { value: () => Promise.resolve({ host: 'Excel', platform: 'PC' }) },
    actions: { value: { associate: (id: string, action: () => void) => actions.set(id, action) } },
    addin: { value: { showAsTaskpane: () => Promise.resolve() } },
  }) as object;
  Object.assign(page, {
    actionOfExcel: (id: string) =>
      new Promise<void>((completed) => actions.get(id)?.({ completed: () => completed() })),
    knownToExcel: () => [...actions.keys()],
    eventsOfExcel: (entries: unknown) => {
      // oxlint-disable-next-line no-underscore-dangle -- the layer's own name
      OfficeExtension._testTriggerRichApiMessageEvent({ entries });
    },
  });
  // oxlint-disable-next-line no-underscore-dangle -- the layer's own name
  OfficeExtension._testSetRichApiMessageReadyImpl(() => Promise.resolve());
  // oxlint-disable-next-line no-underscore-dangle -- the layer's own name
  OfficeExtension.SessionBase._overrideSession = {
    _resolveRequestUrlAndHeaderInfo: () => Promise.resolve(null),
    _createRequestExecutorOrNull: () => ({
      executeAsync: async (_data: unknown, flags: number, message: { Body: unknown }) =>
        JSON.parse(await page.answerOfExcel(flags, JSON.stringify(message.Body))) as object,
    }),
  };
}
