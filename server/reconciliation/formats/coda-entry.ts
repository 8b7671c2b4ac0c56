/** A movement of a CODA statement: records 21 to 23, and the information behind it in 31 to 33. */
import { bankLine } from './bank-line.ts';
import { column, columnAmount, columnDate, columnDateOrNull, columnText, type FixedRecord } from './fixed-width.ts';
import type { DraftLine, LineDetail, LineKind } from './types.ts';
import { joinTexts } from './values.ts';

export interface CodaEntry {
  main: FixedRecord[];
  /** parts of a globalised movement */
  details: FixedRecord[][];
}

interface Said {
  direction: 'IN' | 'OUT';
  amount: ReturnType<typeof columnAmount>;
  bankReference: string | null;
  reference: string | null;
  partyName: string | null;
  partyAccount: string | null;
  text: string | null;
}

/** @throws Refusal of a value, with its line */
export function readCodaEntry({ main, details }: CodaEntry, currency: string): DraftLine {
  const head = main[0] as FixedRecord;
  const booked = columnDateOrNull(head, 115, 'DMY');
  const value = columnDateOrNull(head, 47, 'DMY');
  const said = readPart(main);
  return bankLine({
    ...said,
    bookedOn: booked ?? value ?? columnDate(head, 115, 'DMY'),
    valueOn: value,
    currency,
    kind: kindOf(column(head, 53, 61), column(main.find(({ text }) => text.startsWith('22')) ?? head, 112, 113)),
    details: details.map((records) => detailOf(readPart(records), currency)),
    sourceLine: head.line,
    identity: [said.bankReference, said.reference, said.partyName, said.text, column(head, 2, 6)],
  });
}

function readPart(records: readonly FixedRecord[]): Said {
  const head = records[0] as FixedRecord;
  const of = (code: string) => records.find(({ text }) => text.startsWith(code));
  const [second, third] = [of('22'), of('23')];
  const structured = column(head, 61, 62) === '1' ? column(head, 62, 115) : null;
  const free = [
    structured === null ? head.text.slice(62, 115) : '',
    second?.text.slice(10, 63) ?? '',
    third?.text.slice(82, 125) ?? '',
  ];
  const information = records
    .filter(({ text }) => text.startsWith('3'))
    .map(({ text }) => text.slice(text.startsWith('31') ? 40 : 10, 113));
  const name = third ? columnText(third, 47, 82) : null;
  return {
    direction: column(head, 31, 32) === '1' ? 'OUT' : 'IN',
    amount: columnAmount(head, 32, 47, 3),
    bankReference: columnText(head, 10, 31),
    reference: ogm(structured) ?? (second ? columnText(second, 63, 98) : null),
    partyName: name,
    partyAccount: third ? (columnText(third, 10, 44)?.split(' ')[0] ?? null) : null,
    text: joinTexts([
      free.join('').replace(/\s+/g, ' '),
      structured?.slice(3),
      ...information.map((each) => each.replace(/\s+/g, ' ')),
    ]),
  };
}

/** Communication of type 101 or 102: twelve digits that the biller gave, shown as people know them. */
function ogm(structured: string | null): string | null {
  const [, digits] = /^10[12](\d{12})/.exec(structured ?? '') ?? [];
  return digits === undefined ? null : `+++${digits.slice(0, 3)}/${digits.slice(3, 7)}/${digits.slice(7)}+++`;
}

/** Transaction code: type, family (05 direct debits, 35 and 80 charges), transaction, category. */
function kindOf(code: string, returned: string): LineKind {
  const family = code.slice(1, 3);
  if (/^[1-9]$/.test(returned)) return 'RETURN';
  if (family === '35' || family === '80') return 'FEE';
  return 'PAYMENT';
}

function detailOf(said: Said, currency: string): LineDetail {
  const isIn = said.direction === 'IN';
  return {
    direction: said.direction,
    amount: said.amount,
    currency,
    payerName: isIn ? said.partyName : null,
    payerAccount: isIn ? said.partyAccount : null,
    payeeName: isIn ? null : said.partyName,
    payeeAccount: isIn ? null : said.partyAccount,
    reference: said.reference,
    bankReference: said.bankReference,
    text: said.text,
  };
}
