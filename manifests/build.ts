/**
 * Writes a manifest: `node manifests/build.ts [localhost|staging|production] [--address https://…] [--out <file>]`.
 * The one for localhost is committed, and so is the metadata of worksheet functions beside the add-in's pages, which is written
 * with it; a test holds both to their source.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { functionsMetadata, METADATA_FILES } from '../addin/functions/metadata.ts';
import { type Environment, manifestSource } from './source.ts';
import { manifestXml } from './xml.ts';

const ENVIRONMENTS: readonly string[] = ['localhost', 'staging', 'production'] satisfies Environment[];

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
  for (const locale of ['en', 'zh'] as const) {
    const metadata = new URL(`../addin/public/${METADATA_FILES[locale]}`, import.meta.url);
    writeFileSync(metadata, functionsMetadata(locale));
  }
  console.log(`Wrote ${file}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
