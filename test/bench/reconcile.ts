/** Matching statement lines with open bills against one set-based SQL file, and importing a file against parsing it alone. */
import { XMLParser } from 'fast-xml-parser';
import { camt053, type Movement } from '../../server/demo/statement-files.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { write } from '../../server/ledger/unit-of-work.ts';
import { addBankAccount } from '../../server/reconciliation/bank-accounts.ts';
import { importStatement } from '../../server/reconciliation/import-statement.ts';
import { matchWaiting } from '../../server/reconciliation/match-lines.ts';
import { MOST_BILLS, onlySubset } from '../../server/reconciliation/matching/subset.ts';
import { MOST_BESIDE, setsWithLast } from '../../server/reconciliation/matching/sums.ts';
import { inTurns, type Laps, peakMemory, rounded, seconds } from './measure.ts';
import { type BenchTenant, benchTenant, byHand, EDITABLE, sqlFile } from './tenant.ts';

const BANK = '0200001009020112345';
const TODAY = '2026-11-05';
/** What matching writes; emptied between laps. */
const WRITTEN = [
  'match',
  'allocation_line',
  'allocation',
  'payment',
  'transfer',
  'journal_entry',
  'rollup_delta',
  'audit_event',
];

/** @param size lines; there are five times as many open bills unless told otherwise */
export async function benchReconcile(size: number, log: (line: string) => void, bills = size * 5) {
  const matching = await measureMatching(size, bills, log);
  const importing = await measureImport(size, log);
  const worst = Math.max(worstLine(), worstTogether());
  log(`  no line takes longer than ${worst.toFixed(1)} ms to search for several bills or several lines`);
  return {
    bench: 'reconcile',
    lines: size,
    bills,
    seconds: rounded(matching.seconds),
    sql_seconds: rounded(matching.limitSeconds),
    ratio_to_sql: rounded(matching.ratio),
    lines_per_s: Math.round(size / matching.seconds),
    import_seconds: rounded(importing.seconds),
    parse_seconds: rounded(importing.limitSeconds),
    import_ratio: rounded(importing.ratio),
    worst_line_ms: rounded(worst),
    peak_rss_mb: peakMemory(),
  };
}

async function measureMatching(lines: number, bills: number, log: (line: string) => void): Promise<Laps> {
  const tenant = await openBills(lines, bills);
  try {
    const sql = await sqlFile('reconcile.sql');
    const prepare = () => startOver(tenant);
    const ours = {
      prepare,
      run: () => write(tenant.books, 'bench.match', (work) => matchWaiting(work)).then(() => undefined),
    };
    const limit = {
      prepare,
      run: () => byHand(tenant, { 'bench.change': newId() }, (client) => client.query(sql)),
    };
    await prepare();
    await ours.run();
    const found = await whatIsBooked(tenant);
    await prepare();
    await limit.run();
    const byHandFound = await whatIsBooked(tenant);
    if (found !== byHandFound || !found.startsWith(`${lines} `)) {
      throw new Error(`what is matched differs: ${found}, by hand ${byHandFound}`);
    }
    log(`  ${lines} lines against ${bills} open bills, half by number, half by payer and amount`);
    const laps = await inTurns(ours, limit, log);
    log(`  ${seconds(laps.seconds)}, in SQL ${seconds(laps.limitSeconds)}: ${laps.ratio.toFixed(2)} × the SQL`);
    return laps;
  } finally {
    await tenant.close();
  }
}

async function openBills(lines: number, bills: number): Promise<BenchTenant> {
  const tenant = await benchTenant(TODAY);
  const feeItem = newId();
  await tenant.fill('fee_item', [
    {
      ...EDITABLE, id: feeItem, code: 'MGMT', name_zh: 'M', name_en: 'M', category: 'BASIC', cycle: 'MONTHLY', timing: 'ARREARS',
      unit: '', currency: 'CNY', effective_from: '2020-01-01',
    },
  ]); // biome-ignore format: a list reads better packed
  const price = { id: newId(), fee_item_id: feeItem, effective_from: '2020-01-01', proration: 'ACTUAL_DAYS' };
  await tenant.fill('price_version', [{ ...EDITABLE, ...price, model: { model: 'FIXED', amount: '1' } }]);
  const account = await addBankAccount(tenant.books, {
    code: 'BANK',
    name: 'Bank',
    channel: 'BANK',
    accountNumber: BANK,
    currency: 'CNY',
  });
  const settings = {
    'bench.bills': String(bills),
    'bench.lines': String(lines),
    'bench.change': newId(),
    'bench.account': account,
  };
  for (const part of (await sqlFile('reconcile-tenant.sql')).split('-- next\n')) {
    await byHand(tenant, settings, (client) => client.query(part));
    await tenant.settle();
  }
  return tenant;
}

/** Nothing is matched, every bill is open, and no table is bloated by the lap before. */
async function startOver(tenant: BenchTenant): Promise<void> {
  await byHand(tenant, {}, async (client) => {
    await client.query(`update bill set allocated = 0 where allocated <> 0`);
    await client.query(`update statement_line set status = 'UNMATCHED' where status <> 'UNMATCHED'`);
  });
  await tenant.empty(WRITTEN);
  await tenant.settle();
}

/** Figures by which two ways of matching can be told apart. */
async function whatIsBooked(tenant: BenchTenant): Promise<string> {
  let found = '';
  await byHand(tenant, {}, async (client) => {
    const { rows } = await client.query<{ said: string }>(
      `select concat_ws(' ', (select count(*) from match where state = 'APPLIED'), (select sum(amount) from payment),
        (select sum(amount) from allocation_line), (select count(*) || '/' || sum(amount) from transfer),
        (select count(*) from journal_entry), (select sum(amount) from rollup_delta),
        (select md5(string_agg(trim_scale(p.amount) || ' ' || b.number, ',' order by b.number)) from allocation a
          join payment p on p.id = a.payment_id join bill b on b.id = a.bill_id)) as said`,
    );
    found = rows[0]?.said ?? '';
  });
  return found;
}

async function measureImport(size: number, log: (line: string) => void): Promise<Laps> {
  const tenant = await benchTenant(TODAY);
  try {
    await addBankAccount(tenant.books, {
      code: 'BANK',
      name: 'Bank',
      channel: 'BANK',
      accountNumber: BANK,
      currency: 'CNY',
    });
    const xml = camt053(
      BANK,
      'CNY',
      new Decimal(0),
      'S',
      TODAY,
      Array.from({ length: size }, (_, i) => movementOf(i)),
    );
    const content = Buffer.from(xml).toString('base64');
    const ours = {
      async prepare() {
        await tenant.empty(['statement_line', 'transfer', 'journal_entry', 'audit_event']);
        await tenant.settle();
      },
      run: () => importStatement(tenant.books, { key: newId(), fileName: 'bench.xml', content }).then(() => undefined),
    };
    const limit = { prepare: async () => undefined, run: async () => void parse(xml) };
    log(`  ${size} lines of camt.053, ${Math.round(xml.length / 1e6)} MB`);
    const laps = await inTurns(ours, limit, log);
    log(`  ${seconds(laps.seconds)}, parsing alone ${seconds(laps.limitSeconds)}: ${laps.ratio.toFixed(2)} × parsing`);
    return laps;
  } finally {
    await tenant.close();
  }
}

const parse = (xml: string): unknown =>
  new XMLParser({ ignoreAttributes: false, parseTagValue: false, parseAttributeValue: false }).parse(xml);

const movementOf = (i: number): Movement => ({
  on: '2026-11-04',
  amount: new Decimal(100).plus(new Decimal(i % 9973).div(100)),
  direction: 'IN',
  payerName: `Customer ${i}`,
  payerAccount: `62220${String(i).padStart(8, '0')}`,
  text: `Invoice ${i}`,
  reference: `REF${String(i).padStart(10, '0')}`,
});

/** The slowest search for several lines that pay together: as many as are looked at, for sums that none comes to. */
function worstTogether(): number {
  const amounts = Array.from({ length: MOST_BESIDE + 1 }, (_, i) => BigInt(2 * (1_000 + i * 7)));
  const sums = new Set(Array.from({ length: 24 }, (_, i) => 100_001n + BigInt(2 * i)));
  const began = performance.now();
  setsWithLast(amounts, sums, () => undefined);
  return performance.now() - began;
}

/** The slowest of searches that lead nowhere, or nearly so: even amounts for an odd sum, close amounts, powers of two. */
function worstLine(): number {
  const shapes: ((i: number) => number)[] = [
    (i) => 2 * (1000 + i * 7),
    (i) => 20_000 + i,
    (i) => 2 ** (i % 20) * 2,
    (i) => 6 * (i + 100),
  ];
  let worst = 0;
  for (const shape of shapes) {
    const amounts = Array.from({ length: MOST_BILLS }, (_, i) => new Decimal(shape(i)).div(100));
    const half = amounts
      .reduce((sum, amount) => sum.plus(amount), new Decimal(0))
      .div(2)
      .toDecimalPlaces(2);
    for (const sum of [half, half.plus('0.01'), half.div(2).toDecimalPlaces(2).plus('0.01')]) {
      const began = performance.now();
      onlySubset(amounts, sum);
      worst = Math.max(worst, performance.now() - began);
    }
  }
  return worst;
}
