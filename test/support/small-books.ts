/** A small tenant whose bills were posted by the product: three customers, three months, and accounts at a bank and two channels. */
import assert from 'node:assert/strict';
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { camt053, type Movement } from '../../server/demo/statement-files.ts';
import { Refusal } from '../../server/kernel/errors.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import type { Books } from '../../server/ledger/books.ts';
import { type CounterPayment, recordPayment } from '../../server/payments/record-payment.ts';
import { addBankAccount } from '../../server/reconciliation/bank-accounts.ts';
import { type ImportResult, importStatement } from '../../server/reconciliation/import-statement.ts';
import { type Verification, verifyDatabase } from '../../server/verify/verify.ts';
import { copyOf } from './database.ts';
import { type Fixture, fixture, openFixture } from './fixture.ts';

export const TODAY = '2026-11-05';
export const BANK = '0200001009020112345';
export const MERCHANT = '1600000001';
export const ALIPAY = '20880000000000010156';

export interface BillRow {
  id: string;
  number: string;
  customer: string;
  due: string;
  total: string;
  allocated: string;
}

export interface SmallBooks extends Fixture {
  /** All bills by number; amounts as decimal strings without needless zeroes. */
  bills(): Promise<BillRow[]>;
  bill(number: string): Promise<BillRow>;
  /** Takes a payment at the counter; cash unless said otherwise. @returns its id */
  pay(input: Partial<CounterPayment> & { customer: string; amount: string }, books?: Books): Promise<string>;
  /** Imports a file's bytes. */
  importFile(
    content: string | Buffer,
    over?: { key?: string; bankAccount?: string },
    books?: Books,
  ): Promise<ImportResult>;
  /** Imports a camt.053 file of the bank account that holds these movements. */
  importMoves(moves: readonly Partial<Movement>[], books?: Books): Promise<ImportResult>;
  /** Closes a month as far as the database has it. */
  closeMonth(month: string): Promise<void>;
  /** Asserts that every law holds. */
  clean(): Promise<void>;
}

/**
 * Makes the tenant. Every month has three bills, in this order: C-1 王伟 (management 252.23 and parking 300.00),
 * C-2 李娜 (management 285.00), C-3 Acme Co., Ltd. (management 342.57 and parking 150.00).
 * It is made once a run; every test gets a copy.
 */
export async function smallBooks(): Promise<SmallBooks> {
  original ??= makeOriginal();
  const { database, ids } = await original;
  const f = await openFixture(await copyOf(database), 'CNY', ids);
  const bills = () =>
    f.query<BillRow>(
      `select b.id, b.number, c.code as customer, b.due_date as due, trim_scale(b.total)::text as total,
         trim_scale(b.allocated)::text as allocated
       from bill b join customer c on c.tenant_id = b.tenant_id and c.id = b.customer_id order by b.number`,
    );
  const importFile: SmallBooks['importFile'] = (content, over = {}, books = f.books) =>
    importStatement(books, {
      key: over.key ?? newId(),
      fileName: 'statement',
      content: Buffer.from(content).toString('base64'),
      bankAccount: over.bankAccount ?? null,
    });
  return {
    ...f,
    bills,
    async bill(number) {
      const found = (await bills()).find((one) => one.number === number);
      assert.ok(found, `there is a bill ${number}`);
      return found;
    },
    pay: (input, books = f.books) => recordPayment(books, { key: newId(), channel: 'CASH', ...input }),
    importFile,
    importMoves: (moves, books) => importFile(camtOf(moves), {}, books),
    closeMonth: (month) =>
      f
        .query<{ id: string }>(`select id from accounting_period where month = $1`, `${month}-01`)
        .then(([row]) =>
          f.change('accounting_period', row?.id ?? '', { status: 'CLOSED', closed_at: new Date().toISOString() }),
        ),
    async clean() {
      const { ok, laws } = await verifyDatabase(f.serverUrl);
      assert.ok(ok, problemsOf(laws).join('\n'));
    },
  };
}

let original: Promise<Fixture> | undefined;

async function makeOriginal(): Promise<Fixture> {
  const f = await fixture(TODAY);
  await masterData(f);
  for (const month of ['2026-08', '2026-09', '2026-10']) await bill(f.books, month);
  await f.disconnect();
  return f;
}

/** What is broken, as `law: sentence`. */
export const problemsOf = (laws: Verification['laws']): string[] =>
  laws.flatMap(({ law, problems }) => problems.map((problem) => `${law}: ${problem}`));

let moved = 0;

/** A movement with a number of its own: money of nobody known that came today, unless said otherwise. */
export function movement(over: Partial<Movement> = {}): Movement {
  moved += 1;
  return {
    on: '2026-11-04',
    amount: new Decimal('10'),
    direction: 'IN',
    payerName: 'Nobody',
    payerAccount: '',
    text: 'transfer',
    reference: `REF${String(moved).padStart(10, '0')}`,
    ...over,
  };
}

/** A camt.053 file of the tenant's bank account. */
export const camtOf = (moves: readonly Partial<Movement>[], account = BANK): string =>
  camt053(account, 'CNY', new Decimal(0), newId(), TODAY, moves.map(movement));

/** Asserts that something is refused with a code; the sentence must match too where it is given. */
export async function refused(doing: Promise<unknown>, code: string, says?: RegExp): Promise<Refusal> {
  const outcome = await doing.then(
    () => null,
    (error: unknown) => error,
  );
  assert.ok(outcome instanceof Refusal, `refused with ${code}, not ${String(outcome)}`);
  assert.equal(outcome.code, code);
  if (says) assert.match(outcome.message, says);
  return outcome;
}

async function masterData(f: Fixture): Promise<void> {
  await f.taxCode('VAT6', '0.06');
  await f.feeItem('MGMT', { tax_code_id: f.id('VAT6') });
  await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2.85' });
  await f.feeItem('PARK');
  await f.price('PARK', { model: 'FIXED', amount: '150' });
  const customers = [
    ['C-1', '王伟', '6222020200001', '88.50', '2'],
    ['C-2', '李娜', '6222020200002', '100', '0'],
    ['C-3', 'Acme Co., Ltd.', '', '120.20', '1'],
  ] as const;
  const start = '2026-08-01';
  for (const [code, name, bankAccount, area, spaces] of customers) {
    await f.customer(code, { name, bank_account: bankAccount });
    await f.premise(`R-${code}`, { area });
    const premise = { premise_id: f.id(`R-${code}`), start_date: start };
    await f.binding(`M-${code}`, code, 'MGMT', { ...premise, quantity_source: 'AREA' });
    for (let space = 1; space <= Number(spaces); space += 1) {
      await f.premise(`P-${code}-${space}`, { kind: 'PARKING' });
      await f.binding(`P-${code}-${space}-B`, code, 'PARK', {
        premise_id: f.id(`P-${code}-${space}`),
        start_date: start,
      });
    }
  }
  for (const [code, channel, accountNumber] of [
    ['ICBC', 'BANK', BANK],
    ['WX', 'WECHAT', MERCHANT],
    ['ALI', 'ALIPAY', ALIPAY],
  ] as const) {
    await addBankAccount(f.books, { code, name: code, channel, accountNumber, currency: 'CNY' });
  }
}

/** Previews and posts a month, issued on its last day. */
async function bill(books: Books, month: string): Promise<void> {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
  const run = await previewRun(books, { key: newId(), month, scope: { kind: 'ALL' }, issueDate: last });
  await postRun(books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
}
