/** What came of a run, to be kept and sent on: one JSON that says where it ran and how each test ended. */

export interface TestResult {
  title: string;
  state: 'passed' | 'failed' | 'skipped';
  milliseconds: number;
  error?: string;
}

export interface Results {
  suite: 'suanpan in Excel';
  at: string;
  /** `PC`, `Mac` or `OfficeOnline`, as Office says, and its version. */
  platform: string;
  version: string;
  userAgent: string;
  language: string;
  /** The highest version of each requirement set that this Excel has. */
  requirementSets: Record<string, string>;
  attended: boolean;
  passed: number;
  failed: number;
  skipped: number;
  tests: TestResult[];
}

const SETS: Record<string, number> = {
  ExcelApi: 25,
  SharedRuntime: 3,
  CustomFunctionsRuntime: 6,
  KeyboardShortcuts: 2,
};

/** Where the suite runs. */
export function surroundings(): Pick<Results, 'platform' | 'version' | 'userAgent' | 'language' | 'requirementSets'> {
  const { diagnostics, requirements, displayLanguage } = Office.context;
  const highest = (set: string, most: number): string => {
    for (let minor = most; minor > 0; minor--) if (requirements.isSetSupported(set, `1.${minor}`)) return `1.${minor}`;
    return 'none';
  };
  return {
    platform: String(diagnostics?.platform ?? 'unknown'),
    version: diagnostics?.version ?? 'unknown',
    userAgent: navigator.userAgent,
    language: displayLanguage,
    requirementSets: Object.fromEntries(Object.entries(SETS).map(([set, most]) => [set, highest(set, most)])),
  };
}

/** Writes down how each test of a run ends. */
export function record(runner: Mocha.Runner): TestResult[] {
  const tests: TestResult[] = [];
  const add = (test: Mocha.Runnable, state: TestResult['state'], error?: Error) =>
    tests.push({
      title: test.fullTitle(),
      state,
      milliseconds: Math.round(test.duration ?? 0),
      ...(error ? { error: describe(error) } : {}),
    });
  runner.on('pass', (test) => add(test, 'passed'));
  runner.on('pending', (test) => add(test, 'skipped'));
  runner.on('fail', (test, error) => add(test, 'failed', error as Error));
  return tests;
}

/** An Office error says where in the batch it happened. */
function describe(error: Error): string {
  const { actual, expected, cause } = error as Error & { actual?: unknown; expected?: unknown };
  const debug =
    (cause as { debugInfo?: unknown } | undefined)?.debugInfo ?? (error as { debugInfo?: unknown }).debugInfo;
  const parts = [`${error.name}: ${error.message}`];
  if (actual !== undefined || expected !== undefined) parts.push(`actual ${clip(actual)}, expected ${clip(expected)}`);
  if (debug !== undefined) parts.push(clip(debug));
  return parts.join('\n');
}

const clip = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 2_000);

/** The whole result. */
export function resultsOf(tests: readonly TestResult[], attended: boolean, at: Date): Results {
  const count = (state: TestResult['state']) => tests.filter((test) => test.state === state).length;
  return {
    suite: 'suanpan in Excel',
    at: at.toISOString(),
    ...surroundings(),
    attended,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    tests: [...tests],
  };
}
