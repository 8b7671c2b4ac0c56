/** Microsoft's tools for sideloading. They are installed on first use into this folder, from a lock file of their own. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stop } from './stop.mjs';

/** The folder `manifests`. */
export const HERE = join(dirname(fileURLToPath(import.meta.url)), '..');
export const ROOT = join(HERE, '..');
/** Certificates are made for 30 days. */
const LIFETIME_MS = 29 * 86_400_000;

export async function installTools() {
  if (existsSync(join(HERE, 'node_modules', 'office-addin-debugging'))) return;
  console.log('Installing the sideloading tools (once, a minute or so) …');
  const windows = process.platform === 'win32';
  const installed = await run(windows ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts'], { shell: windows });
  if (!installed) {
    throw new Stop(
      'The sideloading tools could not be installed; see above. They come from the npm registry, which must be reachable ' +
        'once; the add-in itself needs nothing of it.',
    );
  }
  // They would ask about usage data on first use.
  await runTool('office-addin-usage-data', ['off'], 'ignore');
}

/** Runs one of the tools to its end; true when it was content. */
export function runTool(name, args, stdio = 'inherit') {
  return run(process.execPath, [join(HERE, 'node_modules', name, 'cli.js'), ...args], { stdio });
}

/** Runs a program to its end while the door goes on answering; true when it was content. */
export function run(program, args, options) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: HERE, stdio: 'inherit', ...options });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** The certificate for localhost: made and trusted on the first run (the system asks), renewed after 30 days. */
export async function certificate(port) {
  const certs = createRequire(join(HERE, 'package.json'))('office-addin-dev-certs');
  if (process.platform !== 'linux') return trusted(certs);
  const made = join(HERE, 'node_modules', '.certificates');
  const [ca, cert, key] = ['ca.crt', 'localhost.crt', 'localhost.key'].map((file) => join(made, file));
  const expired = !existsSync(key) || Date.now() - statSync(key).mtimeMs > LIFETIME_MS;
  if (expired) await certs.generateCertificates(ca, cert, key);
  console.log(`Let your browser trust ${ca}, or open https://localhost:${port} once and accept it.`);
  return { cert: readFileSync(cert), key: readFileSync(key) };
}

async function trusted(certs) {
  try {
    return await certs.getHttpsServerOptions();
  } catch (error) {
    throw new Stop(
      `The certificate for localhost is not trusted on this machine (${error.message}). Run npm run excel again and allow it ` +
        'when the system asks; where that is forbidden, an administrator installs it once: npx office-addin-dev-certs install --machine.',
    );
  }
}

/** Builds the page of the suite with the product's own tools. @returns {Promise<string>} its folder */
export async function buildSuite() {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const node = join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(vite) || !existsSync(join(ROOT, 'node_modules', 'mocha'))) {
    throw new Stop(
      'The suite is built with the packages of the tests, which are not installed: run npm test (or npm ci) once.',
    );
  }
  const config = join('test', 'excel', 'suite-page', 'vite.config.ts');
  const built = await run(node, [vite, 'build', '--config', config, '--logLevel', 'warn'], { cwd: ROOT });
  if (!built) throw new Stop('The page of the suite could not be built; see above.');
  return join(ROOT, 'test', 'output', 'excel-suite');
}
