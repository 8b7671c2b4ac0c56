/** The worksheet functions as any spreadsheet calls them, and what the pane shows of them. */
import { codeSentence } from '../i18n/translate.ts';
import type { Locale } from '../workbook/port.ts';
import { cellOf, FigureFailure } from './answer.ts';
import { requestOf } from './arguments.ts';
import { type FunctionDeclaration, fullName } from './declarations.ts';
import type { Figures } from './figures.ts';

/** What differs between spreadsheets. */
export interface FunctionHost {
  /** Whether formulas follow the ledger by themselves; elsewhere the pane says that they are old. */
  readonly follows: boolean;
  /** Calculates all formulas anew. */
  recalculate(): Promise<void>;
  /** Writes a formula into the active cell; false, and nothing is written, where something stands there already. */
  insert(formula: string): Promise<boolean>;
}

/** One call of a function. */
export interface Called {
  /** What the cell shows. @throws FigureFailure in the user's language */
  cell: Promise<number | string>;
  cancel: () => void;
}

export interface FunctionNews {
  /** The last call that gave no figure, and why; hosts without room for the reason at the cell leave it to the pane. */
  problem: { name: string; text: string } | null;
  /** The ledger has changed since figures were given. */
  outdated: boolean;
}

const QUIET: FunctionNews = { problem: null, outdated: false };

export class WorksheetFunctions {
  private readonly figures: Figures;
  private readonly host: FunctionHost;
  private locale: Locale = 'zh';
  private news: FunctionNews = QUIET;
  /** Cells show errors that may pass. */
  private failed = false;
  private readonly listeners = new Set<() => void>();

  constructor(figures: Figures, host: FunctionHost) {
    this.figures = figures;
    this.host = host;
    figures.onMoved(() => this.follow());
  }

  /** Language of messages and explanations. */
  get language(): Locale {
    return this.locale;
  }

  /** For React's `useSyncExternalStore`. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  current = (): FunctionNews => this.news;

  setLocale(locale: Locale): void {
    if (locale !== this.locale) this.figures.forget();
    this.locale = locale;
  }

  call(declaration: FunctionDeclaration, args: readonly unknown[]): Called {
    const requested = requestOf(declaration, args);
    if (!requested.ok) {
      const { code, params } = requested.problem;
      const text = codeSentence(this.locale, code, params);
      this.note(declaration, text);
      return { cell: Promise.reject(new FigureFailure(code, text)), cancel: () => undefined };
    }
    const { answer, cancel } = this.figures.ask(requested.request);
    const cell = answer.then(cellOf).catch((error: unknown) => {
      throw this.translated(declaration, error);
    });
    return { cell, cancel };
  }

  /** Asks the server for all figures again. */
  async recalculate(): Promise<void> {
    this.failed = false;
    this.figures.forget();
    this.tell(QUIET);
    await this.host.recalculate();
  }

  /** Puts a formula into the active cell. @throws FigureFailure `functions.occupied` */
  async insert(formula: string): Promise<void> {
    if (await this.host.insert(formula)) return;
    throw new FigureFailure('functions.occupied', 'the selected cell is not empty; select an empty one');
  }

  /** Something was changed from here. */
  changed(): void {
    if (this.figures.forget()) this.follow();
  }

  /** Somebody has signed in, perhaps somebody else, or the server answers again: cells that waited for it are calculated anew. */
  async back(): Promise<void> {
    if (this.failed) await this.recalculate();
    else this.changed();
  }

  private follow(): void {
    if (this.host.follows) void this.host.recalculate();
    else this.tell({ ...this.news, outdated: true });
  }

  private translated(declaration: FunctionDeclaration, error: unknown): FigureFailure {
    const failure = error instanceof FigureFailure ? error : new FigureFailure('internal', String(error));
    const text = codeSentence(this.locale, failure.code, {}, failure.message);
    if (failure.passing || failure.code === 'functions.sign_in') this.failed = true;
    this.note(declaration, text);
    return new FigureFailure(failure.code, text, failure.passing);
  }

  private note(declaration: FunctionDeclaration, text: string): void {
    const name = fullName(declaration);
    const { problem } = this.news;
    if (problem?.name !== name || problem.text !== text) this.tell({ ...this.news, problem: { name, text } });
  }

  private tell(news: FunctionNews): void {
    this.news = news;
    for (const listener of this.listeners) listener();
  }
}
