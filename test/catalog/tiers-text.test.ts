import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatTiers, parseTiers, type TierJson } from '../../server/catalog/tiers-text.ts';

describe('Tiers in a cell', () => {
  it('reads tiers, the last one open', () => {
    assert.deepEqual(parseTiers('0-180: 5 | 180-260: 7 | 260+: 9'), [
      { upTo: '180', unitPrice: '5' },
      { upTo: '260', unitPrice: '7' },
      { upTo: null, unitPrice: '9' },
    ]);
  });

  it('reads flat fees, and takes a finite last tier as it is', () => {
    assert.deepEqual(parseTiers('0-10: 5 + 20 | 10-20.5: 4.25'), [
      { upTo: '10', unitPrice: '5', flatFee: '20' },
      { upTo: '20.5', unitPrice: '4.25' },
    ]);
  });

  it('reads what a Chinese keyboard and Excel make of the signs', () => {
    assert.deepEqual(parseTiers('０–180：5｜180～260： 7；260＋:9'), parseTiers('0-180: 5 | 180-260: 7 | 260+: 9'));
  });

  it('reads packages, flat prices of steps and percentages, and writes them back', () => {
    const packages = [
      { upTo: '1000', unitPrice: '5', packageSize: '100', flatFee: '2' },
      { upTo: null, unitPrice: '4' },
    ];
    assert.deepEqual(parseTiers('0-1000: 5/100 + 2 | 1000+: 4'), packages);
    assert.equal(formatTiers(packages), '0-1000: 5/100 + 2 | 1000+: 4');
    const steps = [
      { upTo: '10', flatFee: '99' },
      { upTo: null, flatFee: '199' },
    ];
    assert.deepEqual(parseTiers('0-10: 99 | 10+: 199', 'flatFee'), steps);
    assert.equal(formatTiers(steps, 'flatFee'), '0-10: 99 | 10+: 199');
    const rates = [{ upTo: null, rate: '1', flatFee: '200' }];
    assert.deepEqual(parseTiers('0+: 1 + 200', 'rate'), rates);
    assert.equal(formatTiers(rates, 'rate'), '0+: 1 + 200');
  });

  for (const [text, code] of [
    ['5', 'catalog.tiers_not_readable'],
    ['0-180: five', 'catalog.tiers_not_readable'],
    ['0-180: -5', 'catalog.tiers_not_readable'],
    ['|', 'catalog.tiers_not_readable'],
    ['10-180: 5', 'catalog.tiers_gap'],
    ['0-180: 5 | 181-260: 7', 'catalog.tiers_gap'],
    ['0+: 5 | 180-260: 7', 'catalog.tiers_gap'],
  ] as const) {
    it(`refuses ${text}`, () => {
      assert.throws(() => parseTiers(text), { code });
    });
  }

  it('gives every list of tiers back as it was written', () => {
    const cents = (min: number) => fc.integer({ min, max: 10_000_000 }).map((n) => String(n / 100));
    const tier = fc.record({ width: fc.integer({ min: 1, max: 500 }), unitPrice: cents(0), fee: fc.option(cents(1)) });
    fc.assert(
      fc.property(fc.array(tier, { minLength: 1, maxLength: 8 }), fc.boolean(), (list, open) => {
        let bound = 0;
        const tiers = list.map(({ width, unitPrice, fee }, index): TierJson => {
          bound += width;
          const upTo = open && index === list.length - 1 ? null : String(bound);
          return fee === null ? { upTo, unitPrice } : { upTo, unitPrice, flatFee: fee };
        });
        assert.deepEqual(parseTiers(formatTiers(tiers) as string), tiers);
      }),
    );
  });

  it('shows no tiers that a cell cannot say', () => {
    assert.equal(formatTiers([{ upTo: null, rate: '5' }]), null);
    assert.equal(formatTiers('x'), null);
  });
});
