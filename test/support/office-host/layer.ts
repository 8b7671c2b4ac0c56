import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';

/** Microsoft's Excel API layer as it runs in the task pane, loaded unmodified from its npm package. */
export interface ExcelLayer {
  readonly Excel: typeof Excel;
  readonly OfficeExtension: OfficeExtensionInternals;
  /** What `isSetSupported` of this layer answers; a test may take requirement sets away. */
  readonly Office: { context: { requirements: { isSetSupported(name: string, version?: string): boolean } } };
}

/** The undocumented hooks by which a host of ours answers; they hold for the pinned version of the package. */
export interface OfficeExtensionInternals {
  SessionBase: { _overrideSession: unknown };
  _testSetRichApiMessageReadyImpl(ready: () => Promise<void>): void;
  _testTriggerRichApiMessageEvent(message: { entries: EventEntry[] }): void;
}

/** One event on its way from the host to the handlers of the page. */
export interface EventEntry {
  messageCategory: number;
  messageType: number;
  targetId: string;
  message: string;
  isRemoteOverride?: boolean;
}

export const LAYER_FILE = '@microsoft/office-js/dist/excel-win32-16.01.js';
const nothing = (): void => undefined;
let script: vm.Script | undefined;

/**
 * Loads the layer into a context of its own, so that several hosts live side by side in one test run.
 *
 * @param isSetSupported answers requirement-set questions; the host decides.
 */
export function loadExcelLayer(isSetSupported: (name: string, version?: string) => boolean): ExcelLayer {
  script ??= new vm.Script(readFileSync(createRequire(import.meta.url).resolve(LAYER_FILE), 'utf8'), {
    filename: LAYER_FILE,
  });
  const page = pageGlobals();
  vm.createContext(page);
  script.runInContext(page);
  // The layer makes an `Office` of its own, whose context only the loader of a real page would fill.
  const context = { requirements: { isSetSupported }, platform: 'PC' };
  page.Office = Object.create(page.Office as object, { context: { value: context } }) as object;
  const layer = page as unknown as ExcelLayer;
  // oxlint-disable-next-line no-underscore-dangle -- the layer's own name
  layer.OfficeExtension._testSetRichApiMessageReadyImpl(() => Promise.resolve());
  return layer;
}

/** The few globals of a web page that the layer touches while it loads. */
function pageGlobals(): Record<string, unknown> {
  const storage = { getItem: () => null, setItem: nothing };
  const location = { search: '', href: 'https://localhost/', pathname: '/', hash: '', origin: 'https://localhost' };
  const element = (): object => ({ setAttribute: nothing, style: {} });
  const head = { appendChild: nothing };
  const page: Record<string, unknown> = {
    Office: {},
    OSF: {},
    console: { log: nothing, warn: nothing, error: nothing },
    document: {
      URL: location.href,
      location,
      addEventListener: nothing,
      getElementsByTagName: () => [],
      getElementById: () => null,
      createElement: element,
      head,
      body: head,
      cookie: '',
    },
    location,
    navigator: { userAgent: 'node' },
    sessionStorage: storage,
    localStorage: storage,
    addEventListener: nothing,
    removeEventListener: nothing,
    postMessage: nothing,
    setTimeout,
    clearTimeout,
    performance,
  };
  for (const self of ['window', 'self', 'top', 'parent']) page[self] = page;
  return page;
}
