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
  const unpacked = /^@@|@@:\d\d/.test(text) ? text.replaceAll('@@', '\n') : text;
  // Signs of the wire: start and end of a text.
  const bare = unpacked.replaceAll('\u0001', '').replaceAll('\u0003', '');
  const lines = bare.split(/\r\n|\r|\n/).map((line) => line.replace(/^\s+:/, ':'));
  const messages: MtMessage[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] as string;
    const [, tag, rest] = TAG.exec(line) ?? [];
    const message = messages.at(-1);
    if (tag === '20')
      messages.push({ line: i + 1, fields: [{ tag, lines: [rest as string], line: i + 1 }], ended: false });
    else if (message === undefined) continue;
    else if (tag !== undefined) message.fields.push({ tag, lines: [rest as string], line: i + 1 });
    else if (END.test(line) && endsMessage(lines, i)) {
      message.ended = true;
      i = nextTag(lines, i) - 1;
    } else message.fields.at(-1)?.lines.push(line);
  }
  return messages;
}

/** A hyphen alone may stand in a text, too: the message goes on if another of its fields follows. */
function endsMessage(lines: readonly string[], at: number): boolean {
  const next = nextTag(lines, at);
  return next === lines.length || (lines[next] as string).startsWith(':20:');
}

function nextTag(lines: readonly string[], at: number): number {
  let next = at + 1;
  while (next < lines.length && !TAG.test(lines[next] as string)) next += 1;
  return next;
}

/** Whether a text holds fields of these tags at the beginning of a line. */
export function holdsTags(text: string, ...tags: string[]): boolean {
  return tags.every((tag) => new RegExp(`(^|[\\r\\n\u0001]|@@):(?:${tag}):`).test(text));
}
