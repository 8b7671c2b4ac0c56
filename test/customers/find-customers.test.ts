import assert from 'node:assert/strict';
import type { Role } from '../../server/access/entities.ts';
import { listCustomers, listPremises } from '../../server/customers/views.ts';
import type { Books } from '../../server/ledger/books.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { adding } from '../support/publishing.ts';

const TODAY = '2026-11-05';

describe('Finding customers', () => {
  let f: Fixture;
  let books: Books;
  before(async () => {
    f = await fixture(TODAY);
    books = f.books;
    await f.customer('C-1', { name: '王伟', phone: '+86 138-0013 8000' });
    await f.customer('C-2', { name: '李娜', phone: '(021) 6288 1234' });
    await f.customer('C-3', { name: '100% Tea_House', phone: '' });
    await f.premise('CUIHU', { name: '翠湖花园', kind: 'COMMUNITY' });
    const room = { kind: 'ROOM', community_id: f.id('CUIHU') };
    await f.premise('R-101', { ...room, name: '一栋 101', customer_id: f.id('C-1') });
    await f.premise('R-102', { ...room, name: '一栋 102' });
    await f.premise('R-103', { ...room, name: '一栋 103' });
    const lives = (customer: string, startDate: string, endDate: string | null) => ({
      premise: 'R-102',
      customer,
      role: 'TENANT',
      startDate,
      endDate,
    });
    await adding(books, 'OCCUPANCIES', lives('C-1', '2026-01-01', TODAY), lives('C-2', TODAY, null));
    await f.feeItem('PARK');
    await f.binding('B-1', 'C-3', 'PARK', { premise_id: f.id('R-103') });
  });
  after(() => f.close());

  const as = (...roles: Role[]): Books => ({ ...books, operator: { id: f.id('C-1'), name: 'x', roles } });
  const codes = async (search: string, by = books) =>
    (await listCustomers(by, { search }, 50, null)).nodes.map(({ code }) => code);

  it('by a part of code or name', async () => {
    assert.deepEqual(await codes('c-'), ['C-1', 'C-2', 'C-3']);
    assert.deepEqual(await codes('王'), ['C-1']);
    assert.deepEqual(await codes('tea'), ['C-3']);
  });

  it('by the digits of a telephone, however either is written', async () => {
    for (const written of ['13800138000', '138 0013 8000', '138-0013', '+86 138', '8000']) {
      assert.deepEqual(await codes(written), ['C-1'], written);
    }
    assert.deepEqual(await codes('62881234'), ['C-2']);
    assert.deepEqual(await codes('(021) 62'), ['C-2']);
    assert.deepEqual(await codes('380'), [], 'three digits are no telephone');
  });

  it('never by telephone for those who may not see it', async () => {
    assert.deepEqual(await codes('13800138000', as('ANALYST')), []);
    assert.deepEqual(await codes('王', as('ANALYST')), ['C-1']);
    for (const role of ['SERVICE', 'FINANCE'] as const) assert.deepEqual(await codes('13800138000', as(role)), ['C-1']);
    assert.deepEqual(await codes('13800138000', as('ANALYST', 'SERVICE')), ['C-1']);
  });

  it('by a premise that they own, live in today or are charged for', async () => {
    assert.deepEqual(await codes('R-101'), ['C-1']);
    assert.deepEqual(await codes('102'), ['C-2'], 'whoever moved out is not found any more');
    assert.deepEqual(await codes('一栋 103'), ['C-3']);
    assert.deepEqual(await codes('一栋'), ['C-1', 'C-2', 'C-3']);
    assert.deepEqual(await codes('翠湖'), [], 'a community is nobody’s premise');
  });

  it('by one code alone, and each with their premises', async () => {
    const exact = async (code: string) => (await listCustomers(books, { code }, 50, null)).nodes.map((one) => one.code);
    assert.deepEqual([await exact('C-1'), await exact('c-1'), await exact('C')], [['C-1'], [], []]);
    const places = async (customer: string) =>
      (await listPremises(books, { customer }, 50, null)).nodes.map(({ code }) => code);
    assert.deepEqual(await Promise.all(['C-1', 'C-2', 'C-3', 'C-9'].map(places)), [
      ['R-101'],
      ['R-102'],
      ['R-103'],
      [],
    ]);
  });

  it('finds whoever has a premise exactly among those whose premises it lists', async () => {
    for (const premise of ['R-101', 'R-102', 'R-103']) {
      const holders: string[] = [];
      for (const customer of ['C-1', 'C-2', 'C-3']) {
        const { nodes } = await listPremises(books, { customer }, 50, null);
        if (nodes.some(({ code }) => code === premise)) holders.push(customer);
      }
      assert.deepEqual(await codes(premise), holders);
    }
  });

  it('takes signs of a pattern for themselves', async () => {
    assert.deepEqual(await codes('100%'), ['C-3']);
    assert.deepEqual(await codes('tea_'), ['C-3']);
    assert.deepEqual(await codes('%'), ['C-3']);
    assert.deepEqual(await codes("'; drop table customer; --"), []);
  });
});
