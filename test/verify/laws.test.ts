/** Every law is broken on purpose, as only the database's superuser can, and `verify` must name it and the row. */
import assert from 'node:assert/strict';
import { Client } from 'pg';
import { createOperator } from '../../server/access/operators.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { trialBalance } from '../../server/ledger/queries.ts';
import { foldRollups } from '../../server/ledger/rollups.ts';
import { createTenant } from '../../server/ledger/tenants.ts';
import { recordUsage } from '../../server/metering/record-usage.ts';
import { decideRefund, requestRefund } from '../../server/payments/approvals/refunds.ts';
import { decideWriteOff, requestWriteOff } from '../../server/payments/approvals/write-offs.ts';
import { closeCounterDay } from '../../server/payments/counter/close-day.ts';
import { reverseDayClose } from '../../server/payments/counter/reverse-day-close.ts';
import { releaseDeposit } from '../../server/payments/deposits/release-deposit.ts';
import { matchLine, unmatchLine } from '../../server/reconciliation/decide-by-hand.ts';
import { saveProfile } from '../../server/reconciliation/profiles/profiles.ts';
import { listLines } from '../../server/reconciliation/views.ts';
import { type Verification, verifyDatabase } from '../../server/verify/verify.ts';
import { billMonth } from '../support/bill-month.ts';
import { copyOf, type TestDatabase } from '../support/database.ts';
import { adding } from '../support/publishing.ts';
import { problemsOf, type SmallBooks, smallBooks } from '../support/small-books.ts';

const money = (text: string) => new Decimal(text);

/** Books in which there is something of everything that a law speaks of. */
async function fullBooks(): Promise<TestDatabase> {
  const b = await smallBooks();
  await metered(b);
  await b.pay({ customer: 'C-1', amount: '600', receivedOn: '2026-09-03' });
  await b.pay({ customer: 'C-2', amount: '50', channel: 'POS' });
  await released(b);
  await foldRollups(b.books);
  await b.importMoves([
    { amount: money('492.57'), text: 'B-000006' },
    { amount: money('700'), text: 'B-000003 B-000009' },
    { amount: money('285'), payerName: '李娜' },
    { amount: money('33'), text: 'x' },
    { amount: money('12'), direction: 'OUT' },
  ]);
  await saveProfile(b.books, {
    key: newId(),
    name: 'County bank',
    table: {
      headings: ['Day', 'Sum'],
      columns: [
        { kind: 'DATE', column: 'Day' },
        { kind: 'AMOUNT', column: 'Sum' },
      ],
    },
  });
  const { nodes } = await listLines(b.books, {}, 10, null);
  const waiting = nodes.find((line) => line.amount === '33.00')?.id ?? '';
  await matchLine(b.books, { key: newId(), lineId: waiting, bills: ['B-000007'] });
  await unmatchLine(b.books, { key: newId(), lineId: waiting });
  await b.importMoves([{ amount: money('34'), payerAccount: '777712345678', text: 'y' }]);
  const known = (await listLines(b.books, {}, 20, null)).nodes.find((line) => line.amount === '34.00')?.id ?? '';
  await matchLine(b.books, { key: newId(), lineId: known, bills: [], customer: 'C-3' });
  await decided(b);
  await prepaid(b);
  await counted(b);
  const closing = (await trialBalance(b.books, '2026-09-30')).map(({ code, currency, debit, credit }) => ({
    account: code,
    currency,
    debit,
    credit,
  }));
  const [september] = await b.query<{ id: string }>(`select id from accounting_period where month = '2026-09-01'`);
  await b.change('accounting_period', september?.id ?? '', {
    status: 'CLOSED',
    closed_at: new Date(Date.now() + 1000).toISOString(),
    trial_balance: JSON.stringify(closing),
  });
  await createTenant(b.orm, { code: 'other', name: 'Other', currency: 'CNY', timeZone: 'Asia/Shanghai' });
  await b.clean();
  await b.disconnect();
  return b.database;
}

/** Water by meter and calls by events, billed for October in a run of their own. */
async function metered(b: SmallBooks): Promise<void> {
  for (const feeItem of ['WATER', 'API']) {
    await b.feeItem(feeItem);
    await b.price(feeItem, { model: 'PER_UNIT', unitPrice: '1' });
  }
  await b.feeItem('STEPS');
  const tiers = [
    { upTo: '10', unitPrice: '1' },
    { upTo: null, unitPrice: '2', flatFee: '5' },
  ];
  await b.price('STEPS', { model: 'GRADUATED', tiers });
  await b.meter('W-1', 'R-C-1');
  const accepted = { flag: 'UNUSUAL', accepted_reason: 'seen' };
  await b.reading('W-1', '2026-10-01', '0');
  await b.change('meter_reading', await b.reading('W-1', '2026-11-01', '9'), accepted);
  const of = { premise_id: b.id('R-C-1'), quantity: null };
  await b.binding('W', 'C-1', 'WATER', { ...of, quantity_source: 'METER', meter_id: b.id('W-1') });
  await adding(b.books, 'USAGE_METRICS', { code: 'CALLS', name: 'Calls', aggregation: 'SUM' });
  const [metric] = await b.query<{ id: string }>('select id from usage_metric');
  await b.binding('U', 'C-1', 'API', { ...of, quantity_source: 'USAGE', metric_id: metric?.id });
  await recordUsage(b.books, {
    key: newId(),
    events: [{ id: 'e', binding: 'U', at: '2026-10-05T00:00:00Z', quantity: '3' }],
  });
  await billMonth(b.books, '2026-10');
}

/** A deposit of 500 that was paid, and 200 of it released. */
async function released(b: SmallBooks): Promise<void> {
  await b.feeItem('DEP', { category: 'DEPOSIT', cycle: 'ONE_OFF' });
  await b.price('DEP', { model: 'FIXED', amount: '500' });
  await b.binding('D', 'C-3', 'DEP', { premise_id: b.id('R-C-3'), start_date: '2026-10-01' });
  await billMonth(b.books, '2026-10');
  const [deposit] = await b.query<{ id: string; bill: string }>(`select c.id, b.number as bill from charge c
    join bill b on b.id = c.bill_id join fee_item f on f.id = c.fee_item_id where f.category = 'DEPOSIT'`);
  await b.pay({ customer: 'C-3', amount: '500', channel: 'POS', bills: [deposit?.bill ?? ''] });
  await releaseDeposit(b.books, { key: newId(), chargeId: deposit?.id ?? '', amount: '200', reason: 'moved out' });
}

/** 40 of the released deposit that are to go back by the bank, and the bill of water and calls given up. */
async function decided(b: SmallBooks): Promise<void> {
  const person = async (login: string) => {
    const id = await createOperator(b.books, {
      login,
      name: login,
      password: 'a long enough password',
      roles: ['FINANCE'],
    });
    return { ...b.books, operator: { id, name: login, roles: ['FINANCE' as const] } };
  };
  const [asks, decides] = [await person('asks'), await person('decides')];
  const [payment] = await b.query<{ number: string }>(`select number from payment where channel = 'DEPOSIT'`);
  const back = {
    payment: payment?.number ?? '',
    amount: '40',
    method: 'BANK' as const,
    payeeAccount: '6222000000000009',
  };
  const refund = await requestRefund(asks, { key: newId(), ...back, reason: 'moved out' });
  await decideRefund(decides, { key: newId(), id: refund, approve: true });
  const [bill] = await b.query<{ id: string }>('select id from bill where total = 12');
  const writeOff = await requestWriteOff(asks, { key: newId(), billId: bill?.id ?? '', reason: 'not worth it' });
  await decideWriteOff(decides, { key: newId(), id: writeOff, approve: true });
}

/** A close that came out short by 0.50, taken back, and another with notes and coins. */
async function counted(b: SmallBooks): Promise<void> {
  const person = async (login: string, role: 'FINANCE' | 'APPROVER') => {
    const id = await createOperator(b.books, { login, name: login, password: 'a long enough password', roles: [role] });
    return { ...b.books, operator: { id, name: login, roles: [role] } };
  };
  const [cashier, approver] = [await person('cashier', 'FINANCE'), await person('approver', 'APPROVER')];
  const short = { channel: 'CASH', counted: '19.5', explanation: 'a coin is missing' } as const;
  await b.pay({ customer: 'C-1', amount: '12' }, cashier);
  await b.pay({ customer: 'C-1', amount: '8' }, cashier);
  await closeCounterDay(cashier, { key: newId(), ...short });
  await reverseDayClose(approver, { key: newId(), dayClose: 'DC-000001', reason: 'count again' });
  const denominations = [
    { denomination: '5', pieces: 3 },
    { denomination: '0.5', pieces: 9 },
  ];
  await closeCounterDay(cashier, { key: newId(), ...short, denominations });
}

/** A prepayment of 100 with 10 on top. */
async function prepaid(b: SmallBooks): Promise<void> {
  await adding(b.books, 'PREPAYMENT_PACKAGES', { code: 'P100', name: 'Hundred', price: '100', bonus: '10' });
  await b.pay({ customer: 'C-2', amount: '100', channel: 'POS', package: 'P100' });
}

interface Breaking {
  title: string;
  sql: string;
  says: RegExp;
  /** Other laws that the same wrong breaks too. */
  also?: string[];
  /** Roles belong to the whole server: what puts them right again. */
  after?: string;
}

const someOf = (table: string, where = 'true') =>
  `ctid = (select ctid from ${table} where ${where} and tenant_id = (select tenant_id from tenant where code = 'test') order by id limit 1)`;
const copyRow = (table: string, set: string, where = 'true') =>
  `insert into ${table} select (x).* from (
     select jsonb_populate_record(t, jsonb_build_object(${set})) as x from ${table} t where ${someOf(table, where)}) y`;
/** The name of a unique constraint is cut where it is long. */
const dropUnique = (table: string, column: string) => `do $$ begin execute (
  select format('alter table ${table} drop constraint %I', k.conname) from pg_constraint k
  join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
  where k.conrelid = '${table}'::regclass and k.contype = 'u' and a.attname = '${column}'); end $$;`;
const NEW_ID = `'id', gen_random_uuid()`;

const BREAKINGS: Record<string, Breaking[]> = {
  counted_as_booked: [
    {
      title: 'a close that does not come to its payments',
      sql: `update day_close_payment set amount = 9 where amount = 8 and day_close_id = (select id from day_close where number = 'DC-000003')`,
      says: /DC-000003 says 20 booked, its payments come to 21/,
    },
    {
      title: 'a payment that is closed without a close',
      sql: `update payment set taken_by = (select id from operator where login = 'cashier'), taken_at = now(), closed = amount where number = 'P-000001'`,
      says: /P-000001 is closed with 600, its day closes hold 0/,
    },
    {
      title: 'a payment that somebody else took',
      sql: `update payment set taken_by = (select id from operator where login = 'approver') where amount = 12 and channel = 'CASH'`,
      says: /holds payment P-\d+, which somebody else took/,
    },
    {
      title: 'a payment of another channel',
      sql: `update day_close set channel = 'CHEQUE' where number = 'DC-000003'`,
      says: /holds payment P-\d+, which came otherwise/,
    },
    {
      title: 'a difference that is not in the ledger',
      sql: `update day_close set counted = 20.5, difference = 0.5 where number = 'DC-000003'`,
      says: /DC-000003 differs by 0\.5, the ledger says -0\.5/,
      also: ['subledgers_equal'],
    },
    {
      title: 'a difference that was booked for no close',
      sql: `update journal_entry set source_id = gen_random_uuid() where kind = 'DAY_CLOSE' and description = 'DC-000003'`,
      says: /books the difference of a day close that is not there/,
    },
    {
      title: 'coins that nobody counted',
      sql: `update day_close_denomination set pieces = 4 where denomination = 5`,
      says: /DC-000003 counted 24\.5 in notes and coins, it says 19\.5/,
    },
    {
      title: 'a counter-close that takes another payment back',
      sql: `update day_close_payment set payment_id = (select id from payment where number = 'P-000001')
        where amount = -8 and day_close_id = (select id from day_close where number = 'DC-000002')`,
      says: /DC-000002 does not mirror DC-000001/,
    },
    {
      title: 'a counter-close by the cashier',
      sql: `alter table day_close drop constraint day_close_check2;
        update day_close set closed_by = cashier_id where number = 'DC-000002'`,
      says: /DC-000002 does not mirror DC-000001/,
    },
  ],
  deposits_held: [
    {
      title: 'more released than was paid',
      sql: `update payment set amount = 600 where channel = 'DEPOSIT'`,
      says: /600 is released and 500 was paid/,
      also: ['subledgers_equal'],
    },
    {
      title: 'a release of what is no deposit',
      sql: `update fee_item set category = 'BASIC' where category = 'DEPOSIT'`,
      says: /releases charge [0-9a-f-]{36}, which is no deposit/,
      also: ['aggregates_equal'],
    },
    {
      title: 'a release out of another account',
      sql: `update transfer set debit_account_id = (select id from account where role = 'CASH' and tenant_id = transfer.tenant_id and currency = transfer.currency)
        where payment_id in (select id from payment where channel = 'DEPOSIT') and debit_account_id in (select id from account where role = 'DEPOSITS_HELD')`,
      says: /takes 200 of a deposit, the ledger says 0/,
      also: ['subledgers_equal'],
    },
    {
      title: 'a release that counts no more and was not taken back',
      sql: `update payment set status = 'REVERSED' where channel = 'DEPOSIT'`,
      says: /holds 300 of deposits, charges less credits and releases say 500/,
      also: ['subledgers_equal'],
    },
  ],
  bonuses_sold: [
    {
      title: 'a bonus of more than its package says',
      sql: 'alter table prepayment_package drop constraint prepayment_package_bonus_check; update prepayment_package set bonus = 9',
      says: /bonus P-\d+ of 10 came with payment P-\d+, which is LIVE over 100; package P100 costs 100 and gives 9/,
    },
    {
      title: 'a bonus whose sale does not stand',
      sql: `update payment set status = 'REVERSED' where package_id is not null and channel <> 'BONUS'`,
      says: /which is REVERSED over 100/,
      also: ['subledgers_equal'],
    },
    {
      title: 'a bonus that was removed',
      sql: `update payment set channel = 'POS', bonus_of = null, package_id = null where channel = 'BONUS'`,
      says: /bought package P100 and has no bonus/,
    },
  ],
  second_person: [
    {
      title: 'a refund that nobody paid and that is owed no more',
      sql: `update refund set status = 'PAID'`,
      says: /refunds approved and not paid in CNY are 0, the account holds 40/,
    },
    {
      title: 'an approved refund of another amount',
      sql: 'update refund set amount = 41',
      says: /RF-000001 is APPROVED over 41, the ledger says 40/,
      also: ['subledgers_equal'],
    },
    {
      title: 'a write-off without its payment',
      sql: `update payment set channel = 'CHEQUE' where channel = 'WRITE_OFF'`,
      says: /write-off WO-000001 is POSTED over 12/,
      also: ['aggregates_equal', 'subledgers_equal'],
    },
    {
      title: 'a write-off of more than its bill',
      sql: 'update write_off set amount = 13',
      says: /bad debt in CNY is 12, write-offs say 13/,
    },
    {
      title: 'a write-off that its asker decided',
      sql: `alter table write_off drop constraint write_off_check1, drop constraint write_off_check;
        update write_off set decided_by = requested_by`,
      says: /WO-000001 was decided by who asked for it/,
    },
  ],
  metered_as_counted: [
    {
      title: 'a usage event of nobody',
      sql: `update usage_event set subject_id = gen_random_uuid()`,
      says: /usage event e belongs to nobody/,
    },
    {
      title: 'a usage event without a metric',
      sql: `update usage_event set metric_id = gen_random_uuid()`,
      says: /usage event e has no metric/,
    },
    {
      title: 'a charge that counts other events than it says',
      sql: `update charge set explanation = jsonb_set(explanation, '{usage,quantity}', '"4"') where explanation ? 'usage'`,
      says: /is charged for 3, its events come to 4/,
    },
    {
      title: 'a reading of no meter',
      sql: `update meter_reading set meter_id = gen_random_uuid() where ${someOf('meter_reading')}`,
      says: /reading [0-9a-f-]{36} has no meter/,
    },
    {
      title: 'a billed reading that nobody accepted',
      sql: `update meter_reading set accepted_reason = '' where flag is not null`,
      says: /is billed with the reading of 2026-11-01 of meter W-1, which is in doubt/,
    },
  ],
  balanced: [
    {
      title: 'a transfer of less than nothing',
      sql: `alter table transfer drop constraint transfer_amount_check; update transfer set amount = -amount where ${someOf('transfer')}`,
      says: /transfer [0-9a-f-]{36} has the amount -/,
      also: ['subledgers_equal', 'closed_stays_closed'],
    },
    {
      title: 'a transfer from an account to itself',
      sql: `alter table transfer drop constraint transfer_check; update transfer set credit_account_id = debit_account_id where ${someOf('transfer')}`,
      says: /debits and credits the same account/,
      also: ['subledgers_equal', 'closed_stays_closed'],
    },
    {
      title: 'a transfer without its journal entry',
      sql: `delete from journal_entry where ${someOf('journal_entry', `kind = 'PAYMENT'`)}`,
      says: /belongs to no journal entry/,
    },
    {
      title: 'a transfer dated apart from its entry',
      sql: `update transfer set posting_date = '2026-11-03' where ${someOf('transfer', `posting_date = '2026-11-04'`)}`,
      says: /has another posting date than its journal entry/,
    },
    {
      title: 'a transfer in a currency that its accounts do not have',
      sql: `update transfer set currency = 'USD' where ${someOf('transfer', `posting_date > '2026-10-01'`)}`,
      says: /an account that is missing or in another currency/,
      also: ['subledgers_equal'],
    },
    {
      title: 'an entry without transfers',
      sql: copyRow('journal_entry', NEW_ID, `kind = 'PAYMENT' and posting_date > '2026-10-01'`),
      says: /journal entry [0-9a-f-]{36} has no transfers/,
    },
    {
      title: 'a reversal that names another entry than it mirrors',
      sql: `update journal_entry set reverses_id = (select id from journal_entry where kind = 'RECEIPT' order by id limit 1)
        where ${someOf('journal_entry', `kind = 'REVERSAL'`)}`,
      says: /does not mirror the entry/,
    },
    {
      title: 'a reversal of a part only',
      sql: `delete from transfer where ${someOf(
        'transfer',
        `journal_entry_id in (select journal_entry_id from transfer t
        join journal_entry e on e.id = t.journal_entry_id where e.kind = 'REVERSAL' group by 1 having count(*) > 1)`,
      )}`,
      says: /does not mirror the entry/,
      also: ['subledgers_equal'],
    },
    {
      title: 'an entry reversed twice',
      sql: `with twice as (${copyRow('journal_entry', NEW_ID, `kind = 'REVERSAL'`)} returning id, reverses_id)
        insert into transfer select (x).* from (select jsonb_populate_record(t, jsonb_build_object(${NEW_ID},
          'journal_entry_id', (select id from twice))) as x
        from transfer t join journal_entry e on e.id = t.journal_entry_id
        where e.kind = 'REVERSAL' and e.reverses_id = (select reverses_id from twice)) y`,
      says: /is reversed 2 times/,
      also: ['subledgers_equal'],
    },
  ],
  append_only: [
    {
      title: 'a server that may update the journal',
      sql: 'grant update on transfer to suanpan_server',
      says: /role suanpan_server may UPDATE on transfer/,
    },
    {
      title: 'a server that may update one column of it',
      sql: 'grant update (amount) on transfer to suanpan_server',
      says: /role suanpan_server may update columns of transfer/,
    },
    {
      title: 'a server that may change a day close',
      sql: 'grant update (counted) on day_close to suanpan_server',
      says: /role suanpan_server may update columns of day_close/,
    },
    {
      title: 'anybody who may empty the audit',
      sql: 'grant truncate on audit_event to public',
      says: /role PUBLIC may TRUNCATE on audit_event/,
    },
    {
      title: 'a server that may delete bills',
      sql: 'grant delete on bill to suanpan_server',
      says: /role suanpan_server may DELETE on bill/,
    },
    {
      title: 'a server that may change what was billed',
      sql: 'grant update (total) on bill to suanpan_server',
      says: /role suanpan_server may change bill\.total/,
    },
    {
      title: 'a server that row-level security does not bind',
      sql: 'alter role suanpan_server bypassrls',
      says: /suanpan_server reads the ledger and is superuser or bypasses/,
      after: 'alter role suanpan_server nobypassrls',
    },
    {
      title: 'a server that may act as the owner',
      sql: 'grant suanpan_owner to suanpan_server',
      says: /suanpan_server reads the ledger and may act as its owner/,
      after: 'revoke suanpan_owner from suanpan_server',
    },
  ],
  billed_once: [
    {
      title: 'a cycle charged twice',
      sql: `drop index charge_once; update charge c set cycle = d.cycle from charge d
        where c.binding_id = d.binding_id and c.cycle = 1 and d.cycle = 0 and c.tenant_id = d.tenant_id`,
      says: /binding [0-9a-f-]{36}, cycle 0 part \d+ is charged 2 times/,
      also: ['nothing_silently_zero'],
    },
    {
      title: 'days charged twice under two numbers of cycles',
      sql: `update charge set period_end = period_end + 5 where ${someOf('charge', 'cycle = 0')}`,
      says: /cover the same days of binding/,
    },
    {
      title: 'a tier that a sheet shows at another price than is charged',
      sql: `update price_tier set price = price + 1 where ${someOf('price_tier', 'from_quantity > 0')}`,
      says: /the tiers of price version [0-9a-f-]{36} in rows are not those that it prices with/,
    },
    {
      title: 'a paused day that is charged',
      sql: `insert into binding_pause (tenant_id, id, binding_id, start_date, change_id)
        select tenant_id, gen_random_uuid(), binding_id, period_start, change_id from charge where ${someOf('charge')}`,
      says: /charge [0-9a-f-]{36} covers days on which binding [0-9a-f-]{36} is paused from/,
    },
    {
      title: 'a day of a trial that is charged',
      sql: `update binding set trial_end = start_date + 10 where id = (select binding_id from charge where ${someOf('charge')})`,
      says: /charge [0-9a-f-]{36} covers days of the trial of binding \S+, which ends on/,
    },
    {
      title: 'a correction of another cycle than its own',
      sql: `update charge set kind = 'CORRECTION', corrects_id = (select o.id from charge o
          where o.tenant_id = charge.tenant_id and o.binding_id <> charge.binding_id order by o.id limit 1)
        where ${someOf('charge')}`,
      says: /correction [0-9a-f-]{36} does not name a charge of its own cycle that stands/,
      also: ['nothing_silently_zero'],
    },
    {
      title: 'a bill that is not the sum of its charges',
      sql: `update bill set total = total + 1 where ${someOf('bill', 'allocated = 0')}`,
      says: /bill B-\d+ totals [\d.]+, its charges [\d.]+/,
      also: ['subledgers_equal'],
    },
    {
      title: 'a bill whose tax is not that of its charges',
      sql: `update bill set tax_total = tax_total + 1 where ${someOf('bill')}`,
      says: /bill B-000001 totals/,
    },
    {
      title: 'a number left out',
      sql: `update bill set number = 'B-000099' where number = 'B-000005'`,
      says: /bill numbers B- run from 1 to 99 but there are 11/,
    },
    {
      title: 'a last document that is gone',
      sql: `update number_series set next_no = next_no + 1 where series = 'PAYMENT'`,
      says: /number series PAYMENT has given 14 numbers, 13 documents are there/,
    },
    {
      title: 'two bills of one run for one customer',
      sql: `${dropUnique('bill', 'run_id')}
        update bill set run_id = (select run_id from bill where number = 'B-000002') where number = 'B-000005'`,
      says: /customer [0-9a-f-]{36} has 2 bills of run/,
      also: ['nothing_silently_zero'],
    },
  ],
  subledgers_equal: [
    {
      title: 'a bill that claims to be paid',
      sql: `update bill set allocated = total where number = 'B-000008'`,
      says: /bill B-000008 is open with 0(\.0+)?, the ledger says 285/,
    },
    {
      title: 'a transfer of another amount',
      sql: `update transfer set amount = amount + 1 where ${someOf('transfer', `bill_id is not null and posting_date > '2026-10-01'`)}`,
      says: /open bills in CNY are [\d.]+, the receivable account holds/,
    },
    {
      title: 'a charge whose tax is not what was booked',
      sql: `update charge set net = net - 1, tax = tax + 1 where ${someOf('charge', 'tax > 0')}`,
      says: /charge [0-9a-f-]{36} is [\d.]+ \+ [\d.]+ tax, the ledger says/,
      also: ['billed_once'],
    },
    {
      title: 'a charge whose allocations went to another charge of its bill',
      sql: `update allocation_line l set charge_id = (select c.id from charge c join charge d on d.bill_id = c.bill_id
          where d.id = l.charge_id and c.id <> d.id order by c.amount desc limit 1)
        where ${someOf('allocation_line', `amount < 100 and charge_id in (select charge_id from transfer where bill_id = (select id from bill where number = 'B-000004'))`)}`,
      says: /charge [0-9a-f-]{36} is open with/,
      also: ['aggregates_equal'],
    },
    {
      title: 'a payer account learnt from a match of another customer',
      sql: `update payer_account set customer_id = (select id from customer where code = 'C-1')`,
      says: /customer C-1 is known to pay from 777712345678, learnt from a match of another customer/,
    },
    {
      title: 'a payer account that the line of its match does not name',
      sql: `update payer_account set account = '777712345679'`,
      says: /learnt from a line of another account/,
    },
    {
      title: 'a payer account learnt from a match that nobody confirmed',
      sql: `update match set confirmed = false, rule = 'payer' where id = (select match_id from payer_account)`,
      says: /learnt from a match that nobody confirmed/,
    },
    {
      title: 'a difference that was let go and not booked',
      sql: `update match set difference = 1 where ${someOf('match', `state = 'APPLIED'`)}`,
      says: /let 1 go, the ledger says 0/,
    },
    {
      title: 'a match by a rule that is not there',
      sql: `update match set matching_rule_id = gen_random_uuid() where ${someOf('match', `state = 'APPLIED'`)}`,
      says: /names a rule that its tenant does not have/,
    },
    {
      title: 'two payments whose wrongs cancel',
      sql: `update transfer t set amount = t.amount + case p.number when 'P-000001' then 1 else -1 end
        from payment p, journal_entry e where p.id = t.payment_id and e.id = t.journal_entry_id and e.kind = 'PAYMENT'
          and p.number in ('P-000001', 'P-000002')`,
      says: /payment P-000001 has 0(\.0+)? waiting, the ledger says 1/,
      also: ['closed_stays_closed'],
    },
    {
      title: 'a payment that says another allocation than its allocations',
      sql: `update payment set allocated = allocated - 1 where number = 'P-000002'`,
      says: /payment P-000002 says 49(\.0+)? allocated, its allocations say 50/,
    },
    {
      title: 'an allocation that is not the sum of its shares',
      sql: `update allocation_line set amount = amount + 0.01 where ${someOf('allocation_line')}`,
      says: /allocation [0-9a-f-]{36} is [\d.]+, its shares/,
      also: ['aggregates_equal'],
    },
    {
      title: 'a charge paid beyond its amount',
      sql: `update charge set amount = amount - 1, net = net - 1, gross = gross - 1 where ${someOf('charge', `bill_id = (select id from bill where number = 'B-000001')`)}`,
      says: /charge [0-9a-f-]{36} of [\d.]+ has [\d.]+ allocated/,
      also: ['billed_once', 'aggregates_equal', 'nothing_silently_zero'],
    },
    {
      title: 'money of one customer put to the bill of another',
      sql: `update payment set customer_id = (select id from customer where code = 'C-3') where number = 'P-000002'`,
      says: /puts money of another customer to bill B-000002/,
    },
    {
      title: 'an allocation taken back by another amount',
      sql: `update allocation set reverses_id = (select id from allocation where reverses_id is null order by id limit 1)
        where ${someOf('allocation', 'reverses_id is not null')}`,
      says: /does not mirror the allocation/,
    },
    {
      title: 'a line that claims to be matched',
      sql: `update statement_line set status = 'MATCHED' where amount = 33`,
      says: /statement line [0-9a-f-]{36} is MATCHED with 0 applied matches and bookings/,
    },
    {
      title: 'a line of another amount',
      sql: `update statement_line set amount = 34 where amount = 33`,
      says: /statement line [0-9a-f-]{36} moved 34(\.0+)?, its account was booked with 33/,
    },
    {
      title: 'a match whose payment was taken back',
      sql: `update match set payment_id = (select payment_id from match where state = 'UNDONE' limit 1) where ${someOf('match', `state = 'APPLIED'`)}`,
      says: /is APPLIED with payment P-000007 of 33(\.0+)?, which is REVERSED/,
    },
    {
      title: 'cash that nobody paid',
      sql: `update payment set channel = 'POS' where number = 'P-000001'`,
      says: /account 1001 holds 619\.5, counter payments, refunds and day closes say 19\.5/,
    },
  ],
  aggregates_equal: [
    {
      title: 'a roll-up of another amount',
      sql: `update rollup set amount = amount + 1 where ${someOf('rollup', `measure = 'DUE'`)}`,
      says: /DUE due 2026-\d\d-\d\d posted 2026-\d\d-\d\d of fee item [0-9a-f-]{36} is [\d.]+, charges and allocations say/,
    },
    {
      title: 'a delta that is gone',
      sql: `delete from rollup_delta where ${someOf('rollup_delta')}`,
      says: /COLLECTED due/,
    },
    { title: 'a delta counted twice', sql: copyRow('rollup_delta', NEW_ID), says: /COLLECTED due/ },
  ],
  requests_once: [
    {
      title: 'a key that stands twice',
      sql: `alter table idempotency_key drop constraint idempotency_key_pkey; ${copyRow('idempotency_key', `'operation', 'again'`)}`,
      says: /idempotency key [0-9a-f-]{36} stands 2 times/,
    },
    {
      title: 'a key without its answer',
      sql: `alter table idempotency_key alter result drop not null; update idempotency_key set result = null where ${someOf('idempotency_key')}`,
      says: /idempotency key [0-9a-f-]{36} has no answer/,
    },
    {
      title: 'a movement imported twice',
      sql: `alter table statement_line drop constraint statement_line_tenant_id_bank_account_id_fingerprint_key;
        update statement_line set fingerprint = (select fingerprint from statement_line where amount = 12) where amount = 33`,
      says: /statement line [0-9a-f]{64} was imported 2 times/,
    },
    {
      title: 'a line that pays twice',
      sql: `drop index match_applied_once; ${copyRow('match', NEW_ID, `state = 'APPLIED'`)}`,
      says: /statement line [0-9a-f-]{36} pays 2 times/,
      also: ['subledgers_equal'],
    },
    {
      title: 'a statement that went in by halves',
      sql: `update statement set new_line_count = new_line_count + 1, line_count = line_count + 1`,
      says: /statement S-000001 says 6 new lines of 6, it has 5 as far as line 5/,
    },
    {
      title: 'a profile that is known by other headings than its own',
      sql: `update statement_profile set headings = '{date}'`,
      says: /statement profile County bank is known by other headings than it names/,
    },
    {
      title: 'two profiles for the same files',
      sql: `drop index statement_profile_headings; drop index statement_profile_name; ${copyRow('statement_profile', NEW_ID)}`,
      says: /statement profiles County bank, County bank are for the same files/,
    },
    {
      title: 'a profile that was changed behind the product',
      sql: `update statement_profile set change_id = gen_random_uuid()`,
      says: /statement profile County bank was changed without a trace/,
      also: ['audit_chain_whole'],
    },
  ],
  tenants_apart: [
    {
      title: 'a table whose owner sees all tenants',
      sql: 'alter table bill no force row level security',
      says: /table bill lacks forced row-level security/,
    },
    {
      title: 'a table without row-level security',
      sql: 'alter table payment disable row level security',
      says: /table payment lacks forced row-level security/,
    },
    {
      title: 'a table without a policy',
      sql: 'drop policy tenant_only on session',
      says: /table session has no policy/,
    },
    {
      title: 'a policy that lets everybody in',
      sql: 'create policy everybody on charge using (true)',
      says: /policy everybody on charge does not name the tenant/,
    },
    {
      title: 'a table without tenants',
      sql: 'create table note (id uuid primary key)',
      says: /table note has no tenant_id/,
    },
    {
      title: 'a key that tenants share',
      sql: 'create unique index customer_code on customer (code)',
      says: /unique index customer_code does not contain tenant_id/,
    },
    {
      title: 'a reference that may lead into another tenant',
      sql: 'create unique index meter_only on meter (id); alter table charge add constraint charge_meter_only foreign key (meter_id) references meter (id)',
      says: /foreign key charge_meter_only of charge does not contain tenant_id/,
    },
    {
      title: 'a reference that nobody checked',
      sql: 'alter table charge add constraint charge_customer foreign key (tenant_id, customer_id) references customer not valid',
      says: /foreign key charge_customer of charge is not validated/,
    },
    {
      title: 'a transfer for a customer of nobody',
      sql: `update transfer set customer_id = gen_random_uuid() where ${someOf('transfer', 'charge_id is null and customer_id is not null')}`,
      says: /transfer [0-9a-f-]{36} names a customer that its tenant does not have/,
    },
    {
      title: 'a match with a bill of nobody',
      sql: `update match set bill_ids = array[gen_random_uuid()] where ${someOf('match', `state = 'SUGGESTED'`)}`,
      says: /match [0-9a-f-]{36} names a bill that its tenant or its customer does not have/,
    },
  ],
  nothing_silently_zero: [
    {
      title: 'a charge that does not add up',
      sql: `alter table charge drop constraint charge_check1; update charge set discount = discount + 1 where ${someOf('charge')}`,
      says: /charge [0-9a-f-]{36} does not add up/,
    },
    {
      title: 'a charge that explains nothing',
      sql: `alter table charge alter explanation drop not null; update charge set explanation = null where ${someOf('charge')}`,
      says: /charge [0-9a-f-]{36} does not add up/,
    },
    {
      title: 'a charge that became zero',
      sql: `update charge set unit_price = 2, gross = 0, discount = 0, amount = 0, net = 0, tax = 0 where ${someOf('charge', `bill_id = (select id from bill where number = 'B-000008')`)}`,
      says: /is zero although it has a quantity, a price and no discount/,
      also: ['billed_once', 'subledgers_equal', 'aggregates_equal'],
    },
    {
      title: 'a charge that is not what was previewed',
      sql: `update billing_run_line set amount = amount + 1 where ${someOf('billing_run_line')}`,
      says: /run R-000001: line \d+ was previewed with [\d.]+ and posted with [\d.]+/,
    },
    {
      title: 'an exception that was posted',
      sql: `update billing_run_line set amount = null, exception_code = 'billing.no_price' where ${someOf('billing_run_line')}`,
      says: /was previewed with billing\.no_price and posted with/,
    },
  ],
  closed_stays_closed: [
    {
      title: 'an entry booked after the month was closed',
      sql: `update accounting_period set closed_at = '2020-01-01' where status = 'CLOSED'`,
      says: /journal entry [0-9a-f-]{36} was booked into 2026-09 after it was closed/,
    },
    {
      title: 'a month closed at no time',
      sql: `update accounting_period set closed_at = null where status = 'CLOSED'`,
      says: /accounting period 2026-09 is closed without a time/,
    },
    {
      title: 'a transfer slipped into an entry of a closed month',
      sql: copyRow(
        'transfer',
        `${NEW_ID}, 'debit_account_id', (select id from account where role = 'CHANNEL_FEES' and tenant_id = t.tenant_id),
        'credit_account_id', (select id from account where role = 'TOLERANCE' and tenant_id = t.tenant_id), 'charge_id', null,
        'payment_id', null`,
        `posting_date = '2026-09-30'`,
      ),
      says: /accounting period 2026-09 was closed with 0 \/ 0 on account 6603, now it is [\d.]+ \/ 0/,
    },
    {
      title: 'a stored trial balance that was changed',
      sql: `update accounting_period set trial_balance = trial_balance - 0 where status = 'CLOSED'`,
      says: /accounting period 2026-09 was closed with 0 \/ 0 on account 1001, now it is 600/,
    },
    {
      title: 'an entry in a month that is not its own',
      sql: `alter table journal_entry drop constraint journal_entry_check;
        update journal_entry set period_month = '2026-08-01' where ${someOf('journal_entry', `posting_date > '2026-10-01'`)}`,
      says: /journal entry [0-9a-f-]{36} lies in no accounting period of its month/,
    },
    {
      title: 'a month that is gone',
      sql: `delete from accounting_period where month = '2026-08-01'`,
      says: /lies in no accounting period of its month/,
    },
  ],
  audit_chain_whole: [
    {
      title: 'an event that was changed',
      sql: `update audit_event set after = jsonb_set(after, '{amount}', '"1"') where ${someOf('audit_event', `noun = 'Payment'`)}`,
      says: /feed entry \d+ \(payment\.record\): an audit event was changed/,
    },
    {
      title: 'an event that is gone',
      sql: `delete from audit_event where ${someOf('audit_event', `noun = 'Payment'`)}`,
      says: /feed entry \d+ \(payment\.record\) had 1 audit events, 0 are there/,
    },
    {
      title: 'an event that was added',
      sql: copyRow('audit_event', `${NEW_ID}, 'change_id', gen_random_uuid()`),
      says: /1 audit events belong to no feed entry/,
    },
    {
      title: 'another who did it',
      sql: `update change_feed set operator_id = gen_random_uuid() where ${someOf('change_feed')}`,
      says: /feed entry 1 \(tenant\.create\) was changed after it was written/,
    },
    {
      title: 'another time at which it happened',
      sql: `update change_feed set at = at - interval '1 hour' where ${someOf('change_feed')}`,
      says: /feed entry 1 \(tenant\.create\) was changed after it was written/,
    },
    {
      title: 'a link that is gone with its events',
      sql: `with gone as (delete from change_feed where id = (select change_id from payment where number = 'P-000002') returning id)
        delete from audit_event where change_id in (select id from gone)`,
      says: /entries are missing/,
    },
    {
      title: 'a chain that was cut at its end',
      sql: `with gone as (delete from change_feed f using tenant_tail t where t.tenant_id = f.tenant_id and t.feed_no = f.feed_no
          returning f.id) delete from audit_event where change_id in (select id from gone)`,
      says: /the chain ends at \d+, the tail says \d+: its end was cut or changed/,
    },
    {
      title: 'a row whose change left no trace',
      sql: `update customer set change_id = gen_random_uuid() where code = 'C-2'`,
      says: /1 rows of customer name a change that is not in the feed/,
    },
  ],
};

describe('verify', () => {
  let full: TestDatabase;

  before(async () => {
    full = await fullBooks();
  });

  async function verifyAfter(sql: string, after?: string): Promise<Verification> {
    const database = await copyOf(full);
    const admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    try {
      await admin.query('set session_replication_role = replica');
      await admin.query(sql);
      return await verifyDatabase(database.serverUrl);
    } finally {
      if (after) await admin.query(after);
      await admin.end();
      await database.drop();
    }
  }

  it('finds nothing in clean books, having looked at everything, as server, owner and superuser', async () => {
    const results = [];
    for (const url of [full.serverUrl, full.ownerUrl, full.adminUrl]) results.push(await verifyDatabase(url));
    const [first] = results;
    assert.ok(first?.ok, problemsOf(first?.laws ?? []).join('\n'));
    assert.deepEqual(
      first.laws
        .filter(({ tenant }) => tenant === 'test')
        .map(({ law }) => law)
        .toSorted(),
      Object.keys(BREAKINGS).toSorted(),
      'every law is broken below',
    );
    for (const law of first.laws.filter(({ tenant }) => tenant === 'test')) assert.ok(law.counted > 0, law.law);
    assert.deepEqual(results[1], first);
    assert.deepEqual(results[2], first);
  });

  it('gives a trial balance that balances in each currency', async () => {
    const { trialBalance: lines } = await verifyDatabase(full.serverUrl);
    const sum = (side: 'debit' | 'credit') =>
      lines.reduce((total, line) => total.plus(line[side]), money('0')).toFixed();
    assert.equal(sum('debit'), sum('credit'));
    assert.equal(lines.find(({ account }) => account === '1001')?.debit, '620.5');
  });

  for (const [law, breakings] of Object.entries(BREAKINGS)) {
    describe(`names ${law}`, () => {
      for (const { title, sql, says, also = [], after } of breakings) {
        it(`after ${title}`, async () => {
          const { ok, laws } = await verifyAfter(sql, after);
          assert.equal(ok, false);
          const broken = laws.filter((one) => one.broken > 0);
          const named = broken.find((one) => one.law === law);
          assert.ok(named, `named are: ${problemsOf(broken).join('\n')}`);
          assert.ok(
            named.problems.some((problem) => says.test(problem)),
            named.problems.join('\n'),
          );
          const others = new Set(broken.map((one) => one.law).filter((one) => one !== law));
          assert.deepEqual([...others].toSorted(), also.toSorted(), problemsOf(broken).join('\n'));
        });
      }
    });
  }
});
