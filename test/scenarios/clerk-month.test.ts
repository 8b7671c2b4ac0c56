import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { createOperator } from '../../server/access/operators.ts';
import { createApp } from '../../server/app.ts';
import { settleBackground } from '../../server/billing/background.ts';
import { type Orm, openOrm } from '../../server/database/orm.ts';
import { camt053, wechatBill } from '../../server/demo/statement-files.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import type { Books } from '../../server/ledger/books.ts';
import { createTenant, openBooks } from '../../server/ledger/tenants.ts';
import { addBankAccount } from '../../server/reconciliation/bank-accounts.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import { Client } from '../support/client.ts';
import { freshDatabase } from '../support/database.ts';

type Cells = Record<string, string | null>;
interface Result {
  status: string;
  row: { id: string; version: number; cells: Cells } | null;
  errors: { field: string | null; code: string }[];
}
interface Run {
  id: string;
  status: string;
  total: string;
  lineCount: number;
  exceptionCount: number;
  contentHash: string | null;
  exceptions: { code: string; binding: string }[];
  totals: { feeItem: string; amount: string }[];
}
interface Line {
  id: string;
  status: string;
  text: string;
  match: { rule: string; bills: { number: string }[] } | null;
  candidates: { rule: string; reason: string; bills: { number: string }[] }[];
}

const RUN =
  'id status total lineCount exceptionCount contentHash exceptions { code binding } totals { feeItem amount }';
const LINE = 'id status text match { rule bills { number } } candidates { rule reason bills { number } }';
const BANK = '0200001009020112345';

/** The month of a finance clerk, told through the API alone. The steps build on each other. */
describe("A clerk's month", () => {
  let orm: Orm;
  let app: FastifyInstance;
  let clerk: Client;
  let serverUrl: string;

  before(async () => {
    const database = await freshDatabase();
    serverUrl = database.serverUrl;
    orm = await openOrm(serverUrl);
    const businessDate = '2026-11-05';
    await createTenant(orm, {
      code: 'lake',
      name: '湖畔物业',
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      businessDate,
    });
    const books = (await openBooks(orm, 'lake')) as Books;
    const password = 'a long enough password';
    await createOperator(books, { login: 'clerk', name: '林会计', password, roles: ['FINANCE', 'PRICING'] });
    await createOperator(books, { login: 'viewer', name: '温查询', password, roles: ['FINANCE_VIEWER'] });
    await addBankAccount(books, { code: 'ICBC', name: '工行', channel: 'BANK', accountNumber: BANK, currency: 'CNY' });
    await addBankAccount(books, {
      code: 'WX',
      name: '微信',
      channel: 'WECHAT',
      accountNumber: '1600000001',
      currency: 'CNY',
    });
    app = await createApp({ orm, log: () => undefined });
    clerk = await Client.of(app);
    await clerk.signIn('lake', 'clerk', password);
  });

  after(async () => {
    await app.close();
    await orm.close(true);
  });

  const publish = async (
    dataset: string,
    rows: { id?: string; version?: number; cells: Cells }[],
  ): Promise<Result[]> => {
    const input = {
      dataset,
      mode: 'PARTIAL',
      dryRun: false,
      rows: rows.map((row) => ({
        key: newId(),
        id: row.id ?? newId(),
        version: row.version ?? null,
        cells: row.cells,
      })),
    };
    const { publish: payload } = await clerk.ask<{ publish: { results: Result[] } }>(
      `mutation ($input: PublishInput!) { publish(input: $input) {
        results { status row { id version cells } errors { field code } } } }`,
      { input },
    );
    return payload.results;
  };

  const run = async (id: string): Promise<Run> => {
    await settleBackground();
    return (await clerk.ask<{ billingRun: Run }>(`query ($id: ID!) { billingRun(id: $id) { ${RUN} } }`, { id }))
      .billingRun;
  };

  const preview = async (): Promise<Run> => {
    const { previewBillingRun } = await clerk.ask<{ previewBillingRun: { run: { id: string } } }>(
      'mutation ($input: PreviewBillingRunInput!) { previewBillingRun(input: $input) { run { id } } }',
      { input: { key: newId(), month: '2026-10', scope: { kind: 'ALL' } } },
    );
    return run(previewBillingRun.run.id);
  };

  const importFile = (fileName: string, content: string | Buffer, key = newId()) =>
    clerk.ask<{
      importStatement: {
        knownLines: number;
        statements: { id: string; newLineCount: number; matchedCount: number; suggestedCount: number; ties: boolean }[];
      };
    }>(
      `mutation ($input: ImportStatementInput!) { importStatement(input: $input) {
        knownLines statements { id newLineCount matchedCount suggestedCount unmatchedCount ties } } }`,
      { input: { key, fileName, content: Buffer.from(content).toString('base64') } },
    );

  const lines = async (): Promise<Line[]> =>
    (await clerk.ask<{ statementLines: { nodes: Line[] } }>(`{ statementLines { nodes { ${LINE} } } }`)).statementLines
      .nodes;

  const kpi = async () => {
    const { kpis } = await clerk.ask<{
      kpis: { due: string; collected: string; open: string; collectionRate: string }[];
    }>('{ kpis(input: { fromMonth: "2026-11", toMonth: "2026-11" }) { due collected open collectionRate } }');
    return kpis[0];
  };

  const billOf = async (customer: string) => {
    const { bills } = await clerk.ask<{
      bills: { nodes: { id: string; number: string; total: string; open: string }[] };
    }>('query ($filter: BillFilter) { bills(filter: $filter) { nodes { id number total open } } }', {
      filter: { customer },
    });
    return bills.nodes[0] as { id: string; number: string; total: string; open: string };
  };

  it('publishes fees, prices, customers, premises, meters, bindings and readings', async () => {
    const item = (code: string, nameZh: string) => ({
      cells: {
        code,
        nameZh,
        category: 'BASIC',
        cycle: 'MONTHLY',
        timing: 'ARREARS',
        currency: 'CNY',
        effectiveFrom: '2026-01-01',
      },
    });
    const all: Result[] = [];
    all.push(...(await publish('FEE_ITEMS', [item('MGMT', '物业费'), item('WATER', '水费'), item('NEW', '新项目')])));
    all.push(
      ...(await publish('PRICES', [
        { cells: { feeItem: 'MGMT', effectiveFrom: '2026-01-01', model: 'PER_UNIT', price: '2.85' } },
        {
          cells: {
            feeItem: 'WATER',
            effectiveFrom: '2026-01-01',
            model: 'GRADUATED',
            tiers: '0-180: 5 | 180-260: 7 | 260+: 9',
            reset: 'YEAR',
          },
        },
      ])),
    );
    const customer = (code: string, name: string) => ({ cells: { code, name, kind: 'PERSON' } });
    all.push(...(await publish('CUSTOMERS', [customer('C1', '王伟'), customer('C2', '李娜'), customer('C3', '赵敏')])));
    all.push(...(await publish('PREMISES', [{ cells: { code: 'CH', name: '翠湖', kind: 'COMMUNITY' } }])));
    const room = (code: string, area: string, owner: string) => ({
      cells: { code, name: code, kind: 'ROOM', community: 'CH', area, customer: owner },
    });
    all.push(
      ...(await publish('PREMISES', [room('R1', '88.50', 'C1'), room('R2', '100', 'C2'), room('R3', '60', 'C3')])),
    );
    all.push(...(await publish('METERS', [{ cells: { code: 'W1', premise: 'R1', kind: 'WATER' } }])));
    const binding = (code: string, owner: string, feeItem: string, premise: string, cells: Cells) => ({
      cells: { code, customer: owner, feeItem, premise, startDate: '2026-10-01', ...cells },
    });
    all.push(
      ...(await publish('BINDINGS', [
        binding('B1', 'C1', 'MGMT', 'R1', { quantitySource: 'AREA' }),
        binding('B2', 'C1', 'WATER', 'R1', { quantitySource: 'METER', meter: 'W1' }),
        binding('B3', 'C2', 'MGMT', 'R2', { quantitySource: 'AREA', discountKind: 'PERCENT', discountValue: '10' }),
        binding('B4', 'C3', 'NEW', 'R3', { quantitySource: 'AREA' }),
      ])),
    );
    const reading = (readOn: string, value: string) => ({ cells: { meter: 'W1', readOn, value, kind: 'ACTUAL' } });
    all.push(...(await publish('METER_READINGS', [reading('2026-10-01', '100'), reading('2026-11-01', '112')])));
    assert.deepEqual(
      all.filter((result) => result.status !== 'APPLIED'),
      [],
    );
  });

  it('refuses a bad cell with its field and reason, and publishes the rest', async () => {
    const good = { cells: { code: 'C4', name: '孙丽', kind: 'PERSON' } };
    const bad = { cells: { code: 'C5', name: '周杰', kind: 'PERSON', paymentDays: 'soon' } };
    const [first, second] = await publish('CUSTOMERS', [good, bad]);
    assert.equal(first?.status, 'APPLIED');
    assert.equal(second?.status, 'REFUSED');
    assert.equal(second?.errors[0]?.field, 'paymentDays');
  });

  it('previews October to the cent and names what has no price', async () => {
    const previewed = await preview();
    assert.equal(previewed.status, 'PREVIEWED');
    // 88.50 × 2.85 = 252.225 → 252.23; 12 m³ × 5 = 60.00; 100 × 2.85 less 10 % = 256.50
    assert.equal(new Decimal(previewed.total).toFixed(2), '568.73');
    assert.deepEqual(
      previewed.exceptions.map(({ code, binding }) => [code, binding]),
      [['pricing.no_price', 'B4']],
    );
  });

  it('refuses to post after a price changed, and posts the new preview once however often it is asked', async () => {
    const stale = await preview();
    const post = `mutation ($input: PostBillingRunInput!) { postBillingRun(input: $input) { run { id } } }`;
    const [price] = await publish('PRICES', [
      { cells: { feeItem: 'NEW', effectiveFrom: '2026-01-01', model: 'FIXED', price: '20' } },
    ]);
    assert.equal(price?.status, 'APPLIED');
    const staleInput = { key: newId(), runId: stale.id, contentHash: stale.contentHash };
    assert.equal(await clerk.refusal(post, { input: staleInput }), 'billing.input_changed');

    const fresh = await preview();
    assert.equal(fresh.exceptionCount, 0);
    const input = { key: newId(), runId: fresh.id, contentHash: fresh.contentHash };
    await clerk.ask(post, { input });
    await clerk.ask(post, { input });
    assert.equal((await run(fresh.id)).status, 'POSTED');
    const { rows } = await clerk.ask<{ rows: { rows: { cells: Cells }[] } }>(
      '{ rows(input: { dataset: BILLS }) { rows { cells } } }',
    );
    assert.equal(rows.rows.length, 3);
    assert.deepEqual(rows.rows.map(({ cells }) => String(cells['number'])).toSorted(), [
      'B-000001',
      'B-000002',
      'B-000003',
    ]);
    const again = await preview();
    assert.equal(again.lineCount, 0);
  });

  it('shows a charge with its explanation, recomputed, and the transfers behind its bill', async () => {
    const bill = await billOf('C1');
    const { rows } = await clerk.ask<{ rows: { rows: { id: string; cells: Cells }[] } }>(
      '{ rows(input: { dataset: CHARGES }) { rows { id cells } } }',
    );
    const water = rows.rows.find(({ cells }) => cells['feeItem'] === 'WATER');
    const { explainCharge } = await clerk.ask<{ explainCharge: { charge: { amount: string }; recomputed: string } }>(
      'query ($id: ID!) { explainCharge(id: $id) { charge { amount } recomputed explanation } }',
      { id: water?.id },
    );
    assert.ok(new Decimal(explainCharge.recomputed).eq(explainCharge.charge.amount));
    const { journalEntries } = await clerk.ask<{
      journalEntries: { transfers: { debitAccount: string; amount: string }[] }[];
    }>('query ($id: ID!) { journalEntries(sourceId: $id) { transfers { debitAccount creditAccount amount } } }', {
      id: bill.id,
    });
    const booked = journalEntries[0]?.transfers.reduce((sum, t) => sum.plus(t.amount), new Decimal(0));
    assert.equal(booked?.toFixed(2), new Decimal(bill.total).toFixed(2));
  });

  it('imports a bank file: the line that names its bill and the one that fits by payer and amount are matched', async () => {
    const [one, two] = [await billOf('C1'), await billOf('C2')];
    const movement = (amount: string, payerName: string, text: string, reference: string) => ({
      on: '2026-11-04',
      amount: new Decimal(amount),
      direction: 'IN' as const,
      payerName,
      payerAccount: '',
      text,
      reference,
    });
    const file = camt053(BANK, 'CNY', new Decimal(0), 'ST1', '2026-11-05', [
      movement(one.total, '不认识', `物业费 ${one.number}`, 'T1'),
      movement(two.total, '李 娜', '转账', 'T2'),
      movement('20', '陌生人', '缴费', 'T3'),
    ]);
    const before = await kpi();
    assert.equal(before?.collectionRate, '0.0000');
    const { importStatement } = await importFile('november.xml', file);
    assert.deepEqual(
      importStatement.statements[0] && [
        importStatement.statements[0].matchedCount,
        importStatement.statements[0].suggestedCount,
      ],
      [2, 1],
    );
    assert.equal(importStatement.statements[0]?.ties, true);
    const again = await importFile('november-again.xml', file);
    assert.equal(again.importStatement.knownLines, 3);
    assert.equal((await lines()).length, 3);
  });

  it('refuses a file cut in half, in a wrong encoding or that is a picture, and adds nothing', async () => {
    const file = camt053(BANK, 'CNY', new Decimal(0), 'ST2', '2026-11-05', []);
    const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const query = 'mutation ($input: ImportStatementInput!) { importStatement(input: $input) { knownLines } }';
    for (const content of [file.slice(0, 400), picture, Buffer.from('交易时间,公众账号', 'utf16le')]) {
      const input = { key: newId(), fileName: 'bank.csv', content: Buffer.from(content).toString('base64') };
      assert.match((await clerk.refusal(query, { input })) ?? '', /^statement\./);
    }
    assert.equal((await lines()).length, 3);
  });

  it('matches the waiting line by hand, undoes it, and matches it again; the collection rate moves each time', async () => {
    const waiting = (await lines()).find((line) => line.status === 'SUGGESTED') as Line;
    const bill = await billOf('C3');
    assert.equal(waiting.candidates[0]?.bills[0]?.number, bill.number);
    const match = 'mutation ($input: MatchLineInput!) { matchLine(input: $input) { line { status } } }';
    const unmatch = 'mutation ($input: UnmatchLineInput!) { unmatchLine(input: $input) { line { status } } }';
    const byHand = () => clerk.ask(match, { input: { key: newId(), lineId: waiting.id, bills: [bill.number] } });
    const open = (await kpi())?.open;
    await byHand();
    assert.equal((await kpi())?.collectionRate, '1.0000');
    await clerk.ask(unmatch, { input: { key: newId(), lineId: waiting.id } });
    assert.equal((await kpi())?.open, open);
    assert.equal((await billOf('C3')).open, (await billOf('C3')).total);
    await byHand();
    assert.equal((await kpi())?.collectionRate, '1.0000');
  });

  it("imports a channel's bill too", async () => {
    const { importStatement } = await importFile(
      'wechat.csv',
      wechatBill('1600000001', [
        {
          on: '2026-11-05',
          amount: new Decimal('5'),
          direction: 'IN',
          payerName: '王伟',
          payerAccount: '',
          text: '预存',
          reference: '4200002600202611050000000001',
        },
      ]),
    );
    assert.equal(importStatement.statements[0]?.newLineCount, 1);
  });

  it('lets somebody with a reading role look and not write', async () => {
    const viewer = await Client.of(await createApp({ orm, log: () => undefined }));
    await viewer.signIn('lake', 'viewer', 'a long enough password');
    const { trialBalance } = await viewer.ask<{ trialBalance: { debit: string; credit: string }[] }>(
      '{ trialBalance { debit credit } }',
    );
    const sum = (side: 'debit' | 'credit') =>
      trialBalance.reduce((total, row) => total.plus(row[side]), new Decimal(0));
    assert.ok(sum('debit').eq(sum('credit')));
    const input = { key: newId(), month: '2026-11', scope: { kind: 'ALL' } };
    const mutation = 'mutation ($input: PreviewBillingRunInput!) { previewBillingRun(input: $input) { run { id } } }';
    assert.equal(await viewer.refusal(mutation, { input }), 'access.not_allowed');
  });

  it('leaves books that verify clean', async () => {
    const { laws } = await verifyDatabase(serverUrl);
    assert.deepEqual(
      laws.filter((law) => law.broken > 0),
      [],
    );
  });
});
