/**
 * `npm run excel [-- desktop | web --document <address of a workbook>] [--suite]`: puts the add-in, or the suite for real Excel,
 * into Excel for as long as it runs. It installs the sideloading tools on first use, opens an https door in front of the running
 * server (Excel loads nothing else), starts Excel with the add-in in it, and takes it out again on Ctrl-C.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { readArguments } from './sideload/arguments.mjs';
import { openDoor, toServer, toSuite } from './sideload/door.mjs';
import { Stop } from './sideload/stop.mjs';
import { buildSuite, certificate, HERE, installTools, ROOT, runTool } from './sideload/tools.mjs';

/** As in `source.ts`. */
const HTTPS_PORT = 4443;
const SERVER_PORT = Number(process.env.PORT ?? 4000);

async function assertServerRuns() {
  const healthy = await fetch(`http://localhost:${SERVER_PORT}/health`).then(
    (answer) => answer.ok,
    () => false,
  );
  if (!healthy)
    throw new Stop(`Start the server first (npm start): nothing answers at http://localhost:${SERVER_PORT}.`);
}

/** Writes what the suite found into a file that is not committed, and says so. */
function keepResults(text) {
  const folder = join(ROOT, 'test', 'output', 'excel-results');
  const { platform = 'unknown', passed, failed, skipped } = JSON.parse(text);
  const name = `${String(platform).replace(/\W/g, '')}-${new Date().toISOString().replace(/[:.]/g, '-')}.json`;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, text);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped: ${file}`);
  return file;
}

/** What stands behind the door: the server, or the suite alone. */
async function behindTheDoor(suite) {
  if (!suite) {
    await assertServerRuns();
    return toServer(SERVER_PORT);
  }
  const folders = { '/suite/': await buildSuite(), '/assets/': join(ROOT, 'addin', 'public', 'assets') };
  return toSuite(folders, keepResults);
}

async function main() {
  const machine = { platform: process.platform, serverPort: SERVER_PORT };
  const { where, document, suite } = readArguments(process.argv.slice(2), machine);
  const manifest = join(HERE, suite ? 'suanpan.suite.xml' : 'suanpan.localhost.xml');
  const answer = await behindTheDoor(suite);
  await installTools();
  const door = await openDoor(https.createServer(await certificate(HTTPS_PORT), answer), HTTPS_PORT);
  const at = document === undefined ? [] : ['--document', document];
  const started = await runTool('office-addin-debugging', [
    'start',
    manifest,
    where,
    '--app',
    'excel',
    ...at,
    '--no-debug',
  ]);
  if (!started) {
    door.close();
    throw new Stop(
      'Excel could not be started with the add-in; see above. Is Excel installed and signed in, and is no dialog open in it? ' +
        'manifests/README.md lists what may be in the way.',
    );
  }
  console.log(
    suite
      ? `The suite is in Excel, on the tab “Suanpan (test suite)”. Open it in a new workbook and press Run. Ctrl-C ends it.`
      : `The add-in is in Excel, on the Suanpan tab. It is served at https://localhost:${HTTPS_PORT}. Ctrl-C ends it.`,
  );
  await new Promise((resolve) => process.once('SIGINT', resolve));
  // On the web the browser keeps the add-in, until it is removed there.
  if (where === 'desktop') await runTool('office-addin-debugging', ['stop', manifest]);
  door.close();
  door.closeAllConnections();
}

main().catch((error) => {
  console.error(error instanceof Stop ? error.message : error);
  process.exitCode = 1;
});
