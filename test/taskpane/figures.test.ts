import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canCancel, canPost, isMoving } from '../../addin/taskpane/billing/run-steps.ts';
import { compare, difference, ratio, sum } from '../../addin/taskpane/common/decimals.ts';
import { addMonths, monthsBack } from '../../addin/taskpane/common/months.ts';
import { fitting, searchName, settled } from '../../addin/taskpane/reconcile/fitting.ts';
import { byFeeItem, type KpiRow, sums } from '../../addin/taskpane/reports/figures.ts';
import { readDemoSignIns } from '../../addin/taskpane/session/demo.ts';
import { environmentOf } from '../../addin/taskpane/shell/environment.ts';

describe('sums in the pane', () => {
  it('are exact', () => {
    assert.equal(sum(['0.1', '0.2']), '0.3');
    assert.equal(sum(['9007199254740993', '0.01', '-1']), '9007199254740992.01');
    assert.equal(sum([]), '0');
    assert.equal(difference('1', '1.05'), '-0.05');
  });

  it('of cents equal those of integers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 })), (cents) => {
        const text = (n: number) =>
          `${n < 0 ? '-' : ''}${Math.floor(Math.abs(n) / 100)}.${String(Math.abs(n) % 100).padStart(2, '0')}`;
        const total = cents.reduce((a, b) => a + b, 0);
        assert.equal(compare(sum(cents.map(text)), text(total)), 0);
      }),
    );
  });

  it('make a rate that never rounds up to all', () => {
    assert.equal(ratio('99999.99', '100000'), '0.9999');
    assert.equal(ratio('1', '3'), '0.3333');
    assert.equal(ratio('5', '0.00'), null);
  });
});

describe('KPI rows together', () => {
  const kpi = (over: Partial<KpiRow>): KpiRow => ({
    month: '2026-10',
    feeItem: null,
    nameZh: null,
    nameEn: null,
    currency: 'CNY',
    due: '0',
    collected: '0',
    open: '0',
    overdue: '0',
    collectionRate: null,
    ...over,
  });

  it('have the rate of their sums, not the mean of their rates', () => {
    const rows = [kpi({ due: '100', collected: '100' }), kpi({ due: '300', collected: '0', open: '300' })];
    assert.equal(sums(rows).rate, '0.2500');
  });

  it('are summed by fee item over months, the largest first', () => {
    const rows = [
      kpi({ feeItem: 'A', nameEn: 'a', due: '10' }),
      kpi({ feeItem: 'B', nameEn: 'b', due: '15' }),
      kpi({ feeItem: 'A', nameEn: 'a', due: '10', month: '2026-09' }),
    ];
    assert.deepEqual(
      byFeeItem(rows).map((item) => [item.feeItem, item.due]),
      [
        ['A', '20'],
        ['B', '15'],
      ],
    );
  });
});

describe('open bills against money', () => {
  it('put the exact fit first and keep the others in order', () => {
    const bills = [{ open: '10.00' }, { open: '25.5' }, { open: '30' }];
    assert.deepEqual(fitting(bills, '25.50'), [{ open: '25.5' }, { open: '10.00' }, { open: '30' }]);
  });

  it('say what is used, left over or too little', () => {
    assert.deepEqual(settled(['10', '5.5'], '20.00'), { used: '15.5', left: '4.50', short: false });
    assert.deepEqual(settled(['10', '15'], '20'), { used: '20', left: '0', short: true });
    assert.deepEqual(settled([], '20'), { used: '0', left: '20', short: false });
  });

  it('search a payer without the form of address', () => {
    assert.equal(searchName('程女士'), '程');
    assert.equal(searchName(' Acme Ltd '), 'Acme Ltd');
  });
});

describe('a billing run in the pane', () => {
  const run = { contentHash: 'h', lineCount: 3 };
  it('is posted from a preview with charges, and resumed where it stopped', () => {
    const may = (status: string, over = {}) => canPost({ ...run, status, ...over } as Parameters<typeof canPost>[0]);
    assert.deepEqual(
      ['PREVIEWED', 'STOPPED', 'PAUSED', 'POSTED', 'PREVIEWING'].map((s) => may(s)),
      [true, true, true, false, false],
    );
    assert.equal(may('PREVIEWED', { lineCount: 0 }), false);
    assert.equal(may('PREVIEWED', { contentHash: null }), false);
  });

  it('moves while the server works on it, and can then be cancelled', () => {
    assert.deepEqual(
      [isMoving('POSTING'), isMoving('PREVIEWED'), canCancel('POSTING'), canCancel('POSTED')],
      [true, false, true, false],
    );
  });
});

describe('months', () => {
  it('go over the year’s end both ways', () => {
    assert.equal(addMonths('2026-11', 3), '2027-02');
    assert.equal(addMonths('2026-01', -13), '2024-12');
    assert.deepEqual(monthsBack('2026-01-31', 2, 1), ['2026-02', '2026-01', '2025-12']);
  });
});

describe('demo sign-ins', () => {
  it('are read from what a demo answers, and unusable entries left out', () => {
    const answer = {
      signIns: [{ tenant: 'cuihu', login: 'clerk', password: 'p', roles: ['FINANCE'] }, { login: 'x' }, null],
    };
    assert.deepEqual(readDemoSignIns(answer), [
      { tenant: 'cuihu', tenantName: 'cuihu', login: 'clerk', name: 'clerk', password: 'p', roles: ['FINANCE'] },
    ]);
    for (const other of [null, 'no', { signIns: 1 }]) assert.deepEqual(readDemoSignIns(other), []);
  });
});

describe('the environment', () => {
  it('is told by the host’s name', () => {
    assert.deepEqual(
      ['localhost', '127.0.0.1', 'staging.example.com', 'books.example.com', 'latest.example.com'].map(environmentOf),
      ['local', 'local', 'staging', null, null],
    );
  });
});
