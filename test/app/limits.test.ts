import assert from 'node:assert/strict';
import { ApolloServer } from '@apollo/server';
import { buildSchema, type FragmentDefinitionNode, type OperationDefinitionNode, parse, validate } from 'graphql';
import type { Context } from '../../server/context.ts';
import { limits, MAX_COST, MAX_DEPTH, measure } from '../../server/http/limits.ts';

const schema = buildSchema(`
  type Query { bills(first: Int = 50): Bills  find(input: Find!): Bills  bill: Bill  all: [Bill]  me: String }
  input Find { text: String, first: Int = 20 }
  type Bills { nodes: [Bill!]!  more: Boolean }
  type Bill { id: ID  customer: Customer  charges(first: Int): [Charge!]! }
  type Customer { name: String  bills(first: Int = 50): Bills }
  type Charge { amount: String  bill: Bill }
`);

function sizeOf(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  assert.deepEqual(validate(schema, document), []);
  const [operation, ...fragments] = document.definitions;
  return measure(schema, operation as OperationDefinitionNode, fragments as FragmentDefinitionNode[], variables);
}

const ROOT = 100;

/** A query whose deepest field lies at a depth: `charges` and `bill` by turns. */
function deep(depth: number): string {
  const fields = Array.from({ length: depth - 1 }, (_, i) => (i % 2 === 0 ? 'bill' : 'charges(first: 1)'));
  return `{ ${fields.join(' { ')} { __typename }${' }'.repeat(depth - 1)}`;
}

describe('The size of a query', () => {
  it('is the depth of its deepest field', () => {
    assert.equal(sizeOf('{ me }').depth, 1);
    assert.equal(sizeOf('{ me bill { customer { name } } }').depth, 3);
    assert.equal(sizeOf('{ bill { ...B } } fragment B on Bill { customer { ... on Customer { name } } }').depth, 3);
  });

  it('counts one for an object, nothing for plain fields, a hundred for each root field', () => {
    assert.equal(sizeOf('{ me }').cost, ROOT);
    assert.equal(sizeOf('{ bill { id } }').cost, ROOT + 1);
    assert.equal(sizeOf('{ a: bill { id } b: bill { id } }').cost, 2 * (ROOT + 1));
  });

  it('multiplies by `first`, by its default, or by ten for a list that names no size', () => {
    assert.equal(sizeOf('{ bills(first: 7) { nodes { id } } }').cost, ROOT + 1 + 7);
    assert.equal(sizeOf('{ bills { nodes { id } } }').cost, ROOT + 1 + 50);
    assert.equal(sizeOf('{ all { id } }').cost, ROOT + 10);
    assert.equal(sizeOf('{ all { charges { amount } } }').cost, ROOT + 10 * (1 + 10));
    assert.equal(sizeOf('{ all { charges(first: 3) { amount } } }').cost, ROOT + 10 * (1 + 3));
  });

  it('counts sizes in variables, their defaults, and inside an input object', () => {
    const query = 'query ($n: Int = 30) { bills(first: $n) { nodes { id } } }';
    assert.equal(sizeOf(query, { n: 400 }).cost, ROOT + 1 + 400);
    assert.equal(sizeOf(query).cost, ROOT + 1 + 30);
    const find = 'query ($input: Find!) { find(input: $input) { nodes { id } } }';
    assert.equal(sizeOf(find, { input: { first: 900 } }).cost, ROOT + 1 + 900);
    assert.equal(sizeOf(find, { input: {} }).cost, ROOT + 1 + 20);
    assert.equal(sizeOf('{ find(input: { first: 5 }) { nodes { id } } }').cost, ROOT + 1 + 5);
    const inside = 'query ($n: Int) { find(input: { first: $n }) { nodes { id } } }';
    assert.equal(sizeOf(inside, { n: 70 }).cost, ROOT + 1 + 70);
  });

  it('does not get smaller by negative, odd or missing sizes', () => {
    for (const n of [-5, 0, null, 'many', {}]) {
      assert.ok(sizeOf('query ($n: Int) { bills(first: $n) { nodes { id } } }', { n }).cost > ROOT, JSON.stringify(n));
    }
  });

  it('multiplies lists within lists', () => {
    const { cost } = sizeOf('{ bills(first: 100) { nodes { customer { bills { nodes { charges { amount } } } } } } }');
    assert.equal(cost, ROOT + 1 + 100 * (1 + (1 + 1 + 50 * (1 + 10))));
    assert.ok(cost > MAX_COST);
  });

  it('measures fragments within fragments without taking exponential time', () => {
    const chain = Array.from(
      { length: 40 },
      (_, i) =>
        `fragment F${i} on Bill { customer { bills { nodes { ...F${i + 1} } } } c: customer { bills { nodes { ...F${i + 1} } } } }`,
    );
    const { depth, cost } = sizeOf(`{ bill { ...F0 } } ${chain.join('\n')} fragment F40 on Bill { id }`);
    assert.equal(depth, 1 + 40 * 3 + 1);
    assert.ok(cost > MAX_COST);
  });
});

describe('The limits of a query', () => {
  const server = new ApolloServer<Context>({ schema, plugins: [limits] });
  const context = { contextValue: {} as Context };
  const codeOf = async (query: string, variables = {}) => {
    const { body, http } = await server.executeOperation({ query, variables }, context);
    assert.ok(body.kind === 'single');
    return { code: body.singleResult.errors?.[0]?.extensions?.['code'], status: http.status };
  };

  after(() => server.stop());

  it('let pass what is as deep as allowed, and refuse one level more', async () => {
    assert.equal((await codeOf(deep(MAX_DEPTH))).code, undefined);
    assert.deepEqual(await codeOf(deep(MAX_DEPTH + 1)), { code: 'request.too_deep', status: 400 });
  });

  it('refuse what costs too much, before anything is resolved', async () => {
    const query = 'query ($n: Int) { bills(first: $n) { nodes { id } } }';
    assert.equal((await codeOf(query, { n: 5_000 })).code, undefined);
    assert.deepEqual(await codeOf(query, { n: MAX_COST }), { code: 'request.too_costly', status: 400 });
  });
});
