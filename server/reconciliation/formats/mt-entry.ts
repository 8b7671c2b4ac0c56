/** Field 61 of MT94x, an entry, with the text behind it. */
import { addDays, type BusinessDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { bankLine } from './bank-line.ts';
import type { MtField } from './mt-message.ts';
import { readMtText, readNs } from './mt-text.ts';
import type { DraftLine, LineKind, StatementWarning } from './types.ts';
import { dayOf, joinTexts, readAmount, textOrNull } from './values.ts';
import { warning } from './warnings.ts';

/** Date of value, day of booking, mark, currency letter, amount, kind of transaction, references. */
const ENTRY = /^(\d{6})(\d{4})?\s*(R[CD]|E[CD]|[CD])([A-Z])?\s*(\d[\d. ]*(?:,[\d ]*)?)\s*([NFSn][A-Za-z0-9]{3})?(.*)$/;

export interface MtContext {
  currency: string;
  /** the day of the statement, for entries whose own days do not exist */
  day: BusinessDate | null;
  warnings: StatementWarning[];
}

/**
 * An entry with the fields behind it (86 or NS).
 * @throws Refusal `statement.line_invalid`
 */
export function readMtEntry(field: MtField, texts: readonly MtField[], context: MtContext): DraftLine {
  const { line } = field;
  const match = ENTRY.exec((field.lines[0] as string).trim());
  if (!match) {
    const shown = (field.lines[0] as string).slice(0, 40);
    throw new Refusal(
      'statement.line_invalid',
      `“${shown}” is no entry of an MT94x statement: the file was cut or edited. Fetch it again.`,
      { line },
    );
  }
  const [, value, entry, mark, , amount, type, references] = match as unknown as [
    string, string, string | undefined, string, string | undefined, string, string | undefined, string,
  ]; // biome-ignore format: groups
  const [own, bank] = references.split('//') as [string, string | undefined];
  const said = texts.map(({ tag, lines }) => (tag === 'NS' ? readNs(lines) : readMtText(lines)));
  const first = <K extends 'partyName' | 'partyAccount' | 'reference'>(key: K) =>
    said.find((text) => text[key] !== null)?.[key] ?? null;
  const reversal = mark.startsWith('R');
  const days = datesOf(value, entry, line, context);
  return bankLine({
    ...days,
    direction: mark === 'C' || mark === 'EC' || mark === 'RD' ? 'IN' : 'OUT',
    amount: readAmount(amount.replace(/[. ]/g, '').replace(',', '.').replace(/\.$/, ''), ':61:', line),
    currency: context.currency,
    partyName: first('partyName'),
    partyAccount: first('partyAccount'),
    reference: first('reference') ?? textOrNull(own),
    bankReference: textOrNull(bank),
    text: joinTexts([...said.map(({ text }) => text), ...field.lines.slice(1)]),
    kind: reversal ? 'REVERSAL' : said.some(({ returned }) => returned) ? 'RETURN' : kindOf(type),
    sourceLine: line,
  });
}

function kindOf(type: string | undefined): LineKind {
  const code = type?.slice(1).toUpperCase();
  if (code === 'CHG' || code === 'COM') return 'FEE';
  if (code === 'INT' || code === 'RNT') return 'INTEREST';
  if (code === 'RTI') return 'RETURN';
  return 'PAYMENT';
}

/** The day of booking lies near the date of value, also across a New Year. A 30 February is a day of 30/360 banks. */
function datesOf(value: string, entry: string | undefined, line: number, context: MtContext) {
  const valueOn = dayOf(`20${value}`);
  const year = Number(`20${value.slice(0, 2)}`);
  const near = entry === undefined ? null : nearest(entry, year, valueOn ?? monthEnd(`20${value}`));
  const bookedOn = near ?? valueOn ?? context.day;
  if (bookedOn === null) {
    throw new Refusal('statement.date_invalid', `“${value}${entry ?? ''}” is not a date that exists.`, { line });
  }
  if (valueOn === null && near === null) {
    context.warnings.push(warning('date_replaced', { text: `${value}${entry ?? ''}`, day: bookedOn }, line));
  }
  return { bookedOn, valueOn };
}

const monthEnd = (digits: string): BusinessDate | null => {
  const first = dayOf(`${digits.slice(0, 6)}01`);
  return first && addDays(first, 27);
};

function nearest(monthDay: string, year: number, to: BusinessDate | null): BusinessDate | null {
  const days = [year - 1, year, year + 1].map((each) => dayOf(`${each}${monthDay}`)).filter((day) => day !== null);
  if (to === null) return days.find((day) => day.startsWith(`${year}`)) ?? null;
  const distance = (day: BusinessDate) => Math.abs(Date.parse(day) - Date.parse(to));
  return days.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}
