/**
 * A statement file that fits whatever is open in a demo tenant right now: the tour imports it after billing. Most lines
 * name their bill, some fit by payer and amount, some leave a person to decide.
 */
import { sql } from 'kysely';
import { addDays } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { Decimal } from '../kernel/money.ts';
import { type Books, read } from '../ledger/books.ts';
import { chance } from './chance.ts';
import * as cuihu from './cuihu.ts';
import * as nimbus from './nimbus.ts';
import { CHINESE, type ComingPayment, ENGLISH, type PayerWords, type PayingChannel } from './payers.ts';
import { CUIHU_ACCOUNTS, NIMBUS_ACCOUNTS } from './seed.ts';
import { bankFee, type DemoFile, filesOf, toMovement } from './statements.ts';

export type TourFormat = 'camt.053' | 'wechat' | 'alipay';

const CHANNEL: Record<TourFormat, PayingChannel> = { 'camt.053': 'BANK', wechat: 'WECHAT', alipay: 'ALIPAY' };
const BILLS_A_FILE = 200;

interface OpenBillRow {
  number: string;
  code: string;
  name: string;
  open: string;
}

/**
 * Writes the file. Asked again with the same open bills it gives the same file, so importing it twice can be tried.
 * @throws Refusal `demo.no_such_file` for a tenant or format that the demo does not have
 */
export async function tourStatement(books: Books, format: TourFormat): Promise<DemoFile> {
  const accounts = books.tenant.code === 'cuihu' ? CUIHU_ACCOUNTS : NIMBUS_ACCOUNTS;
  const accountOf = (code: string) =>
    (books.tenant.code === 'cuihu' ? cuihu : nimbus).payerAccount(Number(code.slice(2)));
  const words = books.tenant.code === 'cuihu' ? CHINESE : ENGLISH;
  const bills = await openBills(books, CHANNEL[format]);
  const movements = bills.map((bill) => toMovement(payment(bill, books.today, CHANNEL[format], words), accountOf));
  const span = { from: addDays(books.today, -3), to: books.today };
  const by = (channel: PayingChannel) => (CHANNEL[format] === channel ? movements : []);
  const bank = format === 'camt.053' ? [...movements, bankFee(books.today, '12.50')] : [];
  const { files } = filesOf(
    accounts,
    span,
    await bankBalance(books, accounts.bank.code),
    bank,
    by('WECHAT'),
    by('ALIPAY'),
  );
  const file = format === 'camt.053' ? files[0] : files[1];
  if (file) return file;
  throw new Refusal('demo.no_such_file', `${books.tenant.name} has no ${format} account, or nothing is open`);
}

/** Open bills of those who pay through the channel: each channel has customers of its own. */
async function openBills(books: Books, channel: PayingChannel): Promise<OpenBillRow[]> {
  const { rows } = await read(books, (db) =>
    sql<OpenBillRow>`
      select b.number, c.code, c.name, b.total - b.allocated as open
      from bill b join customer c on (c.tenant_id, c.id) = (b.tenant_id, b.customer_id)
      where b.tenant_id = ${books.tenant.id} and b.status = 'LIVE' and b.allocated < b.total
        and b.issue_date = (select max(issue_date) from bill where tenant_id = ${books.tenant.id})
      order by b.number`.execute(db),
  );
  const share = { BANK: [0, 6], WECHAT: [6, 8], ALIPAY: [8, 9], CASH: [9, 10] }[channel] as [number, number];
  return rows
    .filter((row) => {
      const draw = chance(10, 'tour', row.code);
      return draw >= share[0] && draw < share[1];
    })
    .slice(0, BILLS_A_FILE);
}

function payment(bill: OpenBillRow, today: string, channel: PayingChannel, words: PayerWords): ComingPayment {
  const draw = chance(20, 'tour text', bill.number);
  const relative = channel === 'BANK' && draw === 0;
  return {
    on: addDays(today, -chance(4, 'tour day', bill.number)),
    channel,
    customerCode: bill.code,
    payerName: relative ? words.relative(bill.name) : bill.name,
    billNumber: bill.number,
    amount: draw === 1 && new Decimal(bill.open).gt(50) ? new Decimal(50) : new Decimal(bill.open),
    text: draw < 4 ? (words.vague[0] as string) : (words.named[0] as string).replace('#', bill.number),
    ownAccount: !relative,
  };
}

async function bankBalance(books: Books, code: string): Promise<Decimal> {
  const { rows } = await read(books, (db) =>
    sql<{ balance: string }>`
      select coalesce(sum(case when l.direction = 'IN' then l.amount else -l.amount end), 0) as balance
      from statement_line l join bank_account a on (a.tenant_id, a.id) = (l.tenant_id, l.bank_account_id)
      where l.tenant_id = ${books.tenant.id} and a.code = ${code}`.execute(db),
  );
  return new Decimal(rows[0]?.balance ?? 0);
}
