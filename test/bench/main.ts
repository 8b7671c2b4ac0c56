/**
 * `npm run -s bench -- [preview|billing|publish|sheet|open|rating|ingest|reconcile|all]`: how long the product takes, beside the best that can be written by
 * hand for the same work on the same machine at the same time. Ratios count; seconds are the machine's. The last line
 * is one JSON object. Nothing here is asserted.
 */
import { parseArgs } from 'node:util';
import { closeTestServer } from '../support/database.ts';

const USAGE = `usage: npm run -s bench -- [preview|billing|publish|sheet|open|rating|ingest|reconcile|all] [--charges 10000] [--rows n] [--lines 20000 --bills n]
  preview  --charges 10000  previews a run of so many charges, against one INSERT … SELECT with prices in SQL
  billing  --charges 10000  previews and posts a run of so many charges, against one SQL file that prices and books
  publish  --rows 5000      publishes so many changed prices from a sheet, against one UPDATE of the same rows
  sheet    --rows 100000    compares, publishes and refreshes a wide sheet of so many rows, against bare loops and requests
  open     --rows 20000     opens so many rows of 15 columns in the workbench, against bare Univer
  rating   --charges 100000 prices so many quantities by tiers, against plain decimal.js on the same core
  ingest   --rows 100000    takes in so many usage events and readings, against COPY into a bare table
  reconcile --lines 20000   matches so many lines with five times as many bills (--bills), against one SQL file; imports them
  all                       one after another`;

/** Whatever hangs, a bench ends. */
const LONGEST_MINUTES = 30;

type Result = { bench: string } & Record<string, number | string>;
type Bench = (size: number, log: (line: string) => void, bills?: number) => Promise<Result>;
type Option = 'charges' | 'rows' | 'lines';

/** Loaded when it is wanted, so that one bench is not charged with the memory of another's modules. */
const BENCHES: Record<string, { load(): Promise<Bench>; option: Option; size: number }> = {
  preview: { load: async () => (await import('./preview.ts')).benchPreview, option: 'charges', size: 10_000 },
  billing: { load: async () => (await import('./billing.ts')).benchBilling, option: 'charges', size: 10_000 },
  publish: { load: async () => (await import('./publish.ts')).benchPublish, option: 'rows', size: 5_000 },
  sheet: { load: async () => (await import('./sheet.ts')).benchSheet, option: 'rows', size: 100_000 },
  open: { load: async () => (await import('./open.ts')).benchOpen, option: 'rows', size: 20_000 },
  rating: { load: async () => (await import('./rating.ts')).benchRating, option: 'charges', size: 100_000 },
  ingest: { load: async () => (await import('./ingest.ts')).benchIngest, option: 'rows', size: 100_000 },
  reconcile: { load: async () => (await import('./reconcile.ts')).benchReconcile, option: 'lines', size: 20_000 },
};

async function main(): Promise<number> {
  const wanted = readArguments();
  if (wanted === null) {
    console.error(USAGE);
    return 2;
  }
  const results: Result[] = [];
  for (const { name, size, bills } of wanted) {
    const guard = setTimeout(() => giveUp(name), LONGEST_MINUTES * 60_000);
    console.log(`${name}, ${size.toLocaleString('en')} ${BENCHES[name]?.option}`);
    const bench = (await BENCHES[name]?.load()) as Bench;
    results.push(await bench(size, (line) => console.log(line), bills));
    clearTimeout(guard);
  }
  console.log(JSON.stringify(results.length === 1 ? results[0] : together(results)));
  return 0;
}

function readArguments(): { name: string; size: number; bills?: number }[] | null {
  try {
    const text = { type: 'string' } as const;
    const options = { charges: text, rows: text, lines: text, bills: text };
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const [name = 'all', ...more] = positionals;
    const names = name === 'all' ? Object.keys(BENCHES) : [name];
    if (more.length > 0 || names.some((each) => !Object.hasOwn(BENCHES, each))) return null;
    const wanted = names.map((each) => {
      const { option, size } = BENCHES[each] as { option: Option; size: number };
      const bills = values.bills === undefined ? {} : { bills: Number(values.bills) };
      return { name: each, size: Number(values[option] ?? size), ...bills };
    });
    return wanted.every(({ size }) => Number.isInteger(size) && size >= 100) ? wanted : null;
  } catch {
    return null;
  }
}

function giveUp(name: string): void {
  console.error(`${name} did not end within ${LONGEST_MINUTES} minutes`);
  process.exit(1);
}

/** One object for all: the ratios by their bench. */
function together(results: readonly Result[]): Result {
  const all: Result = { bench: 'all' };
  for (const { bench, ...figures } of results) {
    for (const [name, value] of Object.entries(figures)) all[`${bench}_${name}`] = value;
  }
  return all;
}

// The server of the bench is removed when the process ends, which a signal alone would not tell it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  process.exitCode = await main();
} finally {
  await closeTestServer();
}
