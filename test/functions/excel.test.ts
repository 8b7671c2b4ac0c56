import assert from 'node:assert/strict';
import {
  associateFunctions,
  type CustomFunctionsApi,
  customFunctions,
  excelFunctionHost,
} from '../../addin/functions/excel.ts';
import { type FigureSource, Figures } from '../../addin/functions/figures.ts';
import { figureSource } from '../../addin/functions/source.ts';
import { type FunctionHost, WorksheetFunctions } from '../../addin/functions/worksheet.ts';
import { ApiError } from '../../addin/taskpane/api.ts';

class ExcelError extends Error {
  readonly code: string;
  constructor(code: string, message?: string) {
    super(message);
    this.code = code;
  }
}

/** Excel's registry: what was associated can be called as a cell would. */
class Registry implements CustomFunctionsApi {
  readonly Error = ExcelError;
  readonly ErrorCode = { notAvailable: '#N/A' };
  private readonly functions = new Map<string, (...args: unknown[]) => Promise<number | string>>();

  associate(id: string, implementation: (...args: unknown[]) => Promise<number | string>): void {
    this.functions.set(id, implementation);
  }

  get names(): string[] {
    return [...this.functions.keys()];
  }

  cell(id: string, ...args: unknown[]): Promise<number | string> {
    return this.cellOf(id, ...args, {});
  }

  /** The same with an invocation of the test's own behind the arguments. */
  cellOf(id: string, ...args: unknown[]): Promise<number | string> {
    return this.functions.get(id)?.(...args) ?? Promise.reject(new Error(`no function ${id}`));
  }
}

const HOST: FunctionHost = {
  follows: false,
  recalculate: () => Promise.resolve(),
  insert: () => Promise.resolve(true),
};

describe('Worksheet functions in Excel', () => {
  let registry: Registry;
  let figures: Figures;
  let functions: WorksheetFunctions;

  const connect = (source: FigureSource, host: Partial<FunctionHost> = {}) => {
    registry = new Registry();
    figures = new Figures(source);
    functions = new WorksheetFunctions(figures, { ...HOST, ...host });
    functions.setLocale('en');
    associateFunctions(registry, functions);
  };
  afterEach(() => figures.stop());

  const answering = (error: { code: string; message: string } | null): FigureSource => ({
    async figures(requests) {
      return { answers: requests.map(() => (error ? { error } : { value: '5.50' })), position: '1' };
    },
    async position() {
      return '1';
    },
  });

  it('are all associated, and answer with a number', async () => {
    connect(answering(null));
    assert.deepEqual(registry.names, ['KPI', 'BILLED', 'COLLECTED', 'BALANCE', 'PRICE', 'EXPLAIN']);
    assert.equal(await registry.cell('KPI', 'DUE', '2026-10', null, null), 5.5);
  });

  it('show #N/A with the server’s reason, in the user’s language', async () => {
    connect(answering({ code: 'figures.nothing_due', message: 'nothing was due in 2026-10' }));
    await assert.rejects(registry.cell('KPI', 'COLLECTION_RATE', '2026-10'), {
      code: '#N/A',
      message: 'nothing was due in 2026-10',
    });
    functions.setLocale('zh');
    const chinese = '该期间没有应收，所以没有收缴率。';
    await assert.rejects(registry.cell('KPI', 'COLLECTION_RATE', '2026-10'), { code: '#N/A', message: chinese });
    await assert.rejects(registry.cell('BALANCE', [['A', 'B']]), {
      message: '“customer”只能是一个单元格，不能是区域。',
    });
    assert.deepEqual(functions.current().problem, {
      name: 'SUANPAN.BALANCE',
      text: '“customer”只能是一个单元格，不能是区域。',
    });
  });

  it('ask to sign in, and are calculated anew when somebody has', async () => {
    let calculated = 0;
    const source = figureSource(
      { request: () => Promise.reject(new ApiError('session', 'access.sign_in_required', 'sign in first')) },
      () => 'en',
    );
    connect(source, {
      recalculate: () => {
        calculated += 1;
        return Promise.resolve();
      },
    });
    await functions.back();
    assert.equal(calculated, 0, 'no cell waits for it');
    await assert.rejects(registry.cell('BALANCE', 'C-1'), { code: '#N/A', message: /sign in to Suanpan in the pane/ });
    await functions.back();
    assert.equal(calculated, 1);
    assert.equal(functions.current().problem, null);
  });

  it('say that they are old when the ledger has moved, and leave calculating to the user', async () => {
    connect(answering(null));
    let news = 0;
    functions.subscribe(() => {
      news += 1;
    });
    functions.changed();
    assert.equal(functions.current().outdated, false, 'no figure was given yet');
    await registry.cell('BALANCE', 'C-1');
    functions.changed();
    assert.deepEqual([functions.current().outdated, news], [true, 1]);
    await functions.recalculate();
    assert.equal(functions.current().outdated, false);
  });

  it('are given up when Excel cancels the call', async () => {
    const calls: AbortSignal[] = [];
    connect({ ...answering(null), figures: (_requests, signal) => new Promise(() => calls.push(signal)) });
    const invocation: { onCanceled?: () => void } = {};
    void registry.cellOf('BALANCE', 'C-1', null, invocation);
    assert.equal(figures.outstanding, 1);
    invocation.onCanceled?.();
    assert.equal(figures.outstanding, 0);
    assert.deepEqual(calls, []);
  });

  it('are written into an empty cell only', async () => {
    for (const [standing, written] of [
      ['', true],
      ['=A1', false],
      [0, false],
    ] as const) {
      const cell = { formulas: [[standing]] as unknown[][], load: () => undefined };
      const context = { workbook: { getActiveCell: () => cell }, sync: () => Promise.resolve() };
      const host = excelFunctionHost({ run: (batch: (c: unknown) => unknown) => batch(context) } as never);
      assert.equal(await host.insert('=SUANPAN.BALANCE("C-1")'), written);
      assert.deepEqual(cell.formulas, [[written ? '=SUANPAN.BALANCE("C-1")' : standing]]);
    }
  });

  it('are left out where Office.js brings nothing but their name', () => {
    const page = globalThis as { CustomFunctions?: unknown };
    try {
      assert.equal(customFunctions(), null);
      page.CustomFunctions = {};
      assert.equal(customFunctions(), null);
      page.CustomFunctions = new Registry();
      assert.equal(customFunctions(), page.CustomFunctions);
    } finally {
      delete page.CustomFunctions;
    }
  });
});
