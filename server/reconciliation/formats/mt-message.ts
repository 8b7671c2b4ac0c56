/** SWIFT MT94x messages: fields by tag, whatever envelopes, separators and empty lines banks put around them. */

export interface MtField {
  /** `20`, `60F`, `61`, `86`, `NS` … */
  tag: string;
  /** text lines of the field, the first without its tag */
  lines: string[];
  /** line of the file, counted from 1 */
  line: number;
}

export interface MtMessage {
  line: number;
  fields: MtField[];
  /** the file marks its end, so that nothing was cut off */
  ended: boolean;
}

const TAG = /^:(\d{2}[A-Z]?|NS):(.*)$/;
/** What ends a message: a hyphen alone, or the end of its block. */
const END = /^(-\s*|-?\}.*)$/;

/** A message begins at each `:20:`. */
export function readMessages(text: string): MtMessage[] {
  // HBCI writes `@@` for a line break.
  const unpacked = HBCI.test(text) ? text.replaceAll('@@', '\n') : text;
  const messages: MtMessage[] = [];
  const fields = new MtFields((field, begins) => {
    if (begins) messages.push({ line: field.line, fields: [field], ended: false });
    else messages.at(-1)?.fields.push(field);
  });
  for (const line of unpacked.split(/\r\n|\r|\n/)) if (fields.take(line)) (messages.at(-1) as MtMessage).ended = true;
  if (fields.end()) (messages.at(-1) as MtMessage).ended = true;
  return messages;
}

/** Whether a text writes its line breaks as HBCI does. */
export const HBCI = /^@@|@@:\d\d/;

/** Puts lines that come one by one together to fields. A field is given when the next one begins, or at the end. */
export class MtFields {
  readonly #give: (field: MtField, begins: boolean) => void;
  #line = 0;
  #field: MtField | null = null;
  /** Lines from one on that may end the message: that shows with the next field. */
  #behindEnd: string[] = [];

  /** @param give takes each field, and whether a message begins with it */
  constructor(give: (field: MtField, begins: boolean) => void) {
    this.#give = give;
  }

  /** @returns whether the message before this line is marked as ended */
  take(raw: string): boolean {
    this.#line += 1;
    // Signs of the wire: start and end of a text.
    const line = raw.replaceAll('\u0001', '').replaceAll('\u0003', '').replace(/^\s+:/, ':');
    const [, tag, rest] = TAG.exec(line) ?? [];
    if (tag === undefined) {
      if (this.#field === null) return false;
      if (this.#behindEnd.length > 0 || END.test(line)) this.#behindEnd.push(line);
      else this.#field.lines.push(line);
      return false;
    }
    const ended = this.#field !== null && tag === '20' && this.#behindEnd.length > 0;
    // A hyphen alone may stand in a text, too: the message goes on if another of its fields follows.
    if (!ended) this.#field?.lines.push(...this.#behindEnd);
    this.#behindEnd = [];
    if (tag !== '20' && this.#field === null) return false;
    this.#flush();
    this.#field = { tag, lines: [rest as string], line: this.#line };
    return ended;
  }

  /** @returns whether the last message is marked as ended */
  end(): boolean {
    this.#flush();
    return this.#behindEnd.length > 0;
  }

  #flush(): void {
    if (this.#field) this.#give(this.#field, this.#field.tag === '20');
  }
}

/** Whether a text holds fields of these tags at the beginning of a line. */
export function holdsTags(text: string, ...tags: string[]): boolean {
  return tags.every((tag) => new RegExp(`(^|[\\r\\n\u0001]|@@):(?:${tag}):`).test(text));
}
