/** An account of a BAI2 file: balances and totals (03), movements (16), trailer (49). */
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, minorUnits, plain, ZERO } from '../../kernel/money.ts';
import type { Bai2Record } from './bai2-records.ts';
import { bankLine, tieBalances, withoutZeros } from './bank-line.ts';
import type { DraftLine, DraftStatement, LineKind, StatementWarning } from './types.ts';
import { dayOf, joinTexts, textOrNull } from './values.ts';
import { warning } from './warnings.ts';

export interface Bai2Account {
  statement: DraftStatement;
  /** what its trailer states, in minor units */
  control: Decimal;
}

interface Group {
  day: string;
  currency: string | null;
}

/** Amount, what it is, and where the next field stands. */
interface Item {
  type: string;
  amount: Decimal;
  valueOn: string | null;
  next: number;
}

/**
 * Reads the records of one account, from 03 to 49.
 * @throws Refusal `statement.control_total`, `statement.cut_file`, `statement.amount_invalid`, `statement.date_invalid`
 */
export function readAccount(records: readonly Bai2Record[], group: Group, warnings: StatementWarning[]): Bai2Account {
  const [header, trailer] = [records[0] as Bai2Record, records.at(-1) as Bai2Record];
  if (header.code !== '03') {
    throw new Refusal('statement.cut_file', `An account begins with a record “${header.code}” instead of 03.`, {
      line: header.line,
    });
  }
  const currency = header.fields[1] || group.currency || 'USD';
  const unit = new Decimal(10).pow(-minorUnits(currency));
  const items = readItems(header);
  const movements = records.filter(({ code }) => code === '16');
  const read = movements.map((record) => readMovement(record, { currency, unit, group, warnings }));
  const control = [...items.map(({ amount }) => amount), ...read.map(({ amount }) => amount)].reduce<Decimal>(
    (sum, amount) => sum.plus(amount),
    ZERO,
  );
  checkTrailer(
    trailer,
    control,
    records.reduce((sum, { lines }) => sum + lines, 0),
  );
  const balance = (type: string) => items.find((item) => item.type === type)?.amount.times(unit) ?? null;
  const statement = {
    account: textOrNull(header.fields[0]),
    currency,
    reference: null,
    opening: balance('010'),
    closing: balance('015'),
    ...withoutZeros(read.flatMap(({ line }) => line ?? [])),
  };
  return { statement: { ...statement, ties: tieBalances(statement, header.line, warnings) }, control };
}

function checkTrailer({ fields, line }: Bai2Record, control: Decimal, records: number): void {
  const [stated = '', counted = ''] = fields;
  const sameSum = stated === '' || amountIn(stated, line).eq(control);
  if (sameSum && (counted === '' || Number(counted) === records)) return;
  const message = `The trailer of the account does not tie: it states ${stated} in ${counted} records, the file holds ${plain(control)} in ${records}. The file was cut or edited; fetch it again.`;
  throw new Refusal('statement.control_total', message, { line });
}

/** Record 03: balances and totals, each with type, amount, count of items and availability. */
function readItems(record: Bai2Record): Item[] {
  const items: Item[] = [];
  for (let at = 2; at < record.fields.length; ) {
    if ((record.fields[at] ?? '') === '') at += 1;
    else {
      const item = readItem(record, at, 3);
      items.push(item);
      at = item.next;
    }
  }
  return items;
}

/** An item at a field; `availability` is the place of the type of funds behind the type code. */
function readItem({ fields, line }: Bai2Record, at: number, availability: 2 | 3): Item {
  const [type, amount] = [fields[at] as string, fields[at + 1] ?? ''];
  const funds = fields[at + availability] ?? '';
  const behind = at + availability + 1;
  const next =
    funds === 'S'
      ? behind + 3
      : funds === 'V'
        ? behind + 2
        : funds === 'D'
          ? behind + 1 + 2 * Number(fields[behind])
          : behind;
  return {
    type,
    amount: amount === '' ? ZERO : amountIn(amount, line),
    valueOn: funds === 'V' ? (fields[behind] ?? null) : null,
    next,
  };
}

function amountIn(text: string, line: number): Decimal {
  if (/^[+-]?\d+$/.test(text)) return new Decimal(text);
  throw new Refusal('statement.amount_invalid', `“${text.slice(0, 40)}” is not an amount in minor units.`, { line });
}

interface Context {
  currency: string;
  unit: Decimal;
  group: Group;
  warnings: StatementWarning[];
}

/** Record 16: type, amount, availability, the bank's and the customer's reference, text. */
function readMovement(record: Bai2Record, context: Context): { amount: Decimal; line: DraftLine | null } {
  const { line } = record;
  const { type, amount, valueOn, next } = readItem(record, 0, 2);
  const code = Number(type);
  // 100 to 399 are credits, 400 to 699 debits; what else there is tells something and moves no money.
  if (!(code >= 100 && code < 700)) {
    context.warnings.push(warning('record_moves_nothing', { type }, line));
    return { amount, line: null };
  }
  const booked = dayOf(`20${context.group.day}`);
  if (booked === null) {
    throw new Refusal('statement.date_invalid', `The group's date “${context.group.day}” does not exist.`, { line });
  }
  const text = textOf(record, next + 2);
  return {
    amount,
    line: bankLine({
      bookedOn: booked,
      valueOn: valueOn ? dayOf(`20${valueOn}`) : null,
      direction: code < 400 ? 'IN' : 'OUT',
      amount: amount.abs().times(context.unit),
      currency: context.currency,
      partyName: labelled(text, /\b(?:ORG|OB|BO1|SENDER NAME|BNF NAME):=?\s*([^\n]+)/),
      bankReference: textOrNull(record.fields[next]),
      reference: textOrNull(record.fields[next + 1]),
      text: joinTexts([text?.replaceAll('\n', ' ')]),
      kind: kindOf(code),
      sourceLine: line,
    }),
  };
}

/** The text is what is left; its own commas are put back, a continuation begins a new line. */
function textOf({ fields, breaks }: Bai2Record, at: number): string | null {
  let text = '';
  for (let i = at; i < fields.length; i += 1) {
    text += `${i === at ? '' : breaks.has(i) ? '\n' : ','}${fields[i] as string}`;
  }
  return textOrNull(text);
}

const labelled = (text: string | null, label: RegExp) => textOrNull(label.exec(text ?? '')?.[1]);

function kindOf(code: number): LineKind {
  if (code === 698 || code === 661 || code === 677) return 'FEE';
  if (code === 354 || code === 654) return 'INTEREST';
  if ([255, 257, 258, 555, 557].includes(code)) return 'RETURN';
  if ([252, 362, 363].includes(code)) return 'REVERSAL';
  return 'PAYMENT';
}
