/**
 * The worksheet functions in Univer. It awaits asynchronous functions one after the other, which would be a request for each
 * cell; so they are synchronous here, show `#GETTING_DATA` and are calculated again when the answers are there.
 */
import type { FUniver } from '@univerjs/core/lib/facade';
import { FunctionType, type IFunctionInfo } from '@univerjs/preset-sheets-core';
import { requestOf } from '../functions/arguments.ts';
import { FUNCTIONS, type FunctionDeclaration, fullName } from '../functions/declarations.ts';
import { keyOf } from '../functions/queue.ts';
import type { WorksheetFunctions } from '../functions/worksheet.ts';
import type { Locale } from '../workbook/port.ts';

const WAITING = '#GETTING_DATA';
const NOT_AVAILABLE = '#N/A';
/** Answers come by the hundreds; one calculation shows them all. */
const TOGETHER_MS = 50;

interface Shown {
  cell: number | string;
  /** What is shown is old, and a new answer was not asked for yet. */
  stale: boolean;
}

/** The functions of one spreadsheet. */
export interface RegisteredFunctions {
  /** Asks for everything again; what is shown stays until the answers come. */
  recalculate(): void;
  /** Writes a formula into the active cell; false where something stands there. */
  insert(formula: string): boolean;
  dispose(): void;
}

export function registerFunctions(api: FUniver, functions: WorksheetFunctions, locale: Locale): RegisteredFunctions {
  const engine = api.getFormula();
  const shown = new Map<string, Shown>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const calculateSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => engine.executeCalculation(), TOGETHER_MS);
  };
  const show = (key: string, cell: number | string) => {
    shown.set(key, { cell, stale: false });
    calculateSoon();
  };
  const calculate = (declaration: FunctionDeclaration, args: readonly unknown[]): number | string => {
    const requested = requestOf(declaration, args);
    // What is wrong in another cell shows through, as with any function.
    if (!requested.ok && requested.problem.code === 'value.cell_error')
      return requested.problem.params['error'] as string;
    const key = requested.ok ? keyOf(requested.request) : `${declaration.name} ${JSON.stringify(args)}`;
    const known = shown.get(key);
    if (known && !known.stale) return known.cell;
    shown.set(key, { cell: known?.cell ?? WAITING, stale: false });
    functions.call(declaration, args).cell.then(
      (cell) => show(key, cell),
      () => show(key, NOT_AVAILABLE),
    );
    return known?.cell ?? WAITING;
  };
  const registered = FUNCTIONS.map((declaration) =>
    engine.registerFunction(fullName(declaration), (...args) => calculate(declaration, args), {
      description: infoOf(declaration, locale),
    }),
  );
  // A workbook that was kept shows what it showed; Univer calculates nothing before it has drawn it once.
  const drawn = api.addEvent(api.Event.LifeCycleChanged, ({ stage }) => {
    if (stage === api.Enum.LifecycleStages.Rendered) calculateSoon();
  });
  return {
    recalculate() {
      for (const entry of shown.values()) entry.stale = true;
      engine.executeCalculation();
    },
    insert(formula) {
      const cell = api.getActiveWorkbook()?.getActiveCell();
      const data = cell?.getCellData();
      if (!cell || data?.f || (data?.v ?? '') !== '') return false;
      cell.setValue({ f: formula });
      return true;
    },
    dispose() {
      clearTimeout(timer);
      drawn.dispose();
      for (const each of registered) each.dispose();
    },
  };
}

/** What Univer shows while a formula is typed. */
function infoOf(declaration: FunctionDeclaration, locale: Locale): IFunctionInfo {
  return {
    functionName: fullName(declaration),
    functionType: FunctionType.User,
    description: declaration.description[locale],
    abstract: declaration.description[locale],
    functionParameter: declaration.parameters.map(({ name, description, optional }) => ({
      name,
      detail: description[locale],
      example: '',
      require: optional ? 0 : 1,
      repeat: 0,
    })),
  };
}
