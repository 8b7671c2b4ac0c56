/** Records of a BAI2 file: a code and fields, continued by records 88. */
import { Refusal } from '../../kernel/errors.ts';

export interface Bai2Record {
  /** `01`, `02`, `03`, `16`, `49`, `98`, `99` */
  code: string;
  fields: string[];
  /** index of fields that begin a continuation: text goes on there without a comma */
  breaks: ReadonlySet<number>;
  /** line of the file, counted from 1 */
  line: number;
  /** physical records, continuations included: the trailers count them */
  lines: number;
}

/** @throws Refusal `statement.line_invalid` for a line that is no record */
export function readRecords(text: string): Bai2Record[] {
  const records: (Bai2Record & { breaks: Set<number> })[] = [];
  for (const [i, raw] of text.split(/\r\n|\r|\n/).entries()) {
    if (raw.trim() === '') continue;
    const [, code, rest] = /^\s*(\d\d)[,/](.*)$/.exec(raw) ?? [];
    if (code === undefined || rest === undefined) {
      const message = `“${raw.slice(0, 40)}” is no BAI2 record: the file was cut or edited. Fetch it again.`;
      throw new Refusal('statement.line_invalid', message, { line: i + 1 });
    }
    const fields = rest.trimEnd().replace(/\/$/, '').split(',');
    const last = records.at(-1);
    if (code !== '88') records.push({ code, fields, breaks: new Set(), line: i + 1, lines: 1 });
    else if (last) {
      last.breaks.add(last.fields.length);
      last.fields.push(...fields);
      last.lines += 1;
    }
  }
  return records;
}
