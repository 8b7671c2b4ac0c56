/** The workbench in Chromium against a real server, for tests that act as a person does: by keyboard, mouse and clipboard. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { build } from 'vite';
import { createOperator } from '../../server/access/operators.ts';
import type { Role } from '../../server/generated/schema.ts';
import { PASSWORD } from './app.ts';
import { launchBrowser } from './browser.ts';
import { type SmallBooks, smallBooks } from './small-books.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Where the built pages are. */
export const PAGES = join(ROOT, 'test/output/addin');
export const SHOTS = join(ROOT, 'test/output/screenshots');
/** Fluent's focus guards; they only hold the focus for a moment. */
const GUARDS = '[data-tabster-dummy]';
/** Where the first cell below the heading stands in the page. */
export const FIRST_CELL = { x: 100, y: 160 };

let built: Promise<void> | undefined;

/** Builds the pages, once a process. */
export function buildPages(): Promise<void> {
  built ??= Promise.all([
    build({ configFile: join(ROOT, 'addin/vite.config.ts'), logLevel: 'error', build: { outDir: PAGES } }),
    mkdir(SHOTS, { recursive: true }),
  ]).then(() => undefined);
  return built;
}

/** A server of its own process, which can be killed like any other. */
interface ServerProcess {
  address: string;
  port: number;
  /** As `kill -9` does. */
  kill(): Promise<void>;
}

/** @param port 0 for any free one */
async function startServer(databaseUrl: string, port = 0): Promise<ServerProcess> {
  const script = join(import.meta.dirname, 'workbench-server.ts');
  const child: ChildProcess = spawn(process.execPath, [script, databaseUrl, String(port), PAGES], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout as NonNullable<typeof child.stdout>, 'data')) as [Buffer];
  const bound = Number(String(line).trim());
  return {
    address: `http://127.0.0.1:${bound}/`,
    port: bound,
    async kill() {
      const gone = once(child, 'exit');
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      else return;
      await gone;
    },
  };
}

/** A person at the workbench: a browser window of its own, and what it can do. */
export interface Person {
  page: Page;
  context: BrowserContext;
  signIn(login: string): Promise<void>;
  openSheet(name: string): Promise<void>;
  /** Selects the cell so many columns right of and rows below the first one. */
  goTo(column: number, row: number): Promise<void>;
  /** Types into such a cell. */
  type(column: number, row: number, text: string): Promise<void>;
  /** Pastes rows of cells with such a cell as the upper left one, as copied from another sheet. */
  paste(column: number, row: number, rows: readonly (readonly string[])[]): Promise<void>;
  button(name: string | RegExp): Locator;
  /** What axe finds wrong in the pane. */
  violations(): Promise<string[]>;
  shot(name: string): Promise<void>;
}

export interface Workbenches {
  books: SmallBooks;
  server: ServerProcess;
  browser: Browser;
  /** Page errors and requests to elsewhere; must stay empty. */
  complaints: string[];
  /** Opens a window at the start page. */
  open(options?: { locale?: string }): Promise<Person>;
  /** Opens a window, signs somebody in and opens a sheet. */
  openSheet(login: string, sheet: string): Promise<Person>;
  /** Starts the server again on the same port, after it was killed. */
  restart(): Promise<void>;
  closeWindows(): Promise<void>;
  close(): Promise<void>;
}

/** Two who may edit the same sheets. */
export const COLLEAGUES: readonly [string, Role[]][] = [
  ['clerk', ['FINANCE', 'PRICING']],
  ['colleague', ['FINANCE', 'PRICING']],
];

/** A small tenant, a server process and a browser. @param operators logins and their roles */
export async function openWorkbenches(operators: readonly [string, Role[]][]): Promise<Workbenches> {
  await buildPages();
  const books = await smallBooks();
  for (const [login, roles] of operators) {
    await createOperator(books.books, { login, name: login, password: PASSWORD, roles });
  }
  const browser = await launchBrowser();
  const complaints: string[] = [];
  const windows: BrowserContext[] = [];
  const made: Workbenches = {
    books,
    server: await startServer(books.serverUrl),
    browser,
    complaints,
    async open({ locale = 'en-US' } = {}) {
      const context = await browser.newContext({
        locale,
        reducedMotion: 'reduce',
        viewport: { width: 1280, height: 860 },
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      windows.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(made.server.address) && !/^(data|blob):/.test(url)) complaints.push(`asked ${url}`);
      });
      await page.goto(made.server.address);
      return person(page, context);
    },
    async openSheet(login, sheet) {
      const somebody = await made.open();
      await somebody.signIn(login);
      await somebody.openSheet(sheet);
      return somebody;
    },
    async restart() {
      await made.server.kill();
      made.server = await startServer(books.serverUrl, made.server.port);
    },
    async closeWindows() {
      for (const context of windows.splice(0)) await context.close();
    },
    async close() {
      await browser.close();
      await made.server.kill();
      await books.close();
    },
  };
  return made;
}

function person(page: Page, context: BrowserContext): Person {
  const button: Person['button'] = (name) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const self: Person = {
    page,
    context,
    button,
    signIn: (login) => signInTo(page, login),
    async openSheet(name) {
      await button(name).click();
      await page.getByRole('heading', { name, exact: true }).waitFor();
      await button('Refresh').and(page.locator(':enabled')).waitFor();
    },
    async goTo(column, row) {
      // Two clicks in quick succession would be a double click, which opens the cell.
      await page.waitForTimeout(600);
      await page.mouse.click(FIRST_CELL.x, FIRST_CELL.y);
      for (let i = 0; i < column; i++) await page.keyboard.press('ArrowRight');
      for (let i = 0; i < row; i++) await page.keyboard.press('ArrowDown');
    },
    async type(column, row, text) {
      await self.goTo(column, row);
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    async paste(column, row, rows) {
      await self.goTo(column, row);
      const text = rows.map((cells) => cells.join('\t')).join('\n');
      await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
      await page.keyboard.press('Control+v');
    },
    violations: () => violationsIn(page),
    async shot(name) {
      await page.screenshot({ path: join(SHOTS, name) });
    },
  };
  return self;
}

/** Signs in to the small tenant in English, and waits until the pane is there. */
export async function signInTo(page: Page, login: string): Promise<void> {
  await page.getByLabel('Tenant').fill('test');
  await page.getByLabel('Login').fill(login);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('tab', { name: 'Sheets' }).waitFor();
}

/** What axe finds wrong in the pane. */
export async function violationsIn(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async (guards) => {
    const { axe } = globalThis as unknown as {
      axe: { run(c: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations: found } = await axe.run({ include: [['#pane']], exclude: [[guards]] });
    return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  }, GUARDS);
}
