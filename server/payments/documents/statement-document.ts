/** What a customer owes and paid, as a letter: 客户对账函. */
import type { Content } from 'pdfmake/interfaces.js';
import type { BusinessDate } from '../../kernel/dates.ts';
import { makePdf, pdfTable } from '../../kernel/pdf.ts';
import { type Books, read } from '../../ledger/books.ts';
import { customerStatement } from '../customer-statement.ts';
import { type DocumentFile, facts } from './bill-document.ts';
import { type DocumentLanguage, documentWords } from './words.ts';

/** Whose, and from which day to which. */
export interface StatementOrder {
  /** Code of the customer. */
  customer: string;
  from: BusinessDate;
  to: BusinessDate;
}

/**
 * The customer's statement as PDF, in their language unless another one is wished.
 * @throws Refusal as `customerStatement`
 */
export async function customerStatementDocument(
  books: Books,
  order: StatementOrder,
  wished: DocumentLanguage | null,
): Promise<DocumentFile> {
  const statement = await customerStatement(books, order);
  const { name, language: own } = await read(books, (db) =>
    db
      .selectFrom('customer')
      .select(['name', 'language'])
      .where('tenant_id', '=', books.tenant.id)
      .where('id', '=', statement.customerId)
      .executeTakeFirstOrThrow(),
  );
  const word = documentWords(wished ?? own);
  const right = (text: string) => ({ text, alignment: 'right' as const });
  const content: Content[] = [
    {
      columns: [
        { text: books.tenant.name, bold: true, fontSize: 13 },
        { text: word('statement'), bold: true, fontSize: 18, alignment: 'right' },
      ],
    },
    { text: '', margin: [0, 8] },
    facts([
      [word('customer'), `${name} (${order.customer})`],
      [word('period'), `${statement.from} – ${statement.to}`],
      [word('opening'), `${statement.opening} ${statement.currency}`],
    ]),
    pdfTable(
      [
        { heading: word('date'), width: 'auto' },
        { heading: word('what'), width: '*' },
        { heading: word('amount'), width: 'auto', figure: true },
        { heading: word('balance'), width: 'auto', figure: true },
      ],
      statement.lines.map((line) => [line.date, `${word(line.kind)} ${line.number}`, line.amount, line.balance]),
    ),
    {
      table: {
        widths: ['*', 'auto', 90],
        body: [
          ['', right(word('waiting')), right(statement.unallocated)],
          [
            '',
            { ...right(`${word('closing')} (${statement.currency})`), bold: true },
            { ...right(statement.closing), bold: true },
          ],
        ],
      },
      layout: 'noBorders',
      margin: [0, 10],
    },
  ];
  const title = `${word('statement')} ${order.customer} ${statement.to}`;
  const footer = `${books.tenant.name} · ${order.customer} · ${word('page')}`;
  const bytes = await makePdf({ title, author: books.tenant.name, footer, content });
  return {
    fileName: `statement-${order.customer}-${statement.to}.pdf`,
    mediaType: 'application/pdf',
    content: bytes.toString('base64'),
  };
}
