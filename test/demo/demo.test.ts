import assert from 'node:assert/strict';
import { Client } from 'pg';
import { DATASETS } from '../../server/access/permissions.ts';
import { type Explanation, recompute } from '../../server/catalog/pricing/explanation.ts';
import { openOrm } from '../../server/database/orm.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { openBooks } from '../../server/ledger/tenants.ts';
import { readRows } from '../../server/sync/read-rows.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { problemsOf } from '../support/small-books.ts';

describe('The demo companies', () => {
  let database: TestDatabase;
  let admin: Client;

  before(async function () {
    this.timeout(240_000);
    database = await freshDatabase();
    const orm = await openOrm(database.serverUrl);
    await seedDemo(orm, () => undefined);
    await orm.close(true);
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
  });
  after(async () => {
    await admin.end();
    await database.drop();
  });

  it('can recompute each of their charges from its explanation, to the cent', async () => {
    const { rows } = await admin.query<{ id: string; amount: string; explanation: Explanation }>(
      'select id, amount, explanation from charge',
    );
    assert.ok(rows.length > 20_000, `${rows.length} charges`);
    const wrong = rows.filter(({ amount, explanation }) => !recompute(explanation).eq(new Decimal(amount)));
    assert.deepEqual(
      wrong.map(({ id }) => id),
      [],
    );
  });

  it('have subscriptions with a story: corrections that give back and charge, and a trial that came to nothing', async () => {
    const { rows } = await admin.query<{ story: string }>(
      `select concat_ws(' ', c.code, x.kind, f.code, x.period_start, trim_scale(x.amount)) as story
       from charge x join customer c on (c.tenant_id, c.id) = (x.tenant_id, x.customer_id)
       join fee_item f on (f.tenant_id, f.id) = (x.tenant_id, x.fee_item_id)
       where c.code in ('N-0302', 'N-0303', 'N-0305') and x.period_start between '2026-03-01' and '2026-05-30' order by x.id`,
    );
    assert.deepEqual(
      rows.map(({ story }) => story).filter((story) => story.startsWith('N-0303')),
      [
        'N-0303 REGULAR PLAN-STARTER 2026-03-01 29',
        'N-0303 CORRECTION PLAN-STARTER 2026-03-16 -14.97',
        'N-0303 REGULAR PLAN-BUSINESS 2026-03-16 257.55',
        'N-0303 REGULAR PLAN-BUSINESS 2026-04-01 499',
        'N-0303 REGULAR PLAN-BUSINESS 2026-05-01 499',
      ],
    );
    // 4 seats × 12 × 20 ÷ 30
    assert.ok(rows.some(({ story }) => story === 'N-0305 CORRECTION PLAN-TEAM 2026-04-11 32'));
    assert.ok(!rows.some(({ story }) => story.startsWith('N-0302')));
  });

  it('fill sheets that go on from page to page where the page before ended', async () => {
    const orm = await openOrm(database.serverUrl);
    const books = await openBooks(orm, 'cuihu');
    assert.ok(books);
    for (const dataset of DATASETS.filter(
      (name) => !/^(RUN_(LINES|COMPARISON|EXCEPTIONS)|CUSTOMER_STATEMENT)$/.test(name),
    )) {
      const { rows } = await readRows(books, { dataset, first: 60 });
      const parts: string[] = [];
      for (let after: string | null = null; parts.length < rows.length; ) {
        const page = await readRows(books, { dataset, after, first: 20 });
        assert.ok(page.rows.length > 0, dataset);
        parts.push(...page.rows.map(({ id }) => id));
        after = page.endCursor;
      }
      assert.deepEqual(
        parts.slice(0, rows.length),
        rows.map(({ id }) => id),
        dataset,
      );
    }
    await orm.close(true);
  });

  it('keep every law', async () => {
    const { ok, laws } = await verifyDatabase(database.serverUrl);
    assert.ok(ok, problemsOf(laws).join('\n'));
  });
});
