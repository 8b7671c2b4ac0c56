/** Opening many rows of 15 columns in the workbench, in Chromium, against bare Univer given the same cells. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { layoutOf } from '../../addin/datasets/layout.ts';
import { prices } from '../../addin/datasets/masters.ts';
import type { SheetLayout } from '../../addin/workbook/port.ts';
import { launchBrowser, serveFolder } from '../support/browser.ts';
import { inTurns, rounded, seconds, type Way } from './measure.ts';

const PAGE = fileURLToPath(new URL('./open-page', import.meta.url));
const OUTPUT = fileURLToPath(new URL('../output/bench-page', import.meta.url));
const COLUMNS = 15;

type Opening = 'openThroughPort' | 'openBare';

export async function benchOpen(size: number, log: (line: string) => void) {
  await build({
    root: PAGE,
    logLevel: 'error',
    build: { outDir: OUTPUT, emptyOutDir: true, chunkSizeWarningLimit: 1e5 },
  });
  const server = await serveFolder(OUTPUT);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const failures: Error[] = [];
    page.on('pageerror', (error) => failures.push(error));
    await page.goto(server.url);
    const layout = wideLayout();
    const way = (name: Opening): Way => ({
      prepare: () => Promise.resolve(),
      run: async () => (await opened(page, name, layout, size)) / 1000,
    });
    const laps = await inTurns(way('openThroughPort'), way('openBare'), log);
    if (failures[0]) throw failures[0];
    log(
      `  ${size} × ${COLUMNS}: ${seconds(laps.seconds)} to the frame that shows it, bare ${seconds(laps.limitSeconds)}`,
    );
    log(`  ${laps.ratio.toFixed(2)} × bare Univer`);
    return {
      bench: 'open',
      rows: size,
      seconds: rounded(laps.seconds),
      univer_seconds: rounded(laps.limitSeconds),
      ratio_to_univer: rounded(laps.ratio),
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Milliseconds that one opening took, in an instance of its own. */
function opened(page: Page, name: Opening, layout: SheetLayout, rows: number): Promise<number> {
  return page.evaluate(
    ([method, sheet, count]) => {
      const { bench } = globalThis as unknown as {
        bench: Record<Opening, (layout: SheetLayout, count: number) => Promise<number>>;
      };
      return bench[method](sheet, count);
    },
    [name, layout, rows] as const,
  );
}

/** The sheet of prices with as many more text columns as make 15. */
function wideLayout(): SheetLayout {
  const layout = layoutOf(prices, 'zh');
  const [first, ...rest] = layout.columns;
  if (!first) throw new Error('the sheet of prices has columns');
  const columns = [first, ...rest];
  for (let n = columns.length; n < COLUMNS; n += 1) {
    columns.splice(1, 0, { ...first, id: `more${n}`, heading: `${first.heading} ${n}`, list: undefined });
  }
  return { ...layout, columns: columns.slice(0, COLUMNS) };
}
