/** Worksheet functions over the server, for one spreadsheet. */
import type { Api } from '../taskpane/api.ts';
import { Figures } from './figures.ts';
import { figureSource } from './source.ts';
import { type FunctionHost, WorksheetFunctions } from './worksheet.ts';

/** @param api of their own: a cell that cannot be answered must not ask for the password in the pane */
export function connectFunctions(api: Api, host: FunctionHost): WorksheetFunctions {
  const source = figureSource(api, () => functions.language);
  const figures = new Figures(source, { visible: () => document.visibilityState === 'visible' });
  const functions = new WorksheetFunctions(figures, host);
  let reachable = true;
  api.onReachable((now) => {
    if (now && !reachable) void functions.back();
    reachable = now;
  });
  return functions;
}
