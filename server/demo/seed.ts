/** The demo tenants: master data through publish, history through the product's own runs, payments and matches. */
import { createOperator } from '../access/operators.ts';
import { addTaxCode } from '../catalog/tax-codes.ts';
import type { Orm } from '../database/orm.ts';
import { type Books, readAs } from '../ledger/books.ts';
import { foldRollups } from '../ledger/rollups.ts';
import { createTenant, openBooks } from '../ledger/tenants.ts';
import { write } from '../ledger/unit-of-work.ts';
import { addBankAccount } from '../reconciliation/bank-accounts.ts';
import '../wiring.ts';
import * as cuihu from './cuihu.ts';
import { History, type HistoryPlan } from './history.ts';
import * as nimbus from './nimbus.ts';
import { DEMO_OPERATORS, DEMO_PASSWORD, DEMO_TENANTS } from './operators.ts';
import { CHINESE, ENGLISH } from './payers.ts';
import { publishRows } from './publish-rows.ts';
import type { DemoAccounts } from './statements.ts';
import { subscribers, tellSubscriptions } from './subscribers.ts';

/** "Today" of the demo: September is billed, October waits to be billed. */
export const DEMO_TODAY = '2026-11-05';

type Log = (line: string) => void;

/** Action in the feed that marks a demo tenant as complete. */
const FINISHED = 'demo.finish';

const UNIQUE_VIOLATION = '23505';
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Whether demo data should be loaded: the database has no tenant yet, or loading was interrupted. Every step carries a
 * key of its own, so that loading again goes on where it stopped and doubles nothing.
 */
export async function demoWanted(orm: Orm): Promise<boolean> {
  const tenants = await readAs(orm, NOBODY, (db) =>
    db.selectFrom('tenant').select(['tenant_id', 'business_date']).execute(),
  );
  if (tenants.length === 0) return true;
  const demo = tenants.filter((tenant) => tenant.business_date === DEMO_TODAY);
  const finished = await Promise.all(demo.map((tenant) => isFinished(orm, tenant.tenant_id)));
  return demo.length > 0 && (demo.length < DEMO_TENANTS.length || finished.includes(false));
}

/** The demo tenants that are there, for the sign-in page. */
export async function demoTenants(orm: Orm): Promise<{ code: string; name: string }[]> {
  const tenants = await readAs(orm, NOBODY, (db) =>
    db.selectFrom('tenant').select(['code', 'name', 'business_date']).orderBy('code').execute(),
  );
  return tenants.filter((tenant) => tenant.business_date === DEMO_TODAY).map(({ code, name }) => ({ code, name }));
}

async function isFinished(orm: Orm, tenantId: string): Promise<boolean> {
  const mark = await readAs(orm, tenantId, (db) =>
    db
      .selectFrom('change_feed')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('action', '=', FINISHED)
      .executeTakeFirst(),
  );
  return mark !== undefined;
}

/**
 * Makes the two demo tenants.
 * @param log gets a line for each step
 */
export async function seedDemo(orm: Orm, log: Log): Promise<void> {
  await seedCuihu(orm, log);
  await seedNimbus(orm, log);
}

export const CUIHU_ACCOUNTS: DemoAccounts = {
  currency: 'CNY',
  bank: { code: 'ICBC', name: '工商银行翠湖支行', number: '0200001009020112345' },
  wechat: { code: 'WECHAT', name: '微信支付商户', number: '1600000001' },
  alipay: { code: 'ALIPAY', name: '支付宝商户', number: '20880000000000010156' },
};

export const NIMBUS_ACCOUNTS: DemoAccounts = {
  currency: 'USD',
  bank: { code: 'SVB', name: 'Operating account', number: 'US64SVBK00000000123456' },
};

async function seedCuihu(orm: Orm, log: Log): Promise<void> {
  const books = await openDemo(orm, {
    code: 'cuihu',
    name: '翠湖物业',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    language: 'ZH',
  });
  const taxCodes = [
    ['VAT6', '增值税 6%（物业服务）', '0.06'],
    ['VAT9', '增值税 9%（不动产租赁）', '0.09'],
    ['VAT3', '增值税 3%（简易计税）', '0.03'],
    ['VAT13', '增值税 13%（转供电）', '0.13'],
  ] as const;
  for (const [code, name, rate] of taxCodes) {
    await once(() => addTaxCode(books, { code, name, rate, validFrom: '2020-01-01' }));
  }
  await addAccounts(books, CUIHU_ACCOUNTS);
  await publishRows(books, 'FEE_ITEMS', cuihu.feeItems);
  await publishRows(books, 'PRICES', cuihu.prices);
  await publishRows(books, 'CUSTOMERS', cuihu.customers);
  await publishRows(books, 'PREMISES', cuihu.communities);
  await publishRows(books, 'PREMISES', cuihu.premises);
  await publishRows(books, 'CONTRACTS', cuihu.contracts);
  await publishRows(books, 'METERS', cuihu.meters);
  await publishRows(books, 'OCCUPANCIES', cuihu.occupancies);
  await publishRows(books, 'BINDINGS', cuihu.bindings);
  await publishRows(books, 'DISCOUNTS', cuihu.discounts);
  log(`${books.tenant.name}: ${cuihu.premises.length + 3} premises, ${cuihu.bindings.length} bindings`);
  await play(books, log, {
    accounts: CUIHU_ACCOUNTS,
    start: cuihu.HISTORY_START,
    months: 12,
    readings: cuihu.readings,
    payerAccountOf: (code) => cuihu.payerAccount(Number(code.slice(2))),
    words: CHINESE,
  });
}

async function seedNimbus(orm: Orm, log: Log): Promise<void> {
  const books = await openDemo(orm, {
    code: 'nimbus',
    name: 'Nimbus Cloud',
    currency: 'USD',
    timeZone: 'America/Los_Angeles',
    language: 'EN',
  });
  await addAccounts(books, NIMBUS_ACCOUNTS);
  await publishRows(books, 'FEE_ITEMS', nimbus.feeItems);
  await publishRows(books, 'PRICES', nimbus.prices);
  await publishRows(books, 'CUSTOMERS', [...nimbus.customers, ...subscribers]);
  await publishRows(books, 'PREMISES', nimbus.premises);
  await publishRows(books, 'METERS', nimbus.meters);
  await publishRows(books, 'BINDINGS', nimbus.bindings);
  log(`${books.tenant.name}: ${nimbus.customers.length} customers, ${nimbus.bindings.length} bindings`);
  await play(books, log, {
    accounts: NIMBUS_ACCOUNTS,
    start: cuihu.HISTORY_START,
    months: 12,
    readings: nimbus.readings,
    payerAccountOf: (code) => nimbus.payerAccount(Number(code.slice(2))),
    words: ENGLISH,
    told: tellSubscriptions,
  });
}

interface DemoTenant {
  code: string;
  name: string;
  currency: string;
  timeZone: string;
  language: 'ZH' | 'EN';
}

async function openDemo(orm: Orm, { language, ...tenant }: DemoTenant): Promise<Books> {
  if (!(await openBooks(orm, tenant.code))) await createTenant(orm, { ...tenant, businessDate: DEMO_TODAY });
  const books = await openBooks(orm, tenant.code);
  if (!books) throw new Error(`tenant ${tenant.code} was made and is not there`);
  for (const { login, nameZh, nameEn, roles } of DEMO_OPERATORS) {
    const name = language === 'ZH' ? nameZh : nameEn;
    await once(() => createOperator(books, { login, name, password: DEMO_PASSWORD, roles, language }));
  }
  return books;
}

async function addAccounts(books: Books, accounts: DemoAccounts): Promise<void> {
  const { currency, bank, wechat, alipay } = accounts;
  const add = (channel: 'BANK' | 'WECHAT' | 'ALIPAY', a: { code: string; name: string; number: string } | undefined) =>
    a && once(() => addBankAccount(books, { code: a.code, name: a.name, channel, accountNumber: a.number, currency }));
  await add('BANK', bank);
  await add('WECHAT', wechat);
  await add('ALIPAY', alipay);
}

async function play(books: Books, log: Log, plan: HistoryPlan): Promise<void> {
  await new History(books, plan, log).play();
  await foldRollups(books);
  await write(books, FINISHED, async (work) => {
    work.audit({ noun: 'Tenant', rowId: work.tenantId, action: 'DEMO_LOADED' });
  });
}

/** Does what has no key of its own, unless an interrupted loading did it already. */
async function once(step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== UNIQUE_VIOLATION && code !== 'access.login_taken') throw error;
  }
}
