/** XML as a tree of texts: namespaces dropped, nothing turned into a number, every node able to say its line. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { lineCount } from '../../kernel/encoding.ts';
import { Refusal } from '../../kernel/errors.ts';

export type XmlValue = string | XmlNode;
export interface XmlNode {
  [name: string]: XmlValue | XmlValue[] | undefined;
}

export interface XmlDocument {
  root: XmlNode;
  /** the line that a node begins on; 1 where it is not known */
  lineOf(node: XmlValue | undefined): number;
}

const META = XMLParser.getMetaDataSymbol() as unknown as string;

/**
 * Parses a document after checking that it is whole.
 * @throws Refusal `statement.cut_file` when it ends before its root does, `statement.xml_invalid` with the line,
 *   `statement.mixed_file` for text or a second document behind the first
 */
export function parseXml(raw: string): XmlDocument {
  // As the parser does, which then counts in a text of this kind.
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  if (/<!DOCTYPE/i.test(text)) {
    throw new Refusal(
      'statement.xml_invalid',
      'A statement has no DOCTYPE; this file may be an attack. Fetch it again from the bank.',
    );
  }
  const checked = XMLValidator.validate(text);
  if (checked !== true) throw explain(text, checked.err);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    captureMetaData: true,
    htmlEntities: true,
    // Without a DOCTYPE there are only the predefined entities, and a large statement has many of them.
    processEntities: { enabled: true, maxTotalExpansions: 50_000_000, maxExpandedLength: 500_000_000 },
  });
  const root = parseWith(parser, text);
  const starts = lineStarts(text);
  return { root, lineOf: (node) => lineAt(starts, startIndex(node)) };
}

/** What the check let pass and the parser does not: still the file's fault. */
function parseWith(parser: XMLParser, text: string): XmlNode {
  try {
    return parser.parse(text) as XmlNode;
  } catch (error) {
    throw new Refusal('statement.xml_invalid', `The file is not well-formed XML: ${(error as Error).message}`);
  }
}

function explain(text: string, problem: { code: string; msg: string; line: number }): Refusal {
  if (/root nodes|Extra text/.test(problem.msg)) {
    return new Refusal(
      'statement.mixed_file',
      'The file goes on behind the end of its document: it is several files in one.',
      {
        line: problem.line,
      },
    );
  }
  const rootName = /<([A-Za-z_][\w:.-]*)/.exec(text.replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g, ''))?.[1];
  if (rootName && !text.trimEnd().endsWith('>')) return cut(text);
  if (rootName && !new RegExp(`</${rootName.replaceAll('.', '\\.')}\\s*>\\s*(<!--[\\s\\S]*?-->\\s*)*$`).test(text))
    return cut(text);
  return new Refusal('statement.xml_invalid', `The file is not well-formed XML: ${problem.msg}`, {
    line: problem.line,
  });
}

function cut(text: string): Refusal {
  return new Refusal('statement.cut_file', 'The XML ends before its document does: the file was cut. Fetch it again.', {
    line: lineCount(text.trimEnd()),
  });
}

function startIndex(node: XmlValue | undefined): number {
  if (node === undefined || typeof node === 'string') return 0;
  return (node[META] as unknown as { startIndex?: number } | undefined)?.startIndex ?? 0;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(starts: readonly number[], index: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= index) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** All children of that name. */
export function all(node: XmlValue | undefined, name: string): XmlValue[] {
  if (node === undefined || typeof node === 'string') return [];
  const value = node[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The first node down a path such as `Refs/EndToEndId`. */
export function first(node: XmlValue | undefined, path: string): XmlValue | undefined {
  let here: XmlValue | undefined = node;
  for (const name of path.split('/')) here = all(here, name)[0];
  return here;
}

/** The text of the first of the paths that has one, else null. */
export function textAt(node: XmlValue | undefined, ...paths: string[]): string | null {
  for (const path of paths) {
    const found = ownText(first(node, path));
    if (found) return found;
  }
  return null;
}

/** A node's own text, or null. */
export function ownText(node: XmlValue | undefined): string | null {
  const text = typeof node === 'string' ? node : node?.['#text'];
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}

/** Every node of one of the names, at any depth down to `depth`. */
export function findAll(node: XmlValue | undefined, name: RegExp, depth: number): { name: string; node: XmlValue }[] {
  if (node === undefined || typeof node === 'string' || depth === 0) return [];
  return Object.keys(node).flatMap((key) =>
    all(node, key).flatMap((child) =>
      name.test(key) ? [{ name: key, node: child }] : findAll(child, name, depth - 1),
    ),
  );
}
