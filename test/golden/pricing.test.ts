/**
 * Published pricing cases, each with the amount that its source expects. They are others' data and not part of this
 * repository: they run where the folder `shared/data` lies beside the checkout.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { type GoldenCase, mapped, NOT_YET } from './pricing-adapter.ts';

const FILE = new URL('../../../shared/data/pricing/golden.tsv', import.meta.url);

function readCases(): GoldenCase[] {
  const [, ...rows] = readFileSync(FILE, 'utf8').split(/\r?\n/);
  return rows
    .filter((row) => row !== '')
    .map((row) => {
      const [id, , kind, parameters, quantity, expected, currency] = row.split('\t');
      return {
        id: id as string,
        kind: kind as string,
        parameters: JSON.parse(parameters as string),
        quantity: quantity as string,
        expected: expected as string,
        currency: currency as string,
      };
    });
}

describe('Published pricing cases', () => {
  if (!existsSync(FILE)) {
    it.skip('run only beside the folder shared/data with pricing/golden.tsv');
    return;
  }
  const cases = readCases();

  it('are there at all', () => {
    assert.ok(cases.length > 50, `only ${cases.length} cases`);
  });

  for (const golden of cases) {
    const reason = NOT_YET[golden.kind];
    if (reason !== undefined) {
      it.skip(`${golden.id} ${golden.kind}: ${reason}`);
      continue;
    }
    it(`${golden.id} ${golden.kind} ${golden.quantity} gives ${golden.expected}`, () => {
      const found = mapped(golden);
      // Some sources expect the unrounded value, others the rounded one; the adapter says which it compares.
      assert.ok(found.eq(golden.expected), `${found.toFixed()} instead of ${golden.expected}`);
    });
  }
});
