/** A bill as a customer gets it. */
import { type RawBuilder, sql } from 'kysely';
import type { Content } from 'pdfmake/interfaces.js';
import type { Db } from '../../database/orm.ts';
import { addDays, type BusinessDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, moneyText, plain, ZERO } from '../../kernel/money.ts';
import { makePdf, pdfTable } from '../../kernel/pdf.ts';
import { type Books, read } from '../../ledger/books.ts';
import { type DocumentLanguage, type DocumentWord, documentWords } from './words.ts';

/** A file to save or to send. */
export interface DocumentFile {
  fileName: string;
  mediaType: string;
  /** Its bytes, in base64. */
  content: string;
}

interface Bill {
  id: string;
  number: string;
  status: string;
  currency: string;
  period_start: string;
  period_end: string;
  issue_date: string;
  due_date: string;
  total: string;
  allocated: string;
  credited: string;
  customer: string;
  customer_name: string;
  tax_id: string;
  language: DocumentLanguage;
  /** What other bills of the customer up to its day leave open, and payments that wait. */
  before: string;
  waiting: string;
}

interface Line {
  name_zh: string;
  name_en: string;
  premise: string | null;
  period_start: string;
  period_end: string;
  quantity: string;
  unit: string;
  unit_price: string | null;
  discount: string;
  amount: string;
  net: string;
  tax: string;
  tax_rate: string;
}

/**
 * The bill as PDF, in the customer's language unless another one is wished.
 * @throws Refusal `value.unknown_code` when there is no such bill
 */
export async function billDocument(
  books: Books,
  number: string,
  wished: DocumentLanguage | null,
): Promise<DocumentFile> {
  const { bill, lines } = await read(books, async (db) => {
    const found = await findBill(db, books, sql`b.number = ${number}`);
    if (!found) {
      throw new Refusal('value.unknown_code', `there is no bill “${number.slice(0, 40)}”`, { field: 'number' });
    }
    return { bill: found, lines: await linesOf(db, books, found.id) };
  });
  const language = wished ?? bill.language;
  const word = documentWords(language);
  const title = `${word('bill')} ${bill.number}`;
  const content = await makePdf({
    title,
    author: books.tenant.name,
    footer: `${books.tenant.name} · ${bill.number} · ${word('page')}`,
    content: billContent(books.tenant.name, bill, lines, language),
    ...(bill.status === 'VOID' ? { watermark: word('void') } : {}),
  });
  return { fileName: `${bill.number}.pdf`, mediaType: 'application/pdf', content: content.toString('base64') };
}

async function findBill(db: Db, books: Books, which: RawBuilder<unknown>): Promise<Bill | undefined> {
  const { rows } = await sql<Bill>`
    select b.id, b.number, b.status, b.currency, b.period_start, b.period_end, b.issue_date, b.due_date, b.total, b.allocated,
      b.credited, c.code as customer, c.name as customer_name, c.tax_id, c.language,
      (select coalesce(sum(o.total - o.allocated), 0) from bill o where o.tenant_id = b.tenant_id and o.customer_id = b.customer_id
        and o.currency = b.currency and o.status = 'LIVE' and o.id <> b.id and o.issue_date <= b.issue_date) as before,
      (select coalesce(sum(p.amount - p.allocated - p.refunded), 0) from payment p where p.tenant_id = b.tenant_id
        and p.customer_id = b.customer_id and p.currency = b.currency and p.status = 'LIVE') as waiting
    from bill b join customer c on (c.tenant_id, c.id) = (b.tenant_id, b.customer_id)
    where b.tenant_id = ${books.tenant.id} and ${which}`.execute(db);
  return rows[0];
}

async function linesOf(db: Db, books: Books, billId: string): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select f.name_zh, f.name_en, f.unit, p.code as premise, c.period_start, c.period_end, c.quantity, c.unit_price, c.discount,
      c.amount, c.net, c.tax, c.tax_rate
    from charge c
    join fee_item f on (f.tenant_id, f.id) = (c.tenant_id, c.fee_item_id)
    left join premise p on (p.tenant_id, p.id) = (c.tenant_id, c.premise_id)
    where c.tenant_id = ${books.tenant.id} and c.bill_id = ${billId}
    order by f.code, p.code, c.period_start, c.id`.execute(db);
  return rows;
}

type Word = (word: DocumentWord) => string;

/** The last day instead of the first that no longer belongs to it: people read periods so. */
const span = (start: BusinessDate, end: BusinessDate) => `${start} – ${addDays(end, -1)}`;

function billContent(seller: string, bill: Bill, lines: readonly Line[], language: DocumentLanguage): Content[] {
  const word = documentWords(language);
  const money = (value: Decimal | string) => moneyText(new Decimal(value), bill.currency);
  return [
    {
      columns: [
        { text: seller, bold: true, fontSize: 13 },
        { text: word('bill'), bold: true, fontSize: 18, alignment: 'right' },
      ],
    },
    { columns: [facts(buyerFacts(bill, word)), facts(billFacts(bill, word))], columnGap: 24, margin: [0, 14, 0, 6] },
    chargeTable(lines, language, word, money),
    taxTable(lines, word, money),
    summary(bill, word, money),
  ];
}

const buyerFacts = (bill: Bill, word: Word): [string, string][] => [
  [word('customer'), `${bill.customer_name} (${bill.customer})`],
  ...(bill.tax_id ? [[word('taxId'), bill.tax_id] as [string, string]] : []),
];

const billFacts = (bill: Bill, word: Word): [string, string][] => [
  [word('number'), bill.number],
  [word('period'), span(bill.period_start, bill.period_end)],
  [word('issued'), bill.issue_date],
  [word('due'), bill.due_date],
];

/** Labels with what they say, one below the other. */
export const facts = (rows: readonly [string, string][]): Content => ({
  table: { widths: ['auto', '*'], body: rows.map(([label, value]) => [{ text: label, color: '#666666' }, value]) },
  layout: 'noBorders',
});

function chargeTable(
  lines: readonly Line[],
  language: DocumentLanguage,
  word: Word,
  money: (value: string) => string,
): Content {
  const name = (line: Line) => (language === 'ZH' ? line.name_zh : line.name_en || line.name_zh);
  const discounted = lines.some(({ discount }) => Number(discount) !== 0);
  return pdfTable(
    [
      { heading: word('item'), width: '*' },
      { heading: word('place'), width: 'auto' },
      { heading: word('days'), width: 'auto' },
      { heading: word('quantity'), width: 'auto', figure: true },
      { heading: word('price'), width: 'auto', figure: true },
      ...(discounted ? [{ heading: word('discount'), width: 'auto', figure: true }] : []),
      { heading: word('amount'), width: 'auto', figure: true },
    ],
    lines.map((line) => [
      name(line),
      line.premise ?? '',
      span(line.period_start, line.period_end),
      `${plain(new Decimal(line.quantity))}${line.unit ? ` ${line.unit}` : ''}`,
      line.unit_price === null ? '' : plain(new Decimal(line.unit_price)),
      ...(discounted ? [money(line.discount)] : []),
      money(line.amount),
    ]),
  );
}

function taxTable(lines: readonly Line[], word: Word, money: (value: Decimal) => string): Content {
  const sum = (group: readonly Line[], of: (line: Line) => string) =>
    money(group.reduce((total, line) => total.plus(of(line)), ZERO));
  const byRate = Map.groupBy(lines, ({ tax_rate }) => plain(new Decimal(tax_rate).times(100)));
  const table = pdfTable(
    [
      { heading: word('taxRate'), width: '*' },
      { heading: word('net'), width: 'auto', figure: true },
      { heading: word('tax'), width: 'auto', figure: true },
      { heading: word('total'), width: 'auto', figure: true },
    ],
    [...byRate].map(([rate, group]) => [
      `${rate} %`,
      sum(group, ({ net }) => net),
      sum(group, ({ tax }) => tax),
      sum(group, ({ amount }) => amount),
    ]),
  );
  return {
    columns: [
      { text: '', width: '*' },
      { stack: [table], width: 260 },
    ],
  };
}

function summary(bill: Bill, word: Word, money: (value: Decimal) => string): Content {
  const [total, allocated, credited] = [
    new Decimal(bill.total),
    new Decimal(bill.allocated),
    new Decimal(bill.credited),
  ];
  const open = bill.status === 'LIVE' ? total.minus(allocated) : ZERO;
  const [before, waiting] = [new Decimal(bill.before), new Decimal(bill.waiting)];
  const rows: [DocumentWord, Decimal][] = [['total', total]];
  const paid = allocated.minus(credited);
  if (!credited.isZero()) rows.push(['credited', credited.neg()]);
  if (!paid.isZero()) rows.push(['paid', paid.neg()]);
  rows.push(['open', open]);
  if (!before.isZero()) rows.push(['before', before]);
  if (!waiting.isZero()) rows.push(['waiting', waiting.neg()]);
  const toPay = Decimal.max(open.plus(before).minus(waiting), ZERO);
  return {
    table: {
      widths: ['*', 'auto', 90],
      body: [
        ...rows.map(([label, amount]) => [
          '',
          { text: word(label), alignment: 'right' as const },
          { text: money(amount), alignment: 'right' as const },
        ]),
        [
          '',
          { text: `${word('toPay')} (${bill.currency})`, bold: true, fontSize: 11, alignment: 'right' as const },
          { text: money(toPay), bold: true, fontSize: 11, alignment: 'right' as const },
        ],
      ],
    },
    layout: 'noBorders',
    margin: [0, 10],
    // A sum without its parts on the page before reads like another bill.
    unbreakable: true,
  };
}
