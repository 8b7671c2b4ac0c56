/**
 * Draws the product's pictures anew: `node manifests/icons/render.ts`. The files it writes are committed, so that nobody
 * needs a browser to build the add-in.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { abacus, PRODUCT_SIZES, VERB_SIZES, VERBS, verb } from './draw.ts';

const ASSETS = fileURLToPath(new URL('../../addin/public/assets/', import.meta.url));

/** The Chromium that comes with the packages on Linux, the installed Chrome elsewhere. */
async function launch(): Promise<Browser> {
  if (process.platform !== 'linux') return chromium.launch({ channel: 'chrome' });
  const { default: packed } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packed.executablePath(), args: ['--no-sandbox'] });
}

async function render(page: Page, drawing: string, size: number, file: string): Promise<void> {
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${drawing}`);
  const clip = { x: 0, y: 0, width: size, height: size };
  writeFileSync(`${ASSETS}${file}-${size}.png`, await page.screenshot({ omitBackground: true, clip }));
}

if (!existsSync(ASSETS)) mkdirSync(ASSETS, { recursive: true });
const browser = await launch();
try {
  const page = await browser.newPage();
  for (const size of PRODUCT_SIZES) await render(page, abacus(size), size, 'suanpan');
  for (const name of VERBS) for (const size of VERB_SIZES) await render(page, verb(name, size), size, name);
  writeFileSync(`${ASSETS}suanpan.svg`, abacus(64));
} finally {
  await browser.close();
}
