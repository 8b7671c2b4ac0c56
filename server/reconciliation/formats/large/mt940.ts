/** Large MT940 files: once for what stands around the entries, and once for the entries. */
import { type Decimal, ZERO } from '../../../kernel/money.ts';
import { tieMoved } from '../bank-line.ts';
import { readMtEntry } from '../mt-entry.ts';
import { HBCI, type MtField, MtFields } from '../mt-message.ts';
import { balancesOf, type OpenMessage, openMessage, refuseCut } from '../mt940.ts';
import type { DraftLine, StatementWarning } from '../types.ts';
import { linesOf } from './lines.ts';
import { type DraftEnd, type DraftPart, type LargeReading, NotInParts } from './reading.ts';
import type { LargeText } from './text.ts';

/** A message without its entries. */
interface Frame {
  line: number;
  fields: MtField[];
  entries: number;
  lastLine: number;
  ended: boolean;
}

/** What only MT942 has, wherever it stands. */
const INTERIM = /^(34F|13D?)$/;

/**
 * Looks a file through.
 * @throws `NotInParts`
 */
export async function largeMt940(text: LargeText): Promise<LargeReading> {
  const frames = await framesOf(text);
  return { format: 'mt940', profile: '', read: (take) => readEntries(text, frames, take) };
}

async function framesOf(text: LargeText): Promise<Frame[]> {
  const frames: Frame[] = [];
  let behindEntry = false;
  const fields = new MtFields((field, begins) => {
    const { tag, line } = field;
    if (begins) frames.push({ line, fields: [], entries: 0, lastLine: line, ended: false });
    const frame = frames.at(-1) as Frame;
    frame.lastLine = line;
    if (INTERIM.test(tag)) throw new NotInParts();
    behindEntry = tag === '61' || (behindEntry && isText(tag));
    if (tag === '61') frame.entries += 1;
    else if (!behindEntry) frame.fields.push(field);
  });
  const end = (ended: boolean) => {
    if (ended) (frames.at(-1) as Frame).ended = true;
  };
  for await (const lines of linesOf(text.parts())) {
    for (const line of lines) {
      if (HBCI.test(line)) throw new NotInParts();
      end(fields.take(line));
    }
  }
  end(fields.end());
  return frames;
}

const isText = (tag: string) => tag === '86' || tag === 'NS';

/** An entry with its texts, until the next field shows that they are all. */
interface Waiting {
  field: MtField;
  texts: MtField[];
}

/** One message while its entries are read. */
class Message {
  readonly #frame: Frame;
  readonly #open: OpenMessage;
  #moved: Decimal = ZERO;
  #zeroEntries = 0;

  constructor(frame: Frame, warnings: StatementWarning[]) {
    const { fields, line } = frame;
    this.#frame = frame;
    this.#open = openMessage(fields, line, balancesOf(fields, line, warnings), warnings);
  }

  get account() {
    return this.#open.facts.account;
  }

  get currency() {
    return this.#open.facts.currency;
  }

  /** null for an entry of 0.00 */
  entry({ field, texts }: Waiting): DraftLine | null {
    const line = readMtEntry(field, texts, this.#open.context);
    if (line.amount.isZero()) {
      this.#zeroEntries += 1;
      return null;
    }
    this.#moved = line.direction === 'IN' ? this.#moved.plus(line.amount) : this.#moved.minus(line.amount);
    return line;
  }

  /** @throws Refusal `statement.cut_file` */
  end(warnings: StatementWarning[]): DraftEnd['statements'][number] {
    refuseCut(this.#open, this.#frame);
    const { facts, line } = this.#open;
    return {
      ...facts,
      zeroEntries: this.#zeroEntries,
      ties: tieMoved({ ...facts, moved: this.#moved }, line, warnings),
    };
  }
}

async function readEntries(
  text: LargeText,
  frames: readonly Frame[],
  take: (parts: DraftPart[]) => Promise<void>,
): Promise<DraftEnd> {
  const warnings: StatementWarning[] = [];
  const statements: DraftEnd['statements'] = [];
  let message: Message | null = null;
  let waiting: Waiting | null = null;
  let parts: DraftPart[] = [];
  const endEntry = () => {
    const line = waiting && message?.entry(waiting);
    if (line) parts.at(-1)?.lines.push(line);
    waiting = null;
  };
  const endMessage = () => {
    endEntry();
    if (message) statements.push(message.end(warnings));
  };
  const begin = () => {
    endMessage();
    const place = statements.length;
    message = new Message(frames[place] as Frame, warnings);
    parts.push({ statement: place, account: message.account, currency: message.currency, lines: [] });
  };
  const fields = new MtFields((field, begins) => {
    if (begins) begin();
    else if (waiting && isText(field.tag)) waiting.texts.push(field);
    else {
      endEntry();
      if (field.tag === '61') waiting = { field, texts: [] };
    }
  });
  for await (const lines of linesOf(text.parts())) {
    for (const line of lines) fields.take(line);
    if (parts.length === 0) continue;
    await take(parts);
    const { statement, account, currency } = parts.at(-1) as DraftPart;
    parts = [{ statement, account, currency, lines: [] }];
  }
  fields.end();
  endMessage();
  await take(parts);
  return { statements, warnings };
}
