import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ComparedPart, compareCycles, cycleOf } from '../../server/billing/comparison.ts';
import { runComparison as comparisonSheet, runExceptions } from '../../server/billing/datasets.ts';
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { runComparison, runWarnings } from '../../server/billing/run-summary.ts';
import type { Run } from '../../server/billing/runs.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal, ZERO } from '../../server/kernel/money.ts';
import { read } from '../../server/ledger/books.ts';
import type { Cells, RowPage } from '../../server/ledger/dataset.ts';
import { type Fixture, fixture } from '../support/fixture.ts';

const part = (quantity: string, unitPrice: string, rest: Partial<ComparedPart> = {}): ComparedPart => {
  const gross = new Decimal(quantity).times(unitPrice);
  return {
    quantity: new Decimal(quantity),
    unitPrice: new Decimal(unitPrice),
    gross,
    discount: ZERO,
    amount: gross,
    versionId: 'v1',
    days: 30,
    ...rest,
  };
};

const causes = (now: ComparedPart[], before: ComparedPart[]) =>
  compareCycles(cycleOf(now), cycleOf(before), 50).causes.join(' ');

describe('Comparing a cycle with the one before', () => {
  it('names price, quantity, proration and discount as what they are', () => {
    const before = [part('100', '2')];
    assert.equal(causes([part('100', '3', { versionId: 'v2' })], before), 'PRICE');
    assert.equal(causes([part('120', '2')], before), 'QUANTITY');
    assert.equal(
      causes([part('100', '2', { days: 12, gross: new Decimal(80), amount: new Decimal(80) })], before),
      'PRORATION',
    );
    const discounted = part('100', '2', { discount: new Decimal(20), amount: new Decimal(180) });
    assert.equal(causes([discounted], before), 'DISCOUNT');
    assert.equal(causes([part('120', '3', { versionId: 'v2' })], before), 'PRICE QUANTITY');
  });

  it('warns of nothing where there was something, and of large changes only', () => {
    const warning = (now: string, before: string) =>
      compareCycles(cycleOf([part(now, '1')]), cycleOf([part(before, '1')]), 50).warning;
    assert.deepEqual(
      [warning('0', '5'), warning('150', '100'), warning('151', '100'), warning('49', '100'), warning('1', '0')],
      ['ZERO_NOW', null, 'JUMP', 'JUMP', 'JUMP'],
    );
  });

  it('always gives a cause for a change, and none without one', () => {
    const anyPart = fc.record({
      quantity: fc.integer({ min: 0, max: 50 }),
      price: fc.integer({ min: 0, max: 9 }),
      discount: fc.constantFrom(0, 1),
      days: fc.constantFrom(30, 31, 10),
    });
    const made = ({
      quantity,
      price,
      discount,
      days,
    }: {
      quantity: number;
      price: number;
      discount: number;
      days: number;
    }) =>
      part(String(quantity), String(price), {
        discount: new Decimal(discount),
        amount: new Decimal(quantity * price - discount),
        versionId: `v${price}`,
        days,
      });
    fc.assert(
      fc.property(
        fc.array(anyPart, { minLength: 1, maxLength: 3 }),
        fc.array(anyPart, { minLength: 1, maxLength: 3 }),
        (a, b) => {
          const [now, before] = [cycleOf(a.map(made)), cycleOf(b.map(made))];
          const { change, difference, causes: found } = compareCycles(now, before, 50);
          assert.ok(difference.eq(now.amount.minus(before.amount)));
          assert.equal(change === 'SAME', difference.isZero());
          assert.equal(found.length > 0, change === 'CHANGED');
        },
      ),
    );
  });
});

describe('A run beside the cycles before', () => {
  let f: Fixture;

  beforeEach(async () => {
    f = await fixture('2026-11-05');
    await f.feeItem('MGMT');
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2' }, '2026-01-01', '2026-10-01');
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '5' }, '2026-10-01');
    await f.feeItem('PARK');
    await f.price('PARK', { model: 'FIXED', amount: '300' });
    for (const code of ['C-1', 'C-2', 'C-3']) await f.customer(code);
    await f.binding('M-1', 'C-1', 'MGMT', { quantity: '10', start_date: '2026-09-01', anchor: '2026-09-01' });
    await f.binding('P-1', 'C-1', 'PARK', { quantity: '1', start_date: '2026-09-01', anchor: '2026-09-01' });
    await f.binding('P-2', 'C-2', 'PARK', {
      quantity: '1',
      start_date: '2026-09-01',
      anchor: '2026-09-01',
      end_date: '2026-10-01',
    });
    await f.binding('P-3', 'C-3', 'PARK', { quantity: '1', start_date: '2026-10-01', anchor: '2026-10-01' });
  });

  afterEach(() => f.close());

  const preview = (month: string) => previewRun(f.books, { key: newId(), month, scope: { kind: 'ALL' } });

  const post = async (run: Run) =>
    postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });

  /** All pages, a few rows at a time. */
  async function sheetOf(run: Run, filter: Record<string, string> = {}): Promise<Cells[]> {
    const rows: Cells[] = [];
    for (let after: string | null = null; ; ) {
      const at: string | null = after;
      const page: RowPage = await read(f.books, (db) =>
        comparisonSheet.page(db, f.books, {
          filter: { runId: run.id, ...filter },
          sinceFeedNo: null,
          after: at,
          first: 2,
        }),
      );
      rows.push(...page.rows.map((row) => row.cells));
      if (!page.hasMore) return rows;
      after = page.endCursor;
    }
  }

  const brief = (rows: readonly Cells[]) =>
    rows.map((row) =>
      [
        row['binding'],
        row['change'],
        row['amount'],
        row['previousAmount'],
        row['difference'],
        row['causes'],
        row['warning'],
      ]
        .map((cell) => cell ?? '–')
        .join(' '),
    );

  it('says what is new, gone, changed and as before, by how much and why', async () => {
    await post(await preview('2026-09'));
    const run = await preview('2026-10');
    assert.deepEqual(brief(await sheetOf(run)), [
      'M-1 CHANGED 50.00 20.00 30.00 PRICE JUMP',
      'P-1 SAME 300.00 300.00 0.00 – –',
      'P-3 NEW 300.00 – 300.00 – –',
      'P-2 GONE – 300.00 -300.00 – –',
    ]);
    assert.deepEqual(brief(await sheetOf(run, { change: 'GONE' })), ['P-2 GONE – 300.00 -300.00 – –']);
    assert.deepEqual(await runComparison(f.books, run), {
      newCount: 1,
      newAmount: '300',
      changedCount: 1,
      changedAmount: '30',
      sameCount: 1,
      caughtUpCount: 0,
      caughtUpAmount: '0',
    });
    assert.deepEqual(
      (await runWarnings(f.books, run.id, 10)).map(({ binding, code, amount }) => [binding, code, amount]),
      [['M-1', 'JUMP', '50']],
    );
    assert.deepEqual(await runWarnings(f.books, run.id, 10, 200), []);
  });

  it('catches up on missed months, never silently, and compares them with one another', async () => {
    const run = await preview('2026-10');
    assert.deepEqual(brief(await sheetOf(run)), [
      'M-1 NEW 20.00 – 20.00 – –',
      'M-1 CHANGED 50.00 20.00 30.00 PRICE JUMP',
      'P-1 NEW 300.00 – 300.00 – –',
      'P-1 SAME 300.00 300.00 0.00 – –',
      'P-2 NEW 300.00 – 300.00 – –',
      'P-3 NEW 300.00 – 300.00 – –',
    ]);
    const { caughtUpCount, caughtUpAmount } = await runComparison(f.books, run);
    assert.deepEqual([caughtUpCount, caughtUpAmount], [3, '620']);
  });

  it('shows what cannot be priced as not billed, and alone in the sheet of exceptions', async () => {
    await f.feeItem('BARE');
    await f.binding('X-1', 'C-2', 'BARE', { quantity: '1', start_date: '2026-10-01', anchor: '2026-10-01' });
    const run = await preview('2026-10');
    const rows = brief(await sheetOf(run, { change: 'NOT_BILLED' }));
    assert.deepEqual(rows, ['X-1 NOT_BILLED – – – – –']);
    const page = await read(f.books, (db) =>
      runExceptions.page(db, f.books, { filter: { runId: run.id }, sinceFeedNo: null, after: null, first: 10 }),
    );
    assert.deepEqual(
      page.rows.map(({ cells }) => [cells['binding'], cells['exception']]),
      [['X-1', 'pricing.no_price']],
    );
  });
});
