import assert from 'node:assert/strict';
import fc from 'fast-check';
import browserAssert, { isDeepEqual } from './suite-page/assert.ts';

/** Values of the kinds that the contract compares. */
const plain = fc.letrec((tie) => ({
  leaf: fc.constantFrom<unknown>(0, -0, 1, NaN, '', 'a', null, undefined, true, false),
  node: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('node'), { maxKeys: 2, noNullPrototype: true }),
    fc.array(fc.tuple(fc.constantFrom('a', 'b'), tie('node')), { maxLength: 2 }).map((entries) => new Map(entries)),
    fc.array(tie('leaf'), { maxLength: 3 }).map((members) => new Set(members)),
  ),
})).node;

function nodeSays(a: unknown, b: unknown): boolean {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
}

describe('The assertions of the page for real Excel', () => {
  it('take the same values for equal as Node does', () => {
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        assert.equal(isDeepEqual(a, b), nodeSays(a, b));
        assert.equal(isDeepEqual(a, structuredClone(a)), true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('tell objects of different classes, lists with holes and dates apart', () => {
    const pairs: [unknown, unknown][] = [
      [{}, []],
      [[undefined], Array.from({ length: 1 })],
      [new Date(1), new Date(2)],
      [new Map(), new Set()],
      [{ a: undefined }, {}],
      [Object.create(null), {}],
    ];
    for (const [a, b] of pairs) assert.equal(isDeepEqual(a, b), nodeSays(a, b));
  });

  it('name what differs', async () => {
    assert.throws(() => browserAssert.equal(1, 2), { name: 'AssertionError', actual: 1, expected: 2 });
    assert.throws(() => browserAssert.deepEqual([1], [2], 'rows'), { message: 'rows' });
    assert.throws(() => browserAssert.ok(0, 'nothing'), { message: 'nothing' });
    const refused = Promise.reject(Object.assign(new Error('no'), { code: 'x' }));
    await browserAssert.rejects(refused, { code: 'x', message: 'no' });
    await browserAssert.rejects(() => refused, { code: 'x' });
    await assert.rejects(browserAssert.rejects(refused, { code: 'y' }), { name: 'AssertionError' });
    await assert.rejects(browserAssert.rejects(Promise.resolve(), { code: 'x' }), { name: 'AssertionError' });
  });
});
