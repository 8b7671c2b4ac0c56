import assert from 'node:assert/strict';
import type { Explanation } from '../../../server/catalog/pricing/explanation.ts';
import { recompute } from '../../../server/catalog/pricing/explanation.ts';
import { priceCommand } from '../../../server/catalog/pricing/price-command.ts';

interface Output {
  exact?: string;
  amount?: string;
  explanation?: Explanation & { at?: string; resetYear?: object };
  error?: { code: string; message: string; field: string | null };
}

function run(...args: string[]): { exitCode: number; output: Output } {
  return priceCommand(args);
}

const WATER =
  '{"model":"GRADUATED","tiers":[{"upTo":180,"unitPrice":5},{"upTo":260,"unitPrice":7},{"upTo":null,"unitPrice":9}],"reset":"YEAR"}';

describe('The command “price”', () => {
  it('prints the exact and the rounded price with an explanation that leads to it', () => {
    const { exitCode, output } = run('--model', '{"model":"PER_UNIT","unitPrice":"0.423625"}', '--quantity', '1000');
    assert.equal(exitCode, 0);
    assert.deepEqual([output.exact, output.amount], ['423.625', '423.63']);
    assert.equal(recompute(output.explanation as Explanation).toFixed(), '423.63');
  });

  it('rounds half to even where asked, and to the minor unit of the currency', () => {
    const model = '{"model":"PER_UNIT","unitPrice":"0.423625"}';
    assert.equal(run('--model', model, '--quantity', '1000', '--rounding', 'HALF_EVEN').output.amount, '423.62');
    assert.equal(run('--model', model, '--quantity=1000', '--currency=JPY').output.amount, '424');
    assert.equal(run('--model', model, '--quantity=1000', '--currency=KWD').output.amount, '423.625');
  });

  it('takes the quantity earlier in the year and names the year of a date', () => {
    const { output } = run('--model', WATER, '--quantity', '20', '--before', '170', '--at', '2026-10-31');
    assert.equal(output.amount, '120.00');
    assert.equal(output.explanation?.at, '2026-10-31');
    assert.deepEqual(output.explanation?.resetYear, { start: '2026-01-01', end: '2027-01-01' });
  });

  it('takes quantities by band, and events', () => {
    const tou = '{"model":"TIME_OF_USE","bands":{"peak":"0.62","flat":"0.52","valley":"0.34"}}';
    assert.equal(run('--model', tou, '--quantity', '{"peak":"50","flat":60,"valley":40}').output.amount, '75.80');
    assert.equal(run('--model', tou, '--quantity', '{"peak":"50"}').output.amount, '31.00');
    const percentage = '{"model":"PERCENTAGE","rate":2.99,"minPerEvent":"1.75","maxPerEvent":12}';
    assert.equal(run('--model', percentage, '--events', '[10, "80", 10000]').output.exact, '16.142');
    assert.equal(
      run('--model', percentage, '--events', '[10, 80, 10000]', '--quantity', '10090').output.exact,
      '16.142',
    );
    assert.equal(run('--model', '{"model":"PERCENTAGE","rate":"2.9"}', '--quantity', '4').output.exact, '0.116');
  });

  it('needs no quantity for a fixed amount', () => {
    assert.equal(run('--model', '{"model":"FIXED","amount":300}').output.amount, '300.00');
  });

  const refused: [string, string[], string, string | null][] = [
    ['a model that is no JSON', ['--model', '{', '--quantity', '1'], 'pricing.model_not_json', 'model'],
    [
      'a shared cost with nobody to share it',
      ['--model', '{"model":"SHARED","basis":"AREA"}', '--quantity', '1', '--weights', '{}'],
      'pricing.pool_without_weight',
      null,
    ],
    ['a quantity that is no number', ['--model', WATER, '--quantity', 'many'], 'value.not_a_number', 'quantity'],
    ['an infinite quantity', ['--model', WATER, '--quantity', 'Infinity'], 'value.not_a_number', 'quantity'],
    ['a negative quantity', ['--model', WATER, '--quantity', '-1'], 'pricing.quantity_negative', 'quantity'],
    [
      'a quantity of 40 digits',
      ['--model', WATER, '--quantity', '9'.repeat(40)],
      'pricing.too_many_digits',
      'quantity',
    ],
    [
      'a negative quantity before',
      ['--model', WATER, '--quantity', '1', '--before', '-5'],
      'pricing.negative',
      'before',
    ],
    [
      'a date that does not exist',
      ['--model', WATER, '--quantity', '1', '--at', '2026-02-30'],
      'value.not_a_date',
      'at',
    ],
    [
      'a currency that is none',
      ['--model', WATER, '--quantity', '1', '--currency', 'yuan'],
      'value.not_a_currency',
      'currency',
    ],
    [
      'an unknown rounding',
      ['--model', WATER, '--quantity', '1', '--rounding', 'DOWN'],
      'value.not_allowed',
      'rounding',
    ],
    [
      'events for a quantity model',
      ['--model', WATER, '--quantity', '1', '--events', '[1]'],
      'pricing.events_not_used',
      'events',
    ],
    [
      'events that do not sum to the quantity',
      ['--model', '{"model":"PERCENTAGE","rate":1}', '--quantity', '5', '--events', '[1,2]'],
      'pricing.quantity_differs',
      'quantity',
    ],
    [
      'events with a negative amount',
      ['--model', '{"model":"PERCENTAGE","rate":1}', '--events', '[1,-2]'],
      'pricing.negative',
      'events[1]',
    ],
    [
      'one quantity for several bands',
      ['--model', '{"model":"TIME_OF_USE","bands":{"peak":1}}', '--quantity', '5'],
      'pricing.bands_missing',
      'quantity',
    ],
    [
      'an unknown band',
      ['--model', '{"model":"TIME_OF_USE","bands":{"peak":1}}', '--quantity', '{"noon":5}'],
      'pricing.band_unknown',
      'quantity',
    ],
  ];
  for (const [what, args, code, field] of refused) {
    it(`refuses ${what} with exit code 1 and the field`, () => {
      const { exitCode, output } = run(...args);
      assert.deepEqual([exitCode, output.error?.code, output.error?.field], [1, code, field]);
      assert.ok((output.error?.message.length ?? 0) > 20);
    });
  }

  const wrong: [string, string[]][] = [
    ['no model', ['--quantity', '1']],
    ['no quantity', ['--model', WATER]],
    ['an unknown option', ['--model', WATER, '--quantity', '1', '--colour', 'red']],
    ['a stray word', ['--model', WATER, '--quantity', '1', 'now']],
    ['an option twice', ['--model', WATER, '--quantity', '1', '--quantity', '2']],
    ['an option without value', ['--model', WATER, '--quantity']],
  ];
  for (const [what, args] of wrong) {
    it(`answers ${what} with exit code 2 and the usage`, () => {
      const { exitCode, output } = run(...args);
      assert.equal(exitCode, 2);
      assert.match(output.error?.message ?? '', /Usage: price --model/);
    });
  }
});
