/**
 * `npm run excel [-- desktop | web --document <address of a workbook>]`: puts the add-in into Excel for as long as it runs.
 * It installs the sideloading tools on first use, opens an https door in front of the running server (Excel loads nothing
 * else), starts Excel with the add-in in it, and takes it out again on Ctrl-C.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HERE = dirname(fileURLToPath(import.meta.url));
const MANIFEST = join(HERE, 'suanpan.localhost.xml');
/** As in `source.ts`. */
const HTTPS_PORT = 4443;
const SERVER_PORT = Number(process.env.PORT ?? 4000);

/** Stops with one sentence that says what to do instead. */
class Stop extends Error {}

function readArguments() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { document: { type: 'string' } } });
  const [where = 'desktop'] = positionals;
  if (where !== 'desktop' && where !== 'web') throw new Stop(`Say desktop or web, not ${where}.`);
  if (where === 'web' && values.document === undefined) {
    throw new Stop('Excel on the web needs a workbook that you own: npm run excel -- web --document <its address>.');
  }
  if (where === 'desktop' && process.platform !== 'win32' && process.platform !== 'darwin') {
    throw new Stop(
      `Excel does not run on this machine: use the workbench at http://localhost:${SERVER_PORT} (npm start), ` +
        'or Excel on the web with npm run excel -- web --document <address of a workbook that you own>.',
    );
  }
  return { where, document: values.document };
}

async function assertServerRuns() {
  const healthy = await fetch(`http://localhost:${SERVER_PORT}/health`).then(
    (answer) => answer.ok,
    () => false,
  );
  if (!healthy)
    throw new Stop(`Start the server first (npm start): nothing answers at http://localhost:${SERVER_PORT}.`);
}

async function installTools() {
  if (existsSync(join(HERE, 'node_modules', 'office-addin-debugging'))) return;
  console.log('Installing the sideloading tools (once, a minute or so) …');
  const windows = process.platform === 'win32';
  const installed = await run(windows ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts'], { shell: windows });
  if (!installed) throw new Stop('The sideloading tools could not be installed; see above.');
  // They would ask about usage data on first use.
  await runTool('office-addin-usage-data', ['off'], 'ignore');
}

function runTool(name, args, stdio = 'inherit') {
  return run(process.execPath, [join(HERE, 'node_modules', name, 'cli.js'), ...args], { stdio });
}

/** Runs a program to its end while the door goes on answering; true when it was content. */
function run(program, args, options) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: HERE, stdio: 'inherit', ...options });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** The certificate for localhost: made and trusted on the first run (the system asks), renewed after 30 days. */
async function certificate() {
  const certs = createRequire(join(HERE, 'package.json'))('office-addin-dev-certs');
  if (process.platform !== 'linux') return certs.getHttpsServerOptions();
  const made = join(HERE, 'node_modules', '.certificates');
  const [ca, cert, key] = ['ca.crt', 'localhost.crt', 'localhost.key'].map((file) => join(made, file));
  if (!existsSync(key)) await certs.generateCertificates(ca, cert, key);
  console.log(`Let your browser trust ${ca}, or open https://localhost:${HTTPS_PORT} once and accept it.`);
  return { cert: readFileSync(cert), key: readFileSync(key) };
}

/** Hands every request on to the server, over loopback. */
function openDoor(options) {
  const door = https.createServer(options, (request, response) => {
    const headers = { ...request.headers, 'x-forwarded-proto': 'https' };
    const target = { host: 'localhost', port: SERVER_PORT, path: request.url, method: request.method, headers };
    const onward = http.request(target, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end('The server does not answer.'));
    request.pipe(onward);
  });
  return new Promise((resolve, reject) => {
    door.once('error', reject);
    door.listen(HTTPS_PORT, 'localhost', () => resolve(door));
  });
}

async function main() {
  const { where, document } = readArguments();
  await assertServerRuns();
  await installTools();
  const door = await openDoor(await certificate()).catch((error) => {
    if (error.code === 'EADDRINUSE') throw new Stop(`Port ${HTTPS_PORT} is taken; is npm run excel running already?`);
    throw error;
  });
  const at = document === undefined ? [] : ['--document', document];
  const started = await runTool('office-addin-debugging', [
    'start',
    MANIFEST,
    where,
    '--app',
    'excel',
    ...at,
    '--no-debug',
  ]);
  if (!started) {
    door.close();
    throw new Stop('Excel could not be started with the add-in; see above.');
  }
  console.log(
    `The add-in is in Excel, on the Suanpan tab. It is served at https://localhost:${HTTPS_PORT}. Ctrl-C ends it.`,
  );
  await new Promise((resolve) => process.once('SIGINT', resolve));
  // On the web the browser keeps the add-in, until it is removed there.
  if (where === 'desktop') await runTool('office-addin-debugging', ['stop', MANIFEST]);
  door.close();
  door.closeAllConnections();
}

main().catch((error) => {
  console.error(error instanceof Stop ? error.message : error);
  process.exitCode = 1;
});
