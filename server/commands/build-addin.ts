import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Refusal } from '../kernel/errors.ts';
import type { Lifetime } from './lifetime.ts';

const ROOT = join(import.meta.dirname, '../..');
const ADDIN = join(ROOT, 'addin');
const BUILT = join(ADDIN, 'dist', 'index.html');
const CONFIG = join(ADDIN, 'vite.config.ts');

/**
 * Builds the add-in where it was never built, or before something in `addin/` or the packages last changed. Runs in a
 * process of its own, for Vite takes memory that a server should not keep.
 * @throws Refusal `addin.build_failed` when there is no older build to serve instead
 */
export async function buildAddin(lifetime: Lifetime, log: (line: string) => void): Promise<void> {
  const built = existsSync(BUILT) ? statSync(BUILT).mtimeMs : null;
  if (!existsSync(CONFIG)) {
    log(
      'The add-in cannot be built: addin/vite.config.ts is missing from this checkout. The API is served without it.',
    );
    return;
  }
  if (built !== null && built >= newestSource()) return;
  log(built === null ? 'Building the add-in (once).' : 'Building the add-in again: its sources changed.');
  const started = Date.now();
  const code = await runVite(lifetime);
  if (code === 0) log(`Built the add-in in ${Math.round((Date.now() - started) / 1000)} s.`);
  else if (built !== null) log('The add-in could not be built (see above); the older build is served.');
  else throw new Refusal('addin.build_failed', 'The add-in could not be built; the reason stands above.');
}

/** When the youngest file changed that the build is made from. */
function newestSource(): number {
  const lock = join(ROOT, 'package-lock.json');
  return Math.max(newestIn(ADDIN), existsSync(lock) ? statSync(lock).mtimeMs : 0);
}

function newestIn(folder: string): number {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (folder === ADDIN && entry.name === 'dist') continue;
    const path = join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs);
  }
  return newest;
}

function runVite(lifetime: Lifetime): Promise<number> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  return new Promise((resolve, reject) => {
    // Its words go where progress goes, for standard output may be for an object.
    const child = spawn(process.execPath, [vite, 'build', '--config', CONFIG, '--logLevel', 'warn'], {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
    });
    lifetime.onEnd('the build', () => Promise.resolve(child.kill()));
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
