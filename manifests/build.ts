/**
 * Writes a manifest: `node manifests/build.ts [localhost|staging|production|suite] [--address https://…] [--out <file>]`.
 * Those for this machine are committed, and so are the files beside the add-in's pages that Excel fetches by itself: the metadata
 * of worksheet functions and the keyboard shortcuts. They are written with it; a test holds all to their source.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SHORTCUT_FILES, shortcutKeys, shortcutWords } from '../addin/commands/shortcuts.ts';
import { functionsMetadata, METADATA_FILES } from '../addin/functions/metadata.ts';
import { type Environment, manifestSource } from './source.ts';
import { manifestXml } from './xml.ts';

const ENVIRONMENTS: readonly string[] = ['localhost', 'staging', 'production', 'suite'] satisfies Environment[];

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { address: { type: 'string' }, out: { type: 'string' } },
  });
  const [environment = 'localhost'] = positionals;
  if (!ENVIRONMENTS.includes(environment))
    throw new Error(`Say one of ${ENVIRONMENTS.join(', ')}, not ${environment}.`);
  const file = values.out ?? fileURLToPath(new URL(`suanpan.${environment}.xml`, import.meta.url));
  writeFileSync(file, manifestXml(manifestSource(environment as Environment, values.address)));
  const beside: [string, string][] = [
    [METADATA_FILES.en, functionsMetadata('en')],
    [METADATA_FILES.zh, functionsMetadata('zh')],
    [SHORTCUT_FILES.keys, shortcutKeys()],
    [SHORTCUT_FILES.words, shortcutWords()],
  ];
  for (const [name, text] of beside) writeFileSync(new URL(`../addin/public/${name}`, import.meta.url), text);
  console.log(`Wrote ${file}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
