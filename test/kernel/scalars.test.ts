import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { buildSchema, GraphQLError, type GraphQLSchema, graphql } from 'graphql';
import { parseExactJson, scalars } from '../../server/kernel/scalars.ts';

/** A schema that gives back what it took, and what it took it for. */
function echoSchema(): GraphQLSchema {
  const names = Object.keys(scalars);
  const schema = buildSchema(
    `${names.map((name) => `scalar ${name}`).join('\n')} type Query { ${names.map((name) => `${name}(x: ${name}): JSON`).join('\n')} }`,
  );
  for (const [name, scalar] of Object.entries(scalars)) {
    Object.assign(schema.getType(name) as object, {
      parseValue: scalar.parseValue,
      parseLiteral: scalar.parseLiteral,
      serialize: scalar.serialize,
    });
    const field = schema.getQueryType()?.getFields()[name];
    if (field) field.resolve = (_root, args: { x: unknown }) => args.x;
  }
  return schema;
}

const schema = echoSchema();

/** The refusal behind the errors of an answer, however GraphQL wrapped it. */
function unwrapped(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? unwrapped(error.originalError) : error;
}

async function literal(name: string, text: string): Promise<unknown> {
  const { data, errors } = await graphql({ schema, source: `{ ${name}(x: ${text}) }` });
  if (errors) throw unwrapped(errors[0]);
  return data?.[name];
}

async function variable(name: string, json: string): Promise<unknown> {
  const variableValues = parseExactJson(`{"x": ${json}}`) as Record<string, unknown>;
  const { data, errors } = await graphql({ schema, source: `query ($x: ${name}) { ${name}(x: $x) }`, variableValues });
  if (errors) throw unwrapped(errors[0]);
  return data?.[name];
}

describe('Scalars', () => {
  it('take decimals as text, and numbers with exactly the digits they were written with', async () => {
    assert.equal(await literal('Decimal', '"2.850"'), '2.850');
    assert.equal(await literal('Decimal', '2.850'), '2.850');
    assert.equal(await literal('Decimal', '12345678901234567890.123456789012'), '12345678901234567890.123456789012');
    assert.equal(await literal('Decimal', '-0.1'), '-0.1');
    assert.equal(await literal('Decimal', '1e3'), '1000');
    assert.equal(await variable('Decimal', '0.1'), '0.1');
    assert.equal(await variable('Decimal', '12345678901234567.89'), '12345678901234567.89');
    assert.equal(await variable('Decimal', '123456789012345678'), '123456789012345678');
    assert.equal(await variable('Decimal', '" 7 "'), '7');
  });

  it('refuse decimals that are none', async () => {
    for (const json of ['"abc"', '"1,5"', '""', 'true', '{}', '[]', '"NaN"', '"Infinity"', `"${'9'.repeat(101)}"`]) {
      await assert.rejects(variable('Decimal', json), json);
    }
    await assert.rejects(variable('Decimal', '"1,234.5"'), { code: 'value.not_a_number' });
  });

  it('write decimals as plain text', () => {
    assert.equal(scalars.Decimal.serialize('423.63'), '423.63');
    assert.equal(scalars.Decimal.serialize(0), '0');
    assert.equal(scalars.Decimal.serialize(1e21), '1000000000000000000000');
  });

  it('take dates and months that exist', async () => {
    assert.equal(await variable('Date', '"2026-10-31"'), '2026-10-31');
    assert.equal(await literal('Month', '"2026-10"'), '2026-10');
    await assert.rejects(variable('Date', '"2026-02-30"'), { code: 'value.not_a_date' });
    await assert.rejects(variable('Date', '20261031'));
    await assert.rejects(variable('Month', '"2026-13"'), { code: 'value.not_a_month' });
  });

  it('write moments of PostgreSQL as ISO 8601 in UTC, and refuse other forms on the way in', async () => {
    assert.equal(scalars.DateTime.serialize('2026-10-31 08:00:00.123456+08'), '2026-10-31T00:00:00.123Z');
    assert.equal(await variable('DateTime', '"2026-10-31T08:00:00+08:00"'), '2026-10-31T00:00:00.000Z');
    await assert.rejects(variable('DateTime', '"yesterday"'), { code: 'value.not_a_moment' });
  });

  it('take cells whatever they hold, for one bad cell may not cost the other rows', async () => {
    assert.deepEqual(
      await variable('Cells', '{"a": "x", "b": null, "c": 1.50, "d": true, "e": {"f": [1]}, "g": 12345678901234567.5}'),
      {
        a: 'x',
        b: null,
        c: '1.5',
        d: 'true',
        e: '{"f":[1]}',
        g: '12345678901234567.5',
      },
    );
    assert.deepEqual(await literal('Cells', '{ a: 1.50, b: "x", c: null, d: [1] }'), {
      a: '1.50',
      b: 'x',
      c: null,
      d: '[1]',
    });
    for (const json of ['[]', '"x"', '7']) assert.deepEqual(await variable('Cells', json), {});
  });

  it('never fail on cells, and always give text or null', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const cells = scalars.Cells.parseValue(value);
        assert.ok(Object.values(cells).every((cell) => cell === null || typeof cell === 'string'));
      }),
    );
  });

  it('cannot be used to change the prototype of an object', async () => {
    const cells = scalars.Cells.parseValue(parseExactJson('{"__proto__": {"polluted": "yes"}}'));
    assert.equal(Object.getPrototypeOf(cells), Object.prototype);
    assert.equal((cells as { polluted?: string }).polluted, undefined);
  });
});

describe('Exact JSON', () => {
  it('gives what JSON.parse gives wherever that loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        assert.deepEqual(parseExactJson(text), JSON.parse(text));
      }),
    );
  });

  it('keeps the digits of numbers that a JS number would change', () => {
    const written = [
      '9007199254740993',
      '0.1234567890123456789',
      '1e400',
      '-123456789.123456789',
      '[12345678901234567]',
    ];
    for (const text of written) {
      const [found] = [parseExactJson(`{"x":${text}}`) as { x: unknown }].map(
        ({ x }) => (Array.isArray(x) ? x[0] : x) as unknown,
      );
      assert.equal(found, text.replaceAll(/[[\]]/g, ''), text);
    }
  });

  it('refuses what is no JSON', () => {
    assert.throws(() => parseExactJson('{"x": 12345678901234567890,}'), SyntaxError);
  });
});
