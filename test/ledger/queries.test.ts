import assert from 'node:assert/strict';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { journalEntries, trialBalance } from '../../server/ledger/queries.ts';
import { write } from '../../server/ledger/unit-of-work.ts';
import { type Fixture, fixture } from '../support/fixture.ts';

describe('What the ledger says', () => {
  let f: Fixture;
  const source = newId();

  before(async () => {
    f = await fixture('2026-11-05');
    for (const [postingDate, amount] of [
      ['2026-10-31', '100.10'],
      ['2026-11-05', '0.20'],
      ['2026-11-06', '7'],
    ] as const) {
      await write(f.books, 'test.book', async (work) => {
        work.book({
          kind: 'RECEIPT',
          documentDate: '2026-10-30',
          postingDate,
          sourceId: source,
          transfers: [{ debit: 'BANK', credit: 'SUSPENSE', amount: new Decimal(amount), currency: 'CNY' }],
        });
        work.audit({ noun: 'Test', rowId: source, action: 'CREATED' });
        await Promise.resolve();
      });
    }
  });

  after(() => f.close());

  it('lists the entries of a document with both accounts', async () => {
    const entries = await journalEntries(f.books, source);
    assert.deepEqual(
      entries.map(({ kind, documentDate, postingDate, transfers }) => [
        kind,
        documentDate,
        postingDate,
        transfers.map(({ debitAccount, creditAccount, amount, currency }) => [
          debitAccount,
          creditAccount,
          amount,
          currency,
        ]),
      ]),
      [
        ['RECEIPT', '2026-10-30', '2026-10-31', [['1002', '2241.02', '100.1', 'CNY']]],
        ['RECEIPT', '2026-10-30', '2026-11-05', [['1002', '2241.02', '0.2', 'CNY']]],
        ['RECEIPT', '2026-10-30', '2026-11-06', [['1002', '2241.02', '7', 'CNY']]],
      ],
    );
    assert.deepEqual(await journalEntries(f.books, newId()), []);
  });

  it('balances debits and credits up to and with a day', async () => {
    const sums = async (to?: string) =>
      (await trialBalance(f.books, to)).map(({ code, debit, credit }) => [code, debit, credit]);
    assert.deepEqual(await sums(), [
      ['1002', '100.3', '0'],
      ['2241.02', '0', '100.3'],
    ]);
    assert.deepEqual((await sums('2026-10-31'))[0], ['1002', '100.1', '0']);
    assert.deepEqual((await sums('2026-11-06'))[0], ['1002', '107.3', '0']);
  });
});
