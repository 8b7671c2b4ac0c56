/** What the commands on sheets share: hosts, language, clock, and the states that are loaded. */
import { datasetOfSheet } from '../datasets/layout.ts';
import type { Dataset } from '../datasets/types.ts';
import type { BoundSheet, Locale, WorkbookPort } from '../workbook/port.ts';
import type { SheetApi } from './api.ts';
import type { RowPlaces } from './apply.ts';
import { SyncError } from './issues.ts';
import { sentence, type Translate } from './messages.ts';
import { References } from './references.ts';
import { SheetState } from './state.ts';
import type { Checks } from './validate.ts';

export interface SyncOptions {
  workbook: WorkbookPort;
  api: SheetApi;
  /** Language of statuses, messages and newly opened sheets. */
  locale: Locale;
  /** Sentences by code; by default those of `messages.ts`. */
  translate?: Translate | undefined;
  /** Milliseconds, for batch sizes. */
  now?: (() => number) | undefined;
  /** Decimal places by `DATASET.column` where the tenant's setting differs from the declaration. */
  scales?: Readonly<Record<string, number>> | undefined;
}

/** A bound sheet with its declaration and state. */
export interface OpenedSheet {
  bound: BoundSheet;
  dataset: Dataset;
  state: SheetState;
  /** Where its rows were seen last during the command. */
  places: RowPlaces;
}

export class SyncContext {
  readonly workbook: WorkbookPort;
  readonly api: SheetApi;
  readonly references: References;
  readonly translate: Translate;
  readonly now: () => number;
  locale: Locale;
  private readonly scales: Readonly<Record<string, number>>;
  private readonly states = new Map<string, SheetState>();
  private readonly tails = new Map<string, Promise<unknown>>();

  constructor(options: SyncOptions) {
    this.workbook = options.workbook;
    this.api = options.api;
    this.locale = options.locale;
    this.translate = options.translate ?? sentence;
    this.now = options.now ?? (() => performance.now());
    this.scales = options.scales ?? {};
    this.references = new References(options.api);
  }

  /** One command at a time on a sheet; the next waits for the one before, whether that failed or not. */
  exclusively<T>(sheet: string, command: () => Promise<T>): Promise<T> {
    const before = this.tails.get(sheet) ?? Promise.resolve();
    const run = before.then(command, command);
    this.tails.set(
      sheet,
      run.catch(() => undefined),
    );
    return run;
  }

  /**
   * The sheet with the state that the workbook holds now (a co-author's pane may have written it since).
   * @throws SyncError `sheet.not_bound`, `sheet.no_base`
   */
  async opened(sheet: string): Promise<OpenedSheet> {
    const bound = (await this.workbook.sheets()).find((s) => s.id === sheet);
    const dataset = datasetOfSheet(sheet);
    if (!bound || !dataset) throw new SyncError('sheet.not_bound', `the sheet ${sheet} is not bound to a dataset`);
    let state = this.states.get(sheet) ?? null;
    if (!state || !(await state.isCurrent(this.workbook))) {
      state = await SheetState.load(this.workbook, sheet);
      if (state) this.states.set(sheet, state);
      else this.states.delete(sheet);
    }
    if (!state) throw new SyncError('sheet.no_base', `the sheet ${sheet} has lost its base copy; open it anew`);
    return { bound, dataset, state, places: new Map() };
  }

  remember(state: SheetState): void {
    this.states.set(state.sheet, state);
  }

  /** Throws away what is in memory of a sheet whose saving did not finish. */
  drop(sheet: string): void {
    this.states.delete(sheet);
  }

  /** What cells are checked against before anything is sent. */
  checks(dataset: Dataset): Checks {
    const scales: Record<string, number> = {};
    for (const { id } of dataset.columns) {
      const scale = this.scales[`${dataset.name}.${id}`];
      if (scale !== undefined) scales[id] = scale;
    }
    return { codes: this.references.codes, scales };
  }
}
