/** Proof of a payment, for whoever paid. */
import { sql } from 'kysely';
import type { Content } from 'pdfmake/interfaces.js';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, moneyText } from '../../kernel/money.ts';
import { makePdf, pdfTable } from '../../kernel/pdf.ts';
import { type Books, read } from '../../ledger/books.ts';
import type { PaymentChannel } from '../entities.ts';
import { type DocumentFile, facts } from './bill-document.ts';
import { capitalAmount } from './capital-amount.ts';
import { type DocumentLanguage, documentWords } from './words.ts';

interface Payment {
  id: string;
  number: string;
  status: string;
  received_on: string;
  channel: PaymentChannel;
  amount: string;
  allocated: string;
  refunded: string;
  currency: string;
  customer: string;
  customer_name: string;
  language: DocumentLanguage;
  package_name: string | null;
  package_bonus: string | null;
}

/**
 * The receipt of a payment as PDF, in the customer's language unless another one is wished.
 * What was given back of it is no part of its amount.
 * @throws Refusal `value.unknown_code`, `payments.no_receipt` for one that was taken back, given back whole, or written off
 */
export async function paymentReceipt(
  books: Books,
  number: string,
  wished: DocumentLanguage | null,
): Promise<DocumentFile> {
  const { payment, bills } = await load(books, number);
  const language = wished ?? payment.language;
  const word = documentWords(language);
  const money = (value: Decimal | string) => moneyText(new Decimal(value), payment.currency);
  const amount = new Decimal(payment.amount).minus(payment.refunded);
  const rest = amount.minus(payment.allocated);
  const content: Content[] = [
    {
      columns: [
        { text: books.tenant.name, bold: true, fontSize: 13 },
        { text: word('receipt'), bold: true, fontSize: 18, alignment: 'right' },
      ],
    },
    { text: '', margin: [0, 8] },
    facts([
      [word('number'), payment.number],
      [word('customer'), `${payment.customer_name} (${payment.customer})`],
      [word('received'), payment.received_on],
      [word('channel'), word(payment.channel)],
      ...(payment.package_name === null
        ? []
        : [
            [word('package'), `${payment.package_name} (+ ${money(payment.package_bonus ?? '0')})`] as [string, string],
          ]),
      ...(new Decimal(payment.refunded).isZero()
        ? []
        : [[word('refunded'), money(payment.refunded)] as [string, string]]),
      [word('amount'), `${money(amount)} ${payment.currency}`],
      ...(payment.currency === 'CNY' && language === 'ZH'
        ? [[word('inWords'), capitalAmount(amount)] as [string, string]]
        : []),
    ]),
    pdfTable(
      [
        { heading: word('paidBills'), width: '*' },
        { heading: word('amount'), width: 'auto', figure: true },
      ],
      [
        ...bills.map((bill) => [bill.number, money(bill.amount)]),
        ...(rest.isZero() ? [] : [[word('left'), money(rest)]]),
      ],
    ),
  ];
  const footer = `${books.tenant.name} · ${payment.number} · ${word('page')}`;
  const bytes = await makePdf({
    title: `${word('receipt')} ${payment.number}`,
    author: books.tenant.name,
    footer,
    content,
  });
  return { fileName: `${payment.number}.pdf`, mediaType: 'application/pdf', content: bytes.toString('base64') };
}

function load(
  books: Books,
  number: string,
): Promise<{ payment: Payment; bills: { number: string; amount: string }[] }> {
  return read(books, async (db) => {
    const { rows } = await sql<Payment>`
      select p.id, p.number, p.status, p.received_on, p.channel, p.amount, p.allocated, p.refunded, p.currency,
        c.code as customer, c.name as customer_name, c.language, k.name as package_name, k.bonus as package_bonus
      from payment p join customer c on (c.tenant_id, c.id) = (p.tenant_id, p.customer_id)
      left join prepayment_package k on (k.tenant_id, k.id) = (p.tenant_id, p.package_id)
      where p.tenant_id = ${books.tenant.id} and p.number = ${number}`.execute(db);
    const [payment] = rows;
    const place = { field: 'number' };
    if (!payment) throw new Refusal('value.unknown_code', `there is no payment “${number.slice(0, 40)}”`, place);
    if (
      payment.status !== 'LIVE' ||
      payment.channel === 'WRITE_OFF' ||
      payment.channel === 'BONUS' ||
      new Decimal(payment.amount).lte(payment.refunded)
    ) {
      const message = `payment ${payment.number} was taken back, given back, written off, or a bonus: it has no receipt`;
      throw new Refusal('payments.no_receipt', message, place);
    }
    const bills = await sql<{ number: string; amount: string }>`
      select b.number, sum(a.amount) as amount from allocation a join bill b on (b.tenant_id, b.id) = (a.tenant_id, a.bill_id)
      where a.tenant_id = ${books.tenant.id} and a.payment_id = ${payment.id}
      group by b.number having sum(a.amount) <> 0 order by b.number`.execute(db);
    return { payment, bills: bills.rows };
  });
}
