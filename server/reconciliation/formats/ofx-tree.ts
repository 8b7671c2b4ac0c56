/**
 * OFX as a tree. OFX 1 is SGML whose values need no closing tag, OFX 2 is XML; banks write both carelessly (several tags on
 * a line, entities escaped twice), so one tolerant reader takes both. An element with text is a value, any other a group.
 */
import { lineCount } from '../../kernel/encoding.ts';
import { Refusal } from '../../kernel/errors.ts';

export interface OfxNode {
  name: string;
  /** null for a group */
  value: string | null;
  children: OfxNode[];
  /** line of the file, counted from 1 */
  line: number;
}

const ELEMENT = /<(\/?)([A-Za-z][\w.:-]*)[^<>]*?(\/?)>([^<]*)/g;

/** @throws Refusal `statement.cut_file` where `</OFX>` is missing */
export function parseOfx(text: string): OfxNode {
  const start = text.search(/<OFX>/i);
  if (start < 0 || !/<\/OFX>/i.test(text)) {
    throw new Refusal('statement.cut_file', 'The file ends before </OFX>: it was cut. Fetch it again.', {
      line: lineCount(text.trimEnd()),
    });
  }
  const root: OfxNode = { name: '', value: null, children: [], line: 1 };
  const open: OfxNode[] = [root];
  let [at, line] = [0, 1];
  for (const match of text.slice(start).matchAll(ELEMENT)) {
    const [, closing, name, empty, following] = match as unknown as [string, string, string, string, string];
    const index = start + match.index;
    for (; at < index; at += 1) if (text.charCodeAt(at) === 10) line += 1;
    if (closing) close(open, name.toUpperCase());
    else {
      const value = unescaped(following).trim();
      const node = { name: name.toUpperCase(), value: value === '' ? null : value, children: [], line };
      open.at(-1)?.children.push(node);
      if (value === '' && !empty) open.push(node);
    }
  }
  return root.children[0] as OfxNode;
}

/** Groups that are still open inside the one that closes were values without text: what they swallowed belongs beside them. */
function close(open: OfxNode[], name: string): void {
  const at = open.findLastIndex((node) => node.name === name);
  if (at < 1) return;
  const closed = open.splice(at);
  for (let i = closed.length - 1; i > 0; i -= 1) {
    closed[i - 1]?.children.push(...(closed[i]?.children.splice(0) ?? []));
  }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Twice, because some banks escape what is escaped. */
function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  const once = (escaped: string) =>
    escaped
      .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => ENTITIES[name] as string)
      .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)));
  return once(once(text));
}

/** All groups or values of that name, at any depth, not looking inside those found. */
export function within(node: OfxNode, ...names: string[]): OfxNode[] {
  return node.children.flatMap((child) => (names.includes(child.name) ? [child] : within(child, ...names)));
}

/** The text of the first value down one of the paths; null where there is none. */
export function valueAt(node: OfxNode | undefined, ...paths: string[]): string | null {
  for (const path of paths) {
    let here = node;
    for (const name of path.split('/')) here = here?.children.find((child) => child.name === name);
    if (here?.value) return here.value;
  }
  return null;
}
