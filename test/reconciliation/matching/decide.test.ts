import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Decimal } from '../../../server/kernel/money.ts';
import { decide, decideAll, type LineToMatch } from '../../../server/reconciliation/matching/decide.ts';
import { IndexOfBills } from '../../../server/reconciliation/matching/index-of-bills.ts';
import { normaliseName } from '../../../server/reconciliation/matching/names.ts';

const CUSTOMERS = [
  { id: 'wang', name: '王伟', bankAccount: '6222 0001' },
  { id: 'wang2', name: '王伟', bankAccount: '' },
  { id: 'acme', name: 'Acme Co., Ltd.', bankAccount: '' },
];

const bill = (number: string, customerId: string, open: string, dueDate = '2026-10-15') => ({
  id: number,
  number,
  customerId,
  currency: 'CNY',
  dueDate,
  open: new Decimal(open),
});

const index = (...bills: ReturnType<typeof bill>[]) => new IndexOfBills(bills, CUSTOMERS);

const line = (amount: string, over: Partial<LineToMatch> = {}): LineToMatch => ({
  id: 'line',
  amount: new Decimal(amount),
  currency: 'CNY',
  payerName: '',
  payerAccount: '',
  reference: '',
  text: '',
  ...over,
});

describe('matching a statement line', () => {
  it('applies a line that names its bill and pays it exactly', () => {
    const { applied } = decide(line('100', { text: '物业费b-000001谢谢' }), index(bill('B-000001', 'wang', '100')), 90);
    assert.equal(applied?.rule, 'reference');
    assert.equal(applied?.score, 100);
  });

  it('applies one line to the several bills of a customer that it names', () => {
    const bills = index(bill('B-000001', 'wang', '100'), bill('B-000002', 'wang', '50'));
    const { applied } = decide(line('150', { text: 'B-000001/B-000002' }), bills, 90);
    assert.deepEqual(
      applied?.bills.map((one) => one.number),
      ['B-000001', 'B-000002'],
    );
  });

  it('applies a part payment that names its bill and says what is missing', () => {
    const { applied } = decide(line('60', { text: 'B-000001' }), index(bill('B-000001', 'wang', '100')), 90);
    assert.match(applied?.reason ?? '', /except for 40\.00/);
  });

  it('only suggests when the bills named are owed by different customers', () => {
    const bills = index(bill('B-000001', 'wang', '100'), bill('B-000002', 'acme', '50'));
    const { applied, suggested } = decide(line('150', { text: 'B-000001 B-000002' }), bills, 90);
    assert.equal(applied, null);
    assert.equal(suggested[0]?.rule, 'reference');
  });

  it('applies a known payer whose amount fits exactly one open bill', () => {
    const bills = index(bill('B-000001', 'acme', '100'), bill('B-000002', 'acme', '120'));
    const { applied } = decide(line('120', { payerName: 'ＡＣＭＥ' }), bills, 90);
    assert.equal(applied?.bills[0]?.number, 'B-000002');
  });

  it('never applies a tie between two bills of the same amount', () => {
    const bills = index(bill('B-000001', 'acme', '100'), bill('B-000002', 'acme', '100'));
    const { applied, suggested } = decide(line('100', { payerName: 'Acme Ltd' }), bills, 90);
    assert.equal(applied, null);
    assert.ok(suggested.length >= 2);
  });

  it('never applies a tie between two people of the same name', () => {
    const bills = index(bill('B-000001', 'wang', '100'), bill('B-000002', 'wang2', '100'));
    assert.equal(decide(line('100', { payerName: '王 伟' }), bills, 90).applied, null);
  });

  it('tells two people of the same name apart by their account', () => {
    const bills = index(bill('B-000001', 'wang', '100'), bill('B-000002', 'wang2', '100'));
    const { applied } = decide(line('100', { payerName: '王伟', payerAccount: '62220001' }), bills, 90);
    assert.equal(applied?.bills[0]?.number, 'B-000001');
  });

  it('suggests the oldest bills in order whose sum fits, without applying them', () => {
    const bills = index(bill('B-000001', 'acme', '70'), bill('B-000002', 'acme', '30'), bill('B-000003', 'acme', '55'));
    const { applied, suggested } = decide(line('100', { payerName: 'Acme' }), bills, 90);
    assert.equal(applied, null);
    assert.equal(suggested[0]?.rule, 'payer_all_open');
    assert.equal(suggested[0]?.bills.length, 2);
  });

  it('suggests by the amount alone when the payer is unknown', () => {
    const { applied, suggested } = decide(line('100'), index(bill('B-000001', 'acme', '100')), 50 + 1);
    assert.equal(applied, null);
    assert.equal(suggested[0]?.rule, 'amount');
  });

  it('leaves it to a person when the bill named is paid and the amount fits another one', () => {
    const bills = index(bill('B-000001', 'acme', '0'), bill('B-000002', 'acme', '100'));
    const { applied, suggested } = decide(line('100', { text: 'B-000001', payerName: 'Acme' }), bills, 90);
    assert.equal(applied, null);
    assert.deepEqual(
      suggested.map((one) => one.bills[0]?.number),
      ['B-000002'],
    );
  });

  it('leaves it to a person when a part payment of the bill named is what another one costs', () => {
    const bills = index(bill('B-000001', 'acme', '100'), bill('B-000002', 'acme', '60'));
    const { applied, suggested } = decide(line('60', { text: 'B-000001', payerName: 'Acme' }), bills, 90);
    assert.equal(applied, null);
    assert.equal(suggested.length, 2);
  });

  it('does not pay a bill of another currency', () => {
    const { applied, suggested } = decide(
      line('100', { text: 'B-000001', currency: 'USD' }),
      index(bill('B-000001', 'wang', '100')),
      90,
    );
    assert.equal(applied, null);
    assert.equal(suggested.length, 0);
  });

  it('lets a line that names its bill come before one that merely fits it', () => {
    const fits = line('100', { id: 'fits', payerName: 'Acme' });
    const names = line('100', { id: 'names', text: 'B-000001' });
    const [first, second] = decideAll([fits, names], index(bill('B-000001', 'acme', '100')), 90);
    assert.equal(first?.applied, null);
    assert.equal(second?.applied?.rule, 'reference');
  });

  it('never pays a bill beyond its amount, whatever lines come', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(amounts, (sizes) => {
        const bills = [bill('B-000001', 'acme', '3'), bill('B-000002', 'acme', '2'), bill('B-000003', 'wang', '5')];
        const lines = sizes.map((size, i) =>
          line(String(size), { id: `l${i}`, payerName: i % 2 ? 'Acme' : '王伟', text: i % 3 ? '' : 'B-000003' }),
        );
        decideAll(lines, new IndexOfBills(bills, CUSTOMERS), 90);
        for (const one of bills) assert.ok(one.open.gte(0));
      }),
    );
  });
});

describe('names', () => {
  it('meet without width, case, spaces and company suffix', () => {
    assert.equal(normaliseName('ＡＣＭＥ　Co., Ltd.'), normaliseName('acme'));
    assert.equal(normaliseName('翠湖商贸（北京）有限公司'), '翠湖商贸北京');
    assert.equal(normaliseName('公司'), '公司');
  });
});
