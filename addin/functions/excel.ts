/** The worksheet functions in Excel: custom functions in the pane's own runtime. */
import { FigureFailure } from './answer.ts';
import { FUNCTIONS } from './declarations.ts';
import type { FunctionHost, WorksheetFunctions } from './worksheet.ts';

/** What Excel passes behind the arguments of a cancelable function. */
interface Invocation {
  onCanceled?: () => void;
}

/** Excel's `CustomFunctions`, which comes with Office.js; its types are in a package of their own. */
export interface CustomFunctionsApi {
  associate(id: string, implementation: (...args: unknown[]) => Promise<number | string>): void;
  Error: new (code: string, message?: string) => Error;
  ErrorCode: { notAvailable: string };
}

/** Excel's `CustomFunctions` where this Excel has them: Office.js brings the name everywhere, and what is in it to some only. */
export function customFunctions(): CustomFunctionsApi | null {
  const { CustomFunctions: custom } = globalThis as { CustomFunctions?: Partial<CustomFunctionsApi> };
  return typeof custom?.associate === 'function' ? (custom as CustomFunctionsApi) : null;
}

/** Gives Excel what stands behind the names of the metadata. Cells without a figure show #N/A and say why. */
export function associateFunctions(custom: CustomFunctionsApi, functions: WorksheetFunctions): void {
  for (const declaration of FUNCTIONS) {
    custom.associate(declaration.name, async (...args) => {
      // Always the last, however many arguments were left out.
      const invocation = args.at(-1) as Invocation | undefined;
      const { cell, cancel } = functions.call(declaration, args.slice(0, -1));
      if (invocation && typeof invocation === 'object') invocation.onCanceled = cancel;
      try {
        return await cell;
      } catch (error) {
        const text = error instanceof FigureFailure ? error.message : String(error);
        throw new custom.Error(custom.ErrorCode.notAvailable, text);
      }
    });
  }
}

/** @param excel Office.js' `Excel` */
export function excelFunctionHost(excel: Pick<typeof Excel, 'run'>): FunctionHost {
  return {
    // A full calculation of somebody's model is theirs to ask for.
    follows: false,
    recalculate: () =>
      excel.run(async (context) => {
        context.workbook.application.calculate('Full');
        await context.sync();
      }),
    insert: (formula) =>
      excel.run(async (context) => {
        const cell = context.workbook.getActiveCell();
        cell.load('formulas');
        await context.sync();
        if ((cell.formulas as unknown[][])[0]?.[0] !== '') return false;
        cell.formulas = [[formula]];
        await context.sync();
        return true;
      }),
  };
}
