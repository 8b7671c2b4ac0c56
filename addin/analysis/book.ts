/** The analyses of one workbook: computes, draws and keeps them up to date. No Office, no DOM. */
import { datasetNamed } from '../datasets/datasets.ts';
import { datasetOfSheet } from '../datasets/layout.ts';
import type { SheetMeta } from '../sync/state.ts';
import type { Sync } from '../sync/sync.ts';
import type { BoundSheet, WorkbookPort } from '../workbook/port.ts';
import { crossCells, type HeadLine } from './cells.ts';
import { type CrossTable, crossTable } from './cross-table.ts';
import { type Analysis, type AnalysisId, analysisNamed, columnsOf, isAnalysisId } from './declarations.ts';
import { factsOf, labelsInOrder, type SheetFacts } from './facts.ts';
import { filterText } from './filter.ts';
import { pivotOf } from './pivot.ts';
import { AnalysisError } from './problems.ts';
import { momentIn, word } from './words.ts';

/** An analysis as the rows of its dataset's sheet give it now. */
export interface Computed extends Omit<SheetFacts, 'facts'> {
  analysis: Analysis;
  sheet: BoundSheet;
  meta: Readonly<SheetMeta> | null;
  cross: CrossTable;
  /** Rows that were summed. */
  rows: number;
}

export interface AnalysisBookOptions {
  workbook: WorkbookPort;
  sync: Pick<Sync, 'meta'>;
  /** The tenant's, in which moments are written. */
  timeZone: string;
}

export class AnalysisBook {
  readonly #workbook: WorkbookPort;
  readonly #sync: Pick<Sync, 'meta'>;
  readonly #timeZone: string;
  readonly #listeners = new Set<() => void>();
  #problem: unknown = null;

  constructor({ workbook, sync, timeZone }: AnalysisBookOptions) {
    this.#workbook = workbook;
    this.#sync = sync;
    this.#timeZone = timeZone;
  }

  /** The analyses that are in the workbook. */
  async ids(): Promise<AnalysisId[]> {
    return (await this.#workbook.analyses()).filter(isAnalysisId);
  }

  /** Whether the sheet of an analysis is open and was opened with all columns that it needs. */
  async isReady(id: AnalysisId): Promise<boolean> {
    const analysis = analysisNamed(id);
    const sheet = await this.#sheetOf(analysis);
    return columnsOf(analysis).every((column) => sheet?.layout.columns.some((own) => own.id === column));
  }

  /**
   * Sums the sheet's rows as they stand.
   * @throws AnalysisError when the sheet is not there, or has lost a column
   */
  async compute(id: AnalysisId): Promise<Computed> {
    const analysis = analysisNamed(id);
    const sheet = await this.#found(analysis);
    const { locale, columns } = sheet.layout;
    const table = await this.#workbook.read(sheet.id, { columns: columnsOf(analysis) });
    if (table.missing.length > 0) {
      const lost = table.missing.map((column) => columns.find((own) => own.id === column)?.heading ?? column);
      throw new AnalysisError('analysis.columns_missing', { sheet: sheet.title, columns: lost.join(', ') });
    }
    const { facts, ...rest } = factsOf(analysis, table, locale);
    const order = { rows: analysis.order, columns: labelsInOrder(analysis, locale) };
    const cross = crossTable(facts, analysis.columns !== null, order);
    return { ...rest, analysis, sheet, cross, rows: facts.length, meta: await this.#sync.meta(sheet.id) };
  }

  /** Builds an analysis, or brings it up to its sheet where it is there already. */
  async draw(id: AnalysisId): Promise<void> {
    if (!this.#workbook.hasPivots) {
      const computed = await this.compute(id);
      await this.#workbook.writePlain(this.#cells(computed), id);
      return;
    }
    const analysis = analysisNamed(id);
    const sheet = await this.#found(analysis);
    const meta = await this.#sync.meta(sheet.id);
    await this.#workbook.addPivot(pivotOf(analysis, sheet, this.#moment(meta)));
  }

  /**
   * Brings the analyses of a sheet up to it, after it was opened or refreshed. Never throws: the sheet is right whatever
   * becomes of them, and `problem` tells what did.
   */
  async follow(sheet: string): Promise<void> {
    const dataset = datasetOfSheet(sheet);
    try {
      for (const id of await this.ids()) {
        if (analysisNamed(id).dataset === dataset?.name && sheet === dataset.name) await this.draw(id);
      }
      this.#tell(null);
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Why the analyses could not follow their sheets last, or null. */
  readonly problem = (): unknown => this.#problem;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(problem: unknown): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    for (const listener of this.#listeners) listener();
  }

  #cells(computed: Computed): ReturnType<typeof crossCells> {
    const { analysis, sheet, cross, meta } = computed;
    const { locale } = sheet.layout;
    const filter = meta && filterText(datasetNamed(analysis.dataset), meta.filter, locale);
    const lines: HeadLine[] = [
      [word(locale, 'asOf'), this.#moment(meta)],
      [word(locale, 'filter'), filter ?? word(locale, 'everything')],
      [word(locale, 'source'), word(locale, 'derived', { sheet: sheet.title })],
    ];
    return crossCells(analysis, cross, locale, { title: analysis.title[locale], lines });
  }

  #moment(meta: Readonly<SheetMeta> | null): string {
    return meta ? momentIn(meta.asOf, this.#timeZone) : '?';
  }

  async #sheetOf({ dataset }: Analysis): Promise<BoundSheet | undefined> {
    return (await this.#workbook.sheets()).find((sheet) => sheet.id === dataset);
  }

  async #found(analysis: Analysis): Promise<BoundSheet> {
    const sheet = await this.#sheetOf(analysis);
    if (sheet) return sheet;
    const { zh, en } = datasetNamed(analysis.dataset).title;
    throw new AnalysisError('analysis.no_sheet', { sheet: `${zh} ${en}` });
  }
}

/** A sync engine whose opening and refreshing of a sheet the analyses follow. */
export function followed(sync: Sync, book: AnalysisBook): Sync {
  return {
    ...sync,
    open: async (dataset, options) => {
      const report = await sync.open(dataset, options);
      await book.follow(report.sheet.id);
      return report;
    },
    refresh: async (sheet, options) => {
      const report = await sync.refresh(sheet, options);
      await book.follow(sheet);
      return report;
    },
  };
}
