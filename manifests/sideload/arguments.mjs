import { parseArgs } from 'node:util';
import { Stop } from './stop.mjs';

const USAGE = 'npm run excel [-- desktop | web --document <address of a workbook>] [--suite]';

/**
 * What was asked for on the command line.
 * @param {readonly string[]} args
 * @param {{ platform: string, serverPort: number }} machine
 * @returns {{ where: 'desktop' | 'web', document: string | undefined, suite: boolean }}
 * @throws {Stop} when it cannot be done here
 */
export function readArguments(args, { platform, serverPort }) {
  const { values, positionals } = parsed(args);
  const [where = 'desktop', ...more] = positionals;
  if ((where !== 'desktop' && where !== 'web') || more.length > 0) {
    throw new Stop(`Say desktop or web, not ${positionals.join(' ')}: ${USAGE}`);
  }
  if (where === 'web' && values.document === undefined) {
    throw new Stop('Excel on the web needs a workbook that you own: npm run excel -- web --document <its address>.');
  }
  if (where === 'web' && !values.document.startsWith('https://')) {
    throw new Stop(
      `The address of a workbook on the web begins with https://, not ${values.document}. In Excel on the web choose ` +
        'Share, Copy link.',
    );
  }
  if (where === 'desktop' && platform !== 'win32' && platform !== 'darwin') {
    throw new Stop(
      `Excel does not run on this machine: use the workbench at http://localhost:${serverPort} (npm start), ` +
        'or Excel on the web with npm run excel -- web --document <address of a workbook that you own>.',
    );
  }
  return { where, document: where === 'web' ? withQuery(values.document) : values.document, suite: values.suite };
}

/** The tools add to the query of the address, and take it for granted. `web=1` opens the workbook where others would download it. */
const withQuery = (address) => (address.includes('?') ? address : `${address}?web=1`);

function parsed(args) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { document: { type: 'string' }, suite: { type: 'boolean', default: false } },
    });
  } catch (error) {
    throw new Stop(`${error.message}\nUsage: ${USAGE}`);
  }
}
