import assert from 'node:assert/strict';
import { quote } from '../../server/catalog/quote.ts';
import type { Books } from '../../server/ledger/books.ts';
import type { DatasetRow } from '../../server/ledger/dataset.ts';
import type { Answer } from '../../server/sync/answers.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, adding, allRows, archived, changed, publishing, summary } from '../support/publishing.ts';

const price = (effectiveFrom: string, effectiveTo: string | null = null, more: Record<string, string | null> = {}) => ({
  feeItem: 'F-1',
  effectiveFrom,
  effectiveTo,
  model: 'PER_UNIT',
  price: '2.85',
  ...more,
});

describe('Prices in a sheet', () => {
  let f: Fixture;
  let books: Books;
  beforeEach(async () => {
    f = await fixture('2026-10-31');
    books = f.books;
    await f.feeItem('F-1');
    await f.feeItem('F-2');
  });
  afterEach(() => f.close());

  const publish = (...rows: Parameters<typeof publishing>[2]) => publishing(books, 'PRICES', rows);
  const models = async () =>
    (await f.query<{ model: object }>('select model from price_version order by effective_from')).map(
      ({ model }) => model,
    );

  it('become the model that they say, and are shown as they were written', async () => {
    const graduated = { model: 'GRADUATED', price: null, tiers: '0-180:5|180-260:7|260+:9', reset: 'YEAR' };
    const rows = await adding(
      books,
      'PRICES',
      price('2024-01-01', '2025-01-01', { model: 'FIXED', price: '300.00' }),
      price('2025-01-01', '2026-01-01', { price: '0.123456789012' }),
      price('2026-01-01', null, graduated),
    );
    const tiers = [
      { upTo: '180', unitPrice: '5' },
      { upTo: '260', unitPrice: '7' },
      { upTo: null, unitPrice: '9' },
    ];
    assert.deepEqual(await models(), [
      { model: 'FIXED', amount: '300' },
      { model: 'PER_UNIT', unitPrice: '0.123456789012' },
      { model: 'GRADUATED', tiers, reset: 'YEAR' },
    ]);
    assert.deepEqual(rows[2]?.cells, {
      ...price('2026-01-01', null, { ...graduated, tiers: '0-180: 5 | 180-260: 7 | 260+: 9' }),
      proration: 'ACTUAL_DAYS',
      customerGroup: null,
      region: null,
      terms: null,
      note: null,
    });
    const asked = { feeItem: 'F-1', quantity: '40', before: '170', at: '2026-10-31' };
    assert.equal((await quote(books, asked)).amount, '260.00');
    await assert.rejects(quote(books, { ...asked, at: '2023-01-01' }), { code: 'pricing.no_price' });
  });

  for (const [model, cells, json] of [
    [
      'PACKAGE',
      { price: '100', terms: 'freeUnits: 5;packageSize：10' },
      { packagePrice: '100', packageSize: '10', freeUnits: '5' },
    ],
    [
      'PERCENTAGE',
      { price: '1.3', terms: 'fixedFee: 2; freeEvents: 3' },
      { rate: '1.3', fixedFee: '2', freeEvents: 3 },
    ],
    ['VOLUME', { tiers: '0-10: 5 + 20 | 10+: 4/100' }, null],
    ['STAIRSTEP', { tiers: '0-10: 99 | 10+: 199' }, null],
    ['GRADUATED_PERCENTAGE', { tiers: '0-10: 1 + 200 | 10+: 2' }, null],
    [
      'TIME_OF_USE',
      { terms: 'flat: 0.52; peak: 0.62; valley: 0.34' },
      { bands: { peak: '0.62', flat: '0.52', valley: '0.34' } },
    ],
    [
      'FORMULA',
      { terms: 'expression: if(area > 90, area * 单价, 200) + fee; fee: 10; 单价: 2.85; minimum: 20' },
      { expression: 'if(area > 90, area * 单价, 200) + fee', variables: { fee: '10', 单价: '2.85' }, minimum: '20' },
    ],
    [
      'SHARED',
      { terms: 'basis: AREA; vacant: EXCLUDED; excludedPremises: A-1, A-2' },
      { basis: 'AREA', vacant: 'EXCLUDED', excludedPremises: ['A-1', 'A-2'] },
    ],
    [
      'PER_UNIT',
      { price: '2', terms: 'escalator: 3 from 2026-01-01; seasons: [{"months":[7,8],"unitPrice":"3"}]' },
      {
        unitPrice: '2',
        escalator: { rate: '3', from: '2026-01-01' },
        seasons: [{ months: [7, 8], unitPrice: '3' }],
      },
    ],
  ] as const) {
    it(`edit a price of the model ${model}, and find it unchanged when it is published again as it was shown`, async () => {
      const sent = price('2026-01-01', null, { model, price: null, ...cells });
      const [row] = (await adding(books, 'PRICES', sent)) as [DatasetRow];
      if (json !== null) assert.deepEqual(await models(), [{ model, ...json }]);
      const again = await publish(changed(row, row.cells));
      assert.deepEqual(again.map(summary), ['UNCHANGED']);
      const [stored] = await allRows(books, 'PRICES');
      assert.deepEqual(stored?.cells, row.cells);
    });
  }

  it('hold side by side in several price lists, the most specific one first', async () => {
    await adding(
      books,
      'PRICES',
      price('2026-01-01', null, { price: '1' }),
      price('2026-01-01', null, { price: '2', region: 'EAST' }),
      price('2026-06-01', '2026-09-01', { price: '3', customerGroup: 'VIP' }),
      price('2026-07-01', '2026-08-01', { price: '4', customerGroup: 'VIP', region: 'EAST' }),
    );
    const [again] = await publish(added(price('2026-08-01', null, { customerGroup: 'VIP' })));
    assert.equal(summary(again as Answer), 'REFUSED effectiveFrom: catalog.price_overlap');
    const of = async (at: string, customerGroup: string, region: string) =>
      (await quote(books, { feeItem: 'F-1', quantity: '1', at, customerGroup, region })).exact;
    const july = ['2026-07-15', '2026-06-15', '2026-10-01'];
    assert.deepEqual(await Promise.all(july.map((at) => of(at, 'VIP', 'EAST'))), ['4', '3', '2']);
    assert.deepEqual(await Promise.all(july.map((at) => of(at, 'VIP', 'WEST'))), ['3', '3', '1']);
    assert.deepEqual(await Promise.all(july.map((at) => of(at, 'NEW', ''))), ['1', '1', '1']);
  });

  for (const [what, cells, expected] of [
    ['text where the price belongs', { price: 'free' }, 'price: value.not_a_number'],
    ['a price below zero', { price: '-1' }, 'price: value.out_of_range'],
    ['more than 12 decimals', { price: '0.1234567890123' }, 'price: value.too_many_decimals'],
    ['16 digits before the point', { price: '1234567890123456' }, 'price: value.too_many_digits'],
    ['a formula error', { price: '#N/A' }, 'price: value.formula_error'],
    ['no price', { price: null }, 'price: value.required'],
    ['a fee item that nobody knows', { feeItem: 'F-9' }, 'feeItem: value.unknown_code'],
    ['2026-02-30', { effectiveFrom: '2026-02-30' }, 'effectiveFrom: value.not_a_date'],
    ['tiers of a unit price', { tiers: '0+: 5' }, 'tiers: catalog.tiers_not_used'],
    ['a reset of a unit price', { reset: 'YEAR' }, 'reset: catalog.reset_not_used'],
    ['tiers with a price beside them', { model: 'GRADUATED', tiers: '0+: 5' }, 'price: catalog.price_not_used'],
    [
      'tiers that cannot be read',
      { model: 'GRADUATED', price: null, tiers: 'cheap' },
      'tiers: catalog.tiers_not_readable',
    ],
    ['tiers without any', { model: 'GRADUATED', price: null }, 'tiers: value.required'],
    [
      'tiers that do not rise',
      { model: 'GRADUATED', price: null, tiers: '0-0: 5 | 0-0: 7' },
      'tiers: pricing.tiers_out_of_order',
    ],
    ['a model that nobody knows', { model: 'MAGIC' }, 'model: value.unknown_option'],
    ['terms that cannot be read', { terms: 'cheap' }, 'terms: catalog.terms_not_readable'],
    ['terms of another model', { terms: 'packageSize: 10' }, 'terms: pricing.field_unknown'],
    ['the same term twice', { terms: 'minimum: 1; minimum: 2' }, 'terms: catalog.terms_not_readable'],
    [
      'a formula of unknown names',
      { model: 'FORMULA', price: null, terms: 'expression: area * rent' },
      'terms: pricing.formula_unknown_name',
    ],
    ['a wrong season', { terms: 'seasons: [{"months":[13]}]' }, 'terms: pricing.value_not_allowed'],
  ] as const) {
    it(`refuse ${what} at its cell`, async () => {
      const [answer] = await publish(added(price('2026-01-01', null, cells)));
      assert.equal(summary(answer as Answer), `REFUSED ${expected}`);
    });
  }

  it('refuse a time that another version of the fee item has, naming its dates', async () => {
    await adding(books, 'PRICES', price('2026-01-01', '2026-07-01'));
    const answers = await publish(
      added(price('2026-06-30', '2026-08-01')),
      added(price('2026-07-01', '2026-10-01')),
      added(price('2026-09-30')),
      added(price('2026-01-01', null, { feeItem: 'F-2' })),
    );
    const overlap = 'REFUSED effectiveFrom: catalog.price_overlap';
    assert.deepEqual(answers.map(summary), [overlap, 'APPLIED', overlap, 'APPLIED']);
    assert.match(answers[0]?.errors[0]?.message ?? '', /from 2026-01-01 until 2026-07-01/);
    assert.match(answers[2]?.errors[0]?.message ?? '', /from 2026-07-01 until 2026-10-01/);
  });

  it('move the boundary between two versions in one publish, in either order of the rows', async () => {
    const [a, b] = (await adding(books, 'PRICES', price('2026-01-01', '2026-07-01'), price('2026-07-01'))) as [
      DatasetRow,
      DatasetRow,
    ];
    const later = await publish(changed(a, { effectiveTo: '2026-09-01' }), changed(b, { effectiveFrom: '2026-09-01' }));
    assert.deepEqual(later.map(summary), ['APPLIED', 'APPLIED']);
    const [a2, b2] = later.map(({ row }) => row) as [DatasetRow, DatasetRow];
    const earlier = await publish(
      changed(b2, { effectiveFrom: '2026-03-01' }),
      changed(a2, { effectiveTo: '2026-03-01' }),
    );
    assert.deepEqual(earlier.map(summary), ['APPLIED', 'APPLIED']);
  });

  it('refuse the other half of a move when one half is refused', async () => {
    const [a, b] = (await adding(books, 'PRICES', price('2026-01-01', '2026-07-01'), price('2026-07-01'))) as [
      DatasetRow,
      DatasetRow,
    ];
    const answers = await publish(
      changed(a, { effectiveTo: '2026-09-01' }),
      changed(b, { effectiveFrom: '2026-09-01', price: 'x' }),
    );
    assert.deepEqual(answers.map(summary), [
      'REFUSED effectiveFrom: catalog.price_overlap',
      'REFUSED price: value.not_a_number',
    ]);
  });

  it('end a version and begin a new one in one publish', async () => {
    const [a] = (await adding(books, 'PRICES', price('2026-01-01'))) as [DatasetRow];
    const answers = await publish(
      added(price('2026-11-01', null, { price: '3' })),
      changed(a, { effectiveTo: '2026-11-01' }),
    );
    assert.deepEqual(answers.map(summary), ['APPLIED', 'APPLIED']);
  });

  it('leave the time of an archived version to others', async () => {
    const [a] = (await adding(books, 'PRICES', price('2026-01-01'))) as [DatasetRow];
    const answers = await publish(added(price('2026-01-01')), archived(a));
    assert.deepEqual(answers.map(summary), ['APPLIED', 'APPLIED']);
  });

  it('keep what is not touched of a model, and change the model when it is asked for', async () => {
    const model = { model: 'PER_UNIT', unitPrice: 2, minimum: '10' };
    const id = await f.price('F-1', model);
    const [first] = await publish(changed({ id, version: 1 }, { note: 'n' }));
    assert.equal(first?.status, 'APPLIED');
    assert.deepEqual(await models(), [model]);
    const [second] = await publish(changed({ id, version: 2 }, { price: '3' }));
    assert.equal(second?.status, 'APPLIED');
    assert.deepEqual(await models(), [{ model: 'PER_UNIT', unitPrice: '3', minimum: '10' }]);
    const [third] = await publish(changed({ id, version: 3 }, { model: 'GRADUATED', price: null, tiers: '0+: 1' }));
    assert.equal(third?.row?.cells['reset'], 'PERIOD');
    const [fourth] = await publish(changed({ id, version: 4 }, { model: 'FIXED', price: '9', tiers: null }));
    assert.deepEqual([fourth?.status, fourth?.row?.cells['reset']], ['APPLIED', null]);
    assert.equal(fourth?.row?.cells['terms'], 'minimum: 10');
    assert.deepEqual(await models(), [{ model: 'FIXED', amount: '9', minimum: '10' }]);
  });
});
