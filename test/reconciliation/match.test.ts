import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { read } from '../../server/ledger/books.ts';
import { journalEntries } from '../../server/ledger/queries.ts';
import { statementLines } from '../../server/reconciliation/datasets.ts';
import { matchLine, unmatchLine } from '../../server/reconciliation/decide-by-hand.ts';
import { matchLinesTogether } from '../../server/reconciliation/decide-together.ts';
import { type LineView, listLines, listStatements, matchesOfLines } from '../../server/reconciliation/views.ts';
import { refused, type SmallBooks, smallBooks } from '../support/small-books.ts';

const money = (text: string) => new Decimal(text);

describe('Matching a line by hand', () => {
  let b: SmallBooks;

  beforeEach(async () => {
    b = await smallBooks();
  });

  afterEach(async () => {
    try {
      await b.clean();
    } finally {
      await b.close();
    }
  });

  /** Imports one line of money and gives it back. */
  async function lineOf(amount: string, over: object = {}): Promise<LineView> {
    await b.importMoves([{ amount: money(amount), ...over }]);
    return (await lines()).find((line) => line.amount === money(amount).toFixed(2)) as LineView;
  }

  const lines = async () => (await listLines(b.books, {}, 500, null)).nodes;
  const statusOf = async (id: string) => (await lines()).find((line) => line.id === id)?.status;
  const match = (line: LineView, bills: readonly string[], over: object = {}, books = b.books) =>
    matchLine(books, { key: newId(), lineId: line.id, bills, ...over });
  const undo = (line: LineView, books = b.books) => unmatchLine(books, { key: newId(), lineId: line.id });
  const allocated = async (number: string) => (await b.bill(number)).allocated;
  /** Bills offered for a line, best candidate first. */
  async function offered(line: LineView): Promise<string[][]> {
    const numbers = new Map((await b.bills()).map((bill) => [bill.id, bill.number]));
    const [matches] = await matchesOfLines(b.books, [line.id]);
    return (matches ?? [])
      .filter(({ state }) => state === 'SUGGESTED')
      .map(({ billIds }) => billIds.map((id) => numbers.get(id) as string));
  }
  const rows = async (sinceFeedNo: string | null, filter = {}) =>
    (await read(b.books, (db) => statementLines.page(db, b.books, { filter, sinceFeedNo, after: null, first: 100 })))
      .rows;
  const feedNo = async () =>
    (await b.query<{ n: string }>('select max(feed_no)::text as n from change_feed'))[0]?.n ?? '0';

  it('pays the bills named in their order; what is left over waits with the customer', async () => {
    const line = await lineOf('600', { text: 'rent' });
    await match(line, ['B-000007', 'B-000001']);
    assert.deepEqual([await allocated('B-000007'), await allocated('B-000001')], ['552.23', '47.77']);
    assert.equal(await statusOf(line.id), 'MATCHED');
    const more = await lineOf('300');
    await match(more, ['B-000002']);
    const [payment] = await b.query<{ rest: string }>(
      `select trim_scale(amount - allocated)::text as rest from payment where number = 'P-000002'`,
    );
    assert.equal(payment?.rest, '15');
  });

  it('ties a line to a customer who owes nothing for it yet', async () => {
    const line = await lineOf('42', { text: 'deposit' });
    await refused(match(line, []), 'reconciliation.no_target');
    await refused(match(line, [], { customer: 'C-9' }), 'value.unknown_code');
    await match(line, [], { customer: 'C-2' });
    assert.equal(await statusOf(line.id), 'MATCHED');
    assert.ok((await b.bills()).every((bill) => bill.allocated === '0'));
  });

  it('can be undone and done again, each by further entries', async () => {
    const line = await lineOf('285', { text: 'x' });
    await match(line, ['B-000002']);
    await undo(line);
    assert.equal(await allocated('B-000002'), '0');
    await match(line, ['B-000005']);
    assert.deepEqual([await allocated('B-000002'), await allocated('B-000005')], ['0', '285']);
    const states = await b.query<{ state: string; n: string }>(
      `select state, count(*) as n from match where rule = 'manual' group by state order by state`,
    );
    assert.deepEqual(states, [
      { state: 'APPLIED', n: '1' },
      { state: 'UNDONE', n: '1' },
    ]);
    assert.equal((await journalEntries(b.books, line.id)).length, 1, 'the receipt itself stays as it was');
  });

  it('offers fresh candidates after an undo and applies none of them, however certain', async () => {
    const line = await lineOf('552.23', { text: 'B-000001' });
    assert.equal(line.status, 'MATCHED');
    await undo(line);
    assert.equal(await statusOf(line.id), 'SUGGESTED');
    assert.deepEqual(await offered(line), [['B-000001']]);
    assert.equal(await allocated('B-000001'), '0');
    await match(line, ['B-000004']);
    assert.deepEqual(await offered(line), [], 'a matched line has no candidates');
    await b.pay({ customer: 'C-1', amount: '552.23', bills: ['B-000001'] });
    await undo(line);
    assert.deepEqual(
      await offered(line),
      [['B-000004'], ['B-000007']],
      'the bill that it names was paid meanwhile, others are of the same amount',
    );
    await b.pay({ customer: 'C-1', amount: '1104.46' });
    assert.equal(await statusOf(line.id), 'UNMATCHED');
  });

  it('does not offer bills that were paid elsewhere, and offers them again when that is undone', async () => {
    const waiting = await lineOf('492.57', { payerName: 'Acme' });
    assert.deepEqual(await offered(waiting), [['B-000003'], ['B-000006'], ['B-000009']]);
    const since = await feedNo();
    const other = await lineOf('492.58', { text: 'B-000003' });
    assert.equal(other.status, 'MATCHED');
    assert.deepEqual(await offered(waiting), [['B-000006'], ['B-000009']]);
    await b.pay({ customer: 'C-3', amount: '0.57', bills: ['B-000006'] });
    assert.deepEqual(await offered(waiting), [['B-000009']], 'a part of B-000006 is paid, so the amount fits no more');
    const changed = (await rows(since)).find((row) => row.id === waiting.id);
    assert.equal(changed?.cells.candidates, 'B-000009', 'sheets learn of it');
    await b.pay({ customer: 'C-3', amount: '492.57', bills: ['B-000009'] });
    assert.deepEqual(await offered(waiting), []);
    assert.equal(await statusOf(waiting.id), 'UNMATCHED');
    assert.deepEqual((await rows(null, { status: 'SUGGESTED' })).length, 0);
    const counts = (await listStatements(b.books, 10)).map(({ suggestedCount, unmatchedCount }) => [
      suggestedCount,
      unmatchedCount,
    ]);
    assert.deepEqual(counts, [
      [0, 0],
      [0, 1],
    ]);
    const before = await feedNo();
    await undo(other);
    assert.deepEqual(await offered(waiting), [['B-000003']]);
    assert.equal((await rows(before)).find((row) => row.id === waiting.id)?.cells.status, 'SUGGESTED');
  });

  it('refuses what cannot be, naming the place, and leaves the line as it was', async () => {
    await b.pay({ customer: 'C-2', amount: '285', bills: ['B-000002'] });
    const line = await lineOf('10', { text: 'x' });
    const out = await lineOf('11', { direction: 'OUT' });
    await refused(match(line, ['B-000001', 'B-000003']), 'reconciliation.bills_of_several_customers');
    await refused(match(line, ['B-000002']), 'payments.bill_not_open');
    await refused(match(line, ['B-123456']), 'value.unknown_code');
    await refused(match(out, ['B-000001']), 'reconciliation.not_incoming');
    await refused(match({ ...line, id: newId() }, ['B-000001']), 'value.unknown_id');
    await refused(match({ ...line, id: 'x' }, ['B-000001']), 'value.not_an_id');
    await refused(undo(line), 'reconciliation.line_not_matched');
    assert.equal(await statusOf(line.id), 'UNMATCHED');
    await match(line, ['B-000001']);
    await refused(match(line, ['B-000004']), 'reconciliation.line_not_waiting');
  });

  it('happens once when two operators match the same line at the same moment', async () => {
    const line = await lineOf('285', { text: 'x' });
    const elsewhere = await b.elsewhere();
    const both = await Promise.allSettled([match(line, ['B-000002']), match(line, ['B-000005'], {}, elsewhere)]);
    const refusal = both.find((each) => each.status === 'rejected')?.reason as { code?: string };
    assert.equal(refusal?.code, 'reconciliation.line_not_waiting');
    const paid = (await b.bills()).filter((bill) => bill.allocated !== '0');
    assert.equal(paid.length, 1);
    const undone = await Promise.allSettled([undo(line), undo(line, elsewhere)]);
    assert.deepEqual(undone.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  });

  it('gives everybody who sends the same request the same answer', async () => {
    const line = await lineOf('285', { text: 'x' });
    const elsewhere = await b.elsewhere();
    const key = newId();
    const input = { key, lineId: line.id, bills: ['B-000002'] };
    const answers = await Promise.all([b.books, elsewhere, b.books].map((books) => matchLine(books, input)));
    assert.deepEqual(answers, [line.id, line.id, line.id]);
    const undoKey = newId();
    await Promise.all([b.books, elsewhere].map((books) => unmatchLine(books, { key: undoKey, lineId: line.id })));
    assert.equal(await allocated('B-000002'), '0');
  });

  it('lets two lines that pay the same bill at the same moment pay it once', async () => {
    const first = await lineOf('285', { text: 'x' });
    const second = await lineOf('286', { text: 'y' });
    const elsewhere = await b.elsewhere();
    const both = await Promise.allSettled([match(first, ['B-000002']), match(second, ['B-000002'], {}, elsewhere)]);
    const refusal = both.find((each) => each.status === 'rejected')?.reason as { code?: string };
    assert.equal(refusal?.code, 'payments.bill_not_open');
    assert.equal(await allocated('B-000002'), '285');
  });

  it('posts today what lies in a month that was closed since, also when undone', async () => {
    const line = await lineOf('285', { on: '2026-10-30', text: 'x' });
    await b.closeMonth('2026-10');
    await match(line, ['B-000002']);
    const [payment] = await b.query<{ id: string; received_on: string }>('select id, received_on from payment');
    await undo(line);
    const entries = await journalEntries(b.books, payment?.id ?? '');
    assert.equal(payment?.received_on, '2026-10-30');
    assert.deepEqual(
      entries.map(({ postingDate }) => postingDate),
      ['2026-11-05', '2026-11-05'],
    );
    await refused(b.importMoves([{ on: '2026-10-31' }]), 'ledger.period_closed', /2026-10/);
  });
});

describe('Imports, matches, undos and payments in any order', () => {
  const CUSTOMERS = ['C-1', 'C-2', 'C-3'];
  const NUMBERS = Array.from({ length: 9 }, (_, i) => `B-00000${i + 1}`);
  const AMOUNTS = ['552.23', '285', '492.57', '100', '185', '0.01', '837.23', '1104.46'];
  const nat = fc.nat(1_000);
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('import' as const),
      moves: fc.array(
        fc.record({
          amount: fc.constantFrom(...AMOUNTS),
          text: fc.constantFrom('x', ...NUMBERS, 'B-000001 B-000004', 'B-000002/B-000003'),
          payerName: fc.constantFrom('王伟', '李娜', 'Acme', 'Nobody'),
          direction: fc.constantFrom('IN' as const, 'IN' as const, 'OUT' as const),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    fc.record({
      kind: fc.constant('match' as const),
      line: nat,
      bills: fc.subarray(NUMBERS, { minLength: 1, maxLength: 2 }),
    }),
    fc.record({
      kind: fc.constant('together' as const),
      line: nat,
      other: nat,
      bills: fc.subarray(NUMBERS, { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ kind: fc.constant('undo' as const), line: nat, together: fc.boolean() }),
    fc.record({
      kind: fc.constant('pay' as const),
      customer: fc.constantFrom(...CUSTOMERS),
      amount: fc.constantFrom(...AMOUNTS),
    }),
    fc.record({ kind: fc.constant('again' as const), file: nat }),
  );
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  /** Does a step; a refusal is an answer like another, anything else is a defect. */
  async function play(b: SmallBooks, files: object[][], each: Step): Promise<void> {
    const nodes = (await listLines(b.books, {}, 500, null)).nodes;
    const line = 'line' in each && nodes.length > 0 ? (nodes[each.line % nodes.length] as LineView) : null;
    const acts = {
      import: async () => {
        if (each.kind !== 'import') return;
        const moves = each.moves.map((move, i) => ({ ...move, amount: money(move.amount), reference: newId() + i }));
        await b.importMoves(moves);
        files.push(moves);
      },
      again: async () => {
        const file = each.kind === 'again' && files.length > 0 ? files[each.file % files.length] : null;
        if (!file) return;
        const { knownLines } = await b.importMoves(file);
        assert.equal(knownLines, file.length, 'a file that comes again adds nothing');
      },
      match: () =>
        line && each.kind === 'match' && matchLine(b.books, { key: newId(), lineId: line.id, bills: each.bills }),
      together: () =>
        line &&
        each.kind === 'together' &&
        matchLinesTogether(b.books, {
          key: newId(),
          lineIds: [line.id, nodes[each.other % nodes.length]?.id ?? ''],
          bills: each.bills,
        }),
      undo: () =>
        line &&
        each.kind === 'undo' &&
        unmatchLine(b.books, { key: newId(), lineId: line.id, together: each.together }),
      pay: () => each.kind === 'pay' && b.pay({ customer: each.customer, amount: each.amount }),
    };
    try {
      await acts[each.kind]();
    } catch (error) {
      if ((error as Error).name !== 'Refusal') throw error;
    }
  }

  it('break no law', async function () {
    this.timeout(180_000);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 15 }), async (steps) => {
        const b = await smallBooks();
        try {
          const files: object[][] = [];
          for (const each of steps) await play(b, files, each);
          await b.clean();
        } finally {
          await b.close();
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  it('break no law when they happen at the same moment', async function () {
    this.timeout(180_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 2, maxLength: 5 }), { minLength: 2, maxLength: 4 }),
        async (rounds) => {
          const b = await smallBooks();
          try {
            const files: object[][] = [];
            for (const round of rounds) await Promise.all(round.map((each) => play(b, files, each)));
            await b.clean();
          } finally {
            await b.close();
          }
        },
      ),
      { numRuns: 8, endOnFailure: true },
    );
  });
});
