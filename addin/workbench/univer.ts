/** Mounts Univer with the presets that the workbench uses, and the workbook port on it. */
import {
  ICommandService,
  IUndoRedoService,
  type IWorkbookData,
  LocaleType,
  mergeLocales,
  Univer,
  UniverInstanceType,
} from '@univerjs/core';
import { FUniver } from '@univerjs/core/lib/facade';
import { UniverSheetsConditionalFormattingPreset } from '@univerjs/preset-sheets-conditional-formatting';
import conditionalEn from '@univerjs/preset-sheets-conditional-formatting/locales/en-US';
import conditionalZh from '@univerjs/preset-sheets-conditional-formatting/locales/zh-CN';
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core';
import coreEn from '@univerjs/preset-sheets-core/locales/en-US';
import coreZh from '@univerjs/preset-sheets-core/locales/zh-CN';
import { UniverSheetsDataValidationPreset } from '@univerjs/preset-sheets-data-validation';
import validationEn from '@univerjs/preset-sheets-data-validation/locales/en-US';
import validationZh from '@univerjs/preset-sheets-data-validation/locales/zh-CN';
import { UniverSheetsTablePreset, UniverSheetsTableUIPlugin } from '@univerjs/preset-sheets-table';
import tableEn from '@univerjs/preset-sheets-table/locales/en-US';
import tableZh from '@univerjs/preset-sheets-table/locales/zh-CN';
import '@univerjs/preset-sheets-core/lib/index.css';
import '@univerjs/preset-sheets-table/lib/index.css';
import '@univerjs/preset-sheets-data-validation/lib/index.css';
import '@univerjs/preset-sheets-conditional-formatting/lib/index.css';
import type { Command } from '../commands/commands.ts';
import type { WorksheetFunctions } from '../functions/worksheet.ts';
import type { Locale } from '../workbook/port.ts';
import { type WorkbenchMemory, WorkbenchWorkbook } from '../workbook/workbench.ts';
import { type RegisteredFunctions, registerFunctions } from './functions.ts';
import { addCellMenu } from './menu.ts';
import { sortCommand } from './sort.ts';
import type { WorkbenchStorage } from './storage.ts';

/** Everything that a workbook of the workbench is: what a reload of the page starts from. */
export interface SavedWorkbench {
  workbook: IWorkbookData;
  memory: WorkbenchMemory;
}

export interface MountOptions {
  saved?: SavedWorkbench | undefined;
  /** Where the workbook is kept; what was stored is for the caller to load and pass as `saved`. */
  storage?: WorkbenchStorage | undefined;
  /** Instead of `storage`: keeps the whole workbook somewhere; awaited before anything relies on it. */
  persist?: ((save: () => SavedWorkbench) => Promise<void>) | undefined;
  darkMode?: boolean | undefined;
  /** Functions of ours that formulas may use. */
  functions?: WorksheetFunctions | undefined;
  /** Gets the commands of the context menu; without it the menu is Univer's alone. */
  onCommand?: ((command: Command) => void) | undefined;
}

export interface Workbench {
  workbook: WorkbenchWorkbook;
  /** Univer's facade, for what is no business of the port (tests, dark mode). */
  api: FUniver;
  save(): SavedWorkbench;
  /** Stores what has changed, now. */
  store(): Promise<void>;
  setDarkMode(dark: boolean): void;
  functions: RegisteredFunctions | null;
  dispose(): void;
}

const STORE_AFTER_MS = 1_000;

/** Puts a spreadsheet into the element and gives the port on it. Nothing is requested from the network. */
export function mountWorkbench(container: HTMLElement, locale: Locale, options: MountOptions = {}): Workbench {
  const univer = new Univer({
    locale: locale === 'zh' ? LocaleType.ZH_CN : LocaleType.EN_US,
    locales: {
      [LocaleType.ZH_CN]: mergeLocales(coreZh, tableZh, validationZh, conditionalZh),
      [LocaleType.EN_US]: mergeLocales(coreEn, tableEn, validationEn, conditionalEn),
    },
    darkMode: options.darkMode ?? false,
  });
  const presets = [
    UniverSheetsCorePreset({
      container,
      disableTextFormatAlert: true,
      disableTextFormatMark: true,
      sheets: { disableForceStringAlert: true, disableForceStringMark: true },
    }),
    UniverSheetsTablePreset(),
    // Without its search box the list leaves the keyboard to the cell: who types a code types it into the sheet.
    UniverSheetsDataValidationPreset({ showSearchOnDropdown: false, showEditOnDropdown: false }),
    UniverSheetsConditionalFormattingPreset(),
  ];
  const seen = new Set<unknown>();
  for (const plugin of presets.flatMap((preset) => preset.plugins)) {
    const [constructor, config] = Array.isArray(plugin) ? plugin : [plugin, undefined];
    if (seen.has(constructor)) continue;
    seen.add(constructor);
    // The floating name of a table would push the frozen heading away.
    univer.registerPlugin(constructor, constructor === UniverSheetsTableUIPlugin ? { hideAnchor: true } : config);
  }
  // oxlint-disable-next-line no-underscore-dangle -- the only way to services that the facade does not offer
  const services = univer.__getInjector();
  services.get(ICommandService).registerCommand(sortCommand);
  const api = FUniver.newAPI(univer);
  univer.createUnit(UniverInstanceType.UNIVER_SHEET, options.saved?.workbook ?? { id: 'workbench', name: 'Suanpan' });
  // Univer has its formula services only now; it calculates anew when functions come.
  const functions = options.functions ? registerFunctions(api, options.functions, locale) : null;
  if (options.onCommand) addCellMenu(api, locale, options.onCommand);
  const save = (): SavedWorkbench => ({
    workbook: (api.getActiveWorkbook() as NonNullable<ReturnType<FUniver['getActiveWorkbook']>>).save(),
    memory: workbook.memory,
  });
  const workbook = new WorkbenchWorkbook(api, {
    memory: options.saved?.memory,
    persist: () => store(),
  });
  const store = async () => {
    const touched = workbook.takeTouched();
    await options.persist?.(save);
    await options.storage?.save(touched.size > 0 ? save() : { memory: workbook.memory }, touched);
  };
  const stopStoring = (options.storage ?? options.persist) ? storeNowAndThen(workbook, store) : () => undefined;
  workbook.clearUndo = (unitId) => services.get(IUndoRedoService).clearUndoRedo(unitId);
  return {
    workbook,
    api,
    save,
    setDarkMode: (dark) => api.toggleDarkMode(dark),
    store,
    functions,
    dispose: () => {
      functions?.dispose();
      stopStoring();
      univer.dispose();
    },
  };
}

/** Edits are stored when the user pauses, and when the page goes away. */
function storeNowAndThen(workbook: WorkbenchWorkbook, store: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => void store().catch((error: unknown) => console.error('the workbook could not be stored', error));
  const stop = workbook.onChanged(() => {
    clearTimeout(timer);
    timer = setTimeout(now, STORE_AFTER_MS);
  });
  window.addEventListener('pagehide', now);
  return () => {
    stop();
    clearTimeout(timer);
    window.removeEventListener('pagehide', now);
  };
}
