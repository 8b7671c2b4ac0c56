/** `npm run check`: everything that is right or wrong without running the product, one after another. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

interface Check {
  title: string;
  run: () => boolean;
}

/** The script behind a package's command, so that no shell and no platform's wrapper stands between. */
function commandOf(packageName: string, command: string): string {
  const manifest = join(root, 'node_modules', packageName, 'package.json');
  const { bin } = createRequire(import.meta.url)(manifest) as { bin: string | Record<string, string> };
  const script = typeof bin === 'string' ? bin : bin[command];
  if (script === undefined) throw new Error(`The package ${packageName} has no command ${command}.`);
  return join(dirname(manifest), script);
}

function runs(packageName: string, command: string, ...args: string[]): boolean {
  const { status, error } = spawnSync(process.execPath, [commandOf(packageName, command), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (error) console.error(error.message);
  return status === 0;
}

function generatedFiles(): Map<string, string> {
  const files = globSync('{server,addin,schema}/**/generated/**/*.*', {
    cwd: root,
    exclude: (name) => name === 'node_modules',
  });
  return new Map(files.toSorted().map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

/** Generates into the tree and compares; what came out is left there, to be looked at and committed. */
function codegenAgrees(): boolean {
  if (!existsSync(join(root, 'codegen.yml'))) {
    console.log('No codegen.yml: nothing is generated.');
    return true;
  }
  const before = generatedFiles();
  if (!runs('@graphql-codegen/cli', 'graphql-codegen', '--config', 'codegen.yml', '--silent')) return false;
  const after = generatedFiles();
  const drifted = [...new Set([...before.keys(), ...after.keys()])].filter(
    (file) => before.get(file) !== after.get(file),
  );
  for (const file of drifted)
    console.error(`${file} was not what schema/ and the documents say; it is now, commit it.`);
  return drifted.length === 0;
}

const checks: Check[] = [
  { title: 'Format', run: () => runs('@biomejs/biome', 'biome', 'check', '.') },
  { title: 'Generated code', run: codegenAgrees },
  { title: 'Types', run: () => runs('typescript', 'tsc', '-p', '.') },
  { title: 'Lint', run: () => runs('oxlint', 'oxlint', '--type-aware') },
  { title: 'Unused code and packages', run: () => runs('knip', 'knip') },
  {
    title: 'Import direction',
    run: () => runs('mocha', 'mocha', '--no-config', '--reporter=dot', 'test/architecture/imports.test.ts'),
  },
];

const results = checks.map(({ title, run }) => {
  console.log(`\n── ${title} ──`);
  return { title, passed: run() };
});
console.log('\n── Summary ──');
for (const { title, passed } of results) console.log(`${passed ? 'passed' : 'FAILED'}  ${title}`);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
