/**
 * Cuts the entries out of a camt message that comes in parts. What is left, the frame, is a small document of its own in which
 * everything stands on the line where it stands in the file.
 */
import { breaksIn } from './text.ts';

/** An entry as it stands in the file. */
export interface EntryText {
  text: string;
  /** line that it begins on, counted from 1 */
  line: number;
  /** place of its statement among those of the file, counted from 0 */
  statement: number;
}

const OUTSIDE = (part: string) =>
  new RegExp(String.raw`<!--|<!\[CDATA\[|<\?|<(?:[\w.-]+:)?(Ntry|${part})(?=[\s>/])`, 'g');
const INSIDE = /<!--|<!\[CDATA\[|<\/(?:[\w.-]+:)?Ntry\s*>/g;
const ENDS: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' };

export class EntryCutter {
  readonly #outside: RegExp;
  readonly #give: (entry: EntryText) => void;
  readonly #keep: ((text: string) => void) | null;
  #rest = '';
  /** Where to go on looking in the rest. */
  #at = 0;
  #inEntry = false;
  /** The last part ended in a CR. */
  #hasCr = false;
  #line = 1;
  #statement = -1;

  /**
   * @param part element of a statement
   * @param give takes each entry
   * @param keep takes the frame, piece by piece
   */
  constructor(part: string, give: (entry: EntryText) => void, keep: ((text: string) => void) | null = null) {
    this.#outside = OUTSIDE(part);
    this.#give = give;
    this.#keep = keep;
  }

  /** How many statements have begun. */
  get statements(): number {
    return this.#statement + 1;
  }

  push(text: string): void {
    this.#rest += this.#withPlainBreaks(text);
    while (this.#inEntry ? this.#inside() : this.#outsideOf());
  }

  /** Line breaks as XML has them. A CR at the end of a part may be the first half of one. */
  #withPlainBreaks(part: string): string {
    if (!this.#hasCr && !part.includes('\r')) return part;
    const text = (this.#hasCr ? '\r' : '') + part;
    this.#hasCr = text.endsWith('\r');
    return (this.#hasCr ? text.slice(0, -1) : text).replace(/\r\n?/g, '\n');
  }

  /** What is left when the text is over belongs to the frame, also an entry that was cut. */
  end(): void {
    if (this.#hasCr) this.#rest += '\n';
    this.#keepUpTo(this.#rest.length);
  }

  /** @returns whether there is more to look at in what has come so far */
  #outsideOf(): boolean {
    this.#outside.lastIndex = this.#at;
    const found = this.#outside.exec(this.#rest);
    if (!found) return this.#wait(this.#rest.lastIndexOf('<'));
    const skipped = this.#skip(found);
    if (skipped !== null) return skipped;
    const end = this.#tagEnd(found.index);
    if (end < 0) return this.#wait(found.index);
    if (found[1] !== 'Ntry') {
      this.#statement += 1;
      this.#at = end;
      return true;
    }
    this.#keepUpTo(found.index);
    const isEmpty = this.#rest[end - found.index - 2] === '/';
    if (isEmpty) this.#entry(end - found.index);
    else {
      this.#inEntry = true;
      this.#at = end - found.index;
    }
    return true;
  }

  #inside(): boolean {
    INSIDE.lastIndex = this.#at;
    const found = INSIDE.exec(this.#rest);
    if (!found) {
      // A tag may be cut between two parts.
      this.#at = Math.max(this.#at, this.#rest.length - 64);
      return false;
    }
    const skipped = this.#skip(found);
    if (skipped !== null) return skipped;
    this.#inEntry = false;
    this.#entry(found.index + found[0].length);
    return true;
  }

  /** Goes behind a comment, a section of characters or an instruction; null for anything else. */
  #skip(found: RegExpExecArray): boolean | null {
    const end = ENDS[found[0]];
    if (end === undefined) return null;
    const at = this.#rest.indexOf(end, found.index + found[0].length);
    if (at < 0) {
      this.#at = found.index;
      return false;
    }
    this.#at = at + end.length;
    return true;
  }

  /** Behind the end of a tag; -1 where it has not come yet. */
  #tagEnd(from: number): number {
    let quote = '';
    for (let at = from; at < this.#rest.length; at += 1) {
      const char = this.#rest[at] as string;
      if (quote !== '') quote = char === quote ? '' : quote;
      else if (char === '"' || char === "'") quote = char;
      else if (char === '>') return at + 1;
    }
    return -1;
  }

  /** Nothing more can be found before a place; what stands there may be the beginning of something. */
  #wait(at: number): false {
    this.#keepUpTo(at < 0 ? this.#rest.length : Math.max(at, this.#at));
    this.#at = 0;
    return false;
  }

  #keepUpTo(end: number): void {
    const text = this.#rest.slice(0, end);
    this.#keep?.(text);
    this.#line += breaksIn(text);
    this.#rest = this.#rest.slice(end);
    this.#at = 0;
  }

  /** An entry that ends at a place of the rest, which begins with it. */
  #entry(end: number): void {
    const text = this.#rest.slice(0, end);
    this.#give({ text, line: this.#line, statement: this.#statement });
    const breaks = breaksIn(text);
    // The frame keeps the line breaks, so that what follows stands where it stood; the comment says that something stood here.
    this.#keep?.(`${'\n'.repeat(breaks)}<!---->`);
    this.#line += breaks;
    this.#rest = this.#rest.slice(end);
    this.#at = 0;
  }
}
