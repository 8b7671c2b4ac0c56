import assert from 'node:assert/strict';
import { previewRun } from '../../server/billing/preview.ts';
import type { Run } from '../../server/billing/runs.ts';
import { newId } from '../../server/kernel/ids.ts';
import { type Fixture, fixture } from '../support/fixture.ts';

interface Line {
  binding: string;
  cycle: number;
  start: string;
  quantity: string;
  gross: string;
  amount: string;
  net: string;
  tax: string;
  previous: string | null;
  code: string | null;
}

async function linesOf(f: Fixture, run: Run): Promise<Line[]> {
  return f.query<Line>(
    `select b.code as binding, l.cycle, l.period_start as start, l.quantity, l.gross, l.amount, l.net, l.tax,
      l.previous_amount as previous, l.exception_code as code
     from billing_run_line l join binding b on b.tenant_id = l.tenant_id and b.id = l.binding_id
     where l.run_id = $1 order by l.seq`,
    run.id,
  );
}

const preview = (f: Fixture, month: string, scope: object = { kind: 'ALL' }) =>
  previewRun(f.books, { key: newId(), month, scope: scope as { kind: 'ALL' } });

describe('A preview', () => {
  let f: Fixture;
  beforeEach(async () => {
    f = await fixture();
    await f.taxCode('VAT6', '0.06');
    await f.customer('C-1');
    await f.premise('R-1', { area: '88.50', customer_id: f.id('C-1') });
  });
  afterEach(() => f.close());

  it('charges a fee by area to the cent, tax included', async () => {
    await f.feeItem('MGMT', { tax_code_id: f.id('VAT6') });
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2.85' });
    await f.binding('B-1', 'C-1', 'MGMT', { quantity_source: 'AREA', premise_id: f.id('R-1') });
    const run = await preview(f, '2026-10');
    assert.equal(run.status, 'PREVIEWED');
    // 2.85 × 88.50 = 252.225 → 252.23; 252.23 ÷ 1.06 = 237.952… → 237.95
    assert.deepEqual(await linesOf(f, run), [
      {
        binding: 'B-1',
        cycle: 0,
        start: '2026-10-01',
        quantity: '88.5',
        gross: '252.23',
        amount: '252.23',
        net: '237.95',
        tax: '14.28',
        previous: null,
        code: null,
      },
    ]);
    assert.deepEqual([run.customerCount, run.lineCount, run.exceptionCount, run.total], [1, 1, 0, '252.23']);
    assert.deepEqual(await f.query('select 1 from bill'), []);
  });
});
