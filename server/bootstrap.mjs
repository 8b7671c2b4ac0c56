// Runs on whatever Node a machine has, with nothing installed: it installs what is missing, then hands over to the
// pinned Node. Plain JavaScript without newer syntax, so that an old Node gets to the sentence that says it is old.
import { spawn, spawnSync } from 'child_process';
import fs from 'fs';
import path from 'path';
import { fileURLToPath } from 'url';

const OLDEST_NODE = 20;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';
const pinnedNode = path.join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** What each subcommand runs on the pinned Node, from the root of the checkout. */
const commands = {
  start: (args) => ['server/cli.ts', 'start', ...args],
  test: (args) => ['node_modules/mocha/bin/mocha.js', ...testArguments(args)],
  check: (args) => ['test/support/check.ts', ...args],
};

class Stop extends Error {}

/** mocha adds paths on its command line to those of its settings; whoever names paths means these alone. */
function testArguments(args) {
  if (!args.some((arg) => /^(\.\/)?test(\/|$)/.test(arg))) return args;
  const { spec: _, ...settings } = JSON.parse(fs.readFileSync(path.join(root, '.mocharc.json'), 'utf8'));
  const options = Object.entries(settings).map(([name, value]) =>
    value === true ? [`--${name}`] : [value].flat().map((each) => `--${name}=${String(each)}`),
  );
  // Of a folder its tests alone: others of its files are processes that tests start.
  const paths = args.map((arg) =>
    /^(\.\/)?test(\/|$)/.test(arg) && !arg.endsWith('.ts') ? `${arg}/**/*.test.ts` : arg,
  );
  return ['--no-config', ...options.flat(), ...paths];
}

async function main(name, args) {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new Stop(
      `Suanpan needs Node ${OLDEST_NODE} or newer to begin with, and this is ${process.version}: install a newer one from nodejs.org.`,
    );
  }
  const command = commands[name];
  if (!command) throw new Stop(`Usage: node server/bootstrap.mjs ${Object.keys(commands).join('|')}`);
  if (!isInstalled(name !== 'start')) await install();
  // What is started finds the pinned Node and the tools first.
  const bin = path.join(root, 'node_modules', '.bin');
  const PATH = bin + path.delimiter + (process.env.PATH || '');
  return await run(pinnedNode, command(args), { ...process.env, PATH });
}

/** Whether node_modules is what package-lock.json asks for, and the pinned Node runs. Takes some 20 ms. */
function isInstalled(withDevelopment) {
  const wanted = packagesOf('package-lock.json');
  const found = packagesOf(path.join('node_modules', '.package-lock.json'));
  if (!wanted || !found) return false;
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === '' || (entry.dev && !withDevelopment)) continue;
    const present = found[name];
    // Optional packages are those of other platforms.
    if (present ? present.version !== entry.version : !entry.optional && !entry.peer) return false;
  }
  return pinnedNodeRuns(wanted);
}

function packagesOf(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function pinnedNodeRuns(wanted) {
  const shown = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' });
  return shown.status === 0 && shown.stdout.trim() === `v${wanted['node_modules/node'].version}`;
}

async function install() {
  const npm = findNpm();
  console.log('Installing packages (once; about a minute, and about 1.3 GB of disk).');
  const started = Date.now();
  // npm draws its own progress on a terminal; a log file gets a line from time to time.
  const beat = setInterval(() => {
    if (!process.stderr.isTTY) console.log(`  … still installing (${Math.round((Date.now() - started) / 1000)} s)`);
  }, 10_000);
  // NODE_ENV=production must not leave out what the tests need; warnings about Node's version are about the old one.
  const args = [...npm.args, 'ci', '--include=dev', '--loglevel=error', '--engine-strict=false'];
  const code = await run(npm.program, args, process.env, npm.shell).finally(() => clearInterval(beat));
  if (code !== 0) {
    throw new Stop(
      `npm could not install the packages (exit code ${code}; its message stands above). The first start needs the network: check the connection or proxy, and start again.`,
    );
  }
  if (!pinnedNodeRuns(packagesOf('package-lock.json'))) {
    throw new Stop(
      'The packages are installed, but the Node among them does not run. If npm was told not to run install scripts (ignore-scripts), run: npm rebuild --ignore-scripts=false',
    );
  }
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** The npm that started this script when there is one, else the one on the PATH. */
function findNpm() {
  const own = process.env.npm_execpath;
  if (own && /npm-cli\.c?js$/.test(own) && fs.existsSync(own))
    return { program: process.execPath, args: [own], shell: false };
  if (spawnSync('npm', ['--version'], { shell: windows }).status !== 0) {
    throw new Stop('npm is missing: install it together with Node from nodejs.org, and start again.');
  }
  return { program: 'npm', args: [], shell: windows };
}

/**
 * Runs a program in the foreground and gives its exit code. It is told of signals that reach only us; Ctrl-C on a
 * terminal reaches the whole foreground group by itself. Whoever ends by a signal lets us end by the same one.
 */
function run(program, args, env, shell = false) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env, stdio: 'inherit', shell });
    const tell = (signal) => {
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, tell);
    const orphaned = watchParent(() => tell('SIGTERM'));
    child.once('error', (error) => reject(new Stop(`${program} does not run: ${error.message}`)));
    child.once('exit', (code, signal) => {
      clearInterval(orphaned);
      for (const each of signals) process.removeListener(each, tell);
      if (signal) process.kill(process.pid, signal);
      else resolve(code);
    });
  });
}

/** npm does not always pass its end on to what it started: when it is gone, so are we. */
function watchParent(onEnd) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event || windows) return undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onEnd();
  }, 500);
  return timer;
}

main(process.argv[2], process.argv.slice(3)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Stop ? error.message : error);
    process.exit(1);
  },
);
