import assert from 'node:assert/strict';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql } from 'graphql';
import type { Context } from '../../server/context.ts';
import type { Role } from '../../server/generated/schema.ts';
import { enforceAllow } from '../../server/http/allow.ts';
import type { Refusal } from '../../server/kernel/errors.ts';

const schema = enforceAllow(
  makeExecutableSchema<Context>({
    typeDefs: `
      directive @allow(roles: [Role!]! = [], public: Boolean! = false) on FIELD_DEFINITION
      enum Role { FINANCE ANALYST }
      type Query {
        forgotten: String
        signedIn: String @allow
        person: Person @allow(roles: [FINANCE, ANALYST])
        open: Person @allow(public: true)
      }
      type Mutation { forgotten: String }
      type Person { name: String phone: String @allow(roles: [FINANCE]) }`,
    resolvers: {
      Query: {
        forgotten: () => 'open by accident',
        signedIn: () => 'yes',
        person: () => ({ name: 'Li', phone: '138' }),
        open: () => ({ name: 'Li', phone: '138' }),
      },
      Mutation: { forgotten: () => 'written by accident' },
    },
  }),
);

/** Asks as an operator with these roles, or as a stranger. */
async function ask(source: string, roles: Role[] | null) {
  const books = roles && { operator: { id: '1', name: 'Li', roles } };
  const { data, errors = [] } = await graphql({ schema, source, contextValue: { books } });
  const codes = errors.map(({ originalError, path }) => `${path?.join('.')}: ${(originalError as Refusal).code}`);
  return { data: JSON.parse(JSON.stringify(data)) as unknown, codes };
}

describe('The gate before fields', () => {
  it('refuses a field of Query or Mutation that the SDL says nothing about, to everybody', async () => {
    for (const source of ['{ forgotten }', 'mutation { forgotten }']) {
      assert.deepEqual(await ask(source, ['FINANCE', 'ANALYST']), {
        data: { forgotten: null },
        codes: ['forgotten: access.not_allowed'],
      });
    }
  });

  it('opens a field without roles to every operator, and to no stranger', async () => {
    assert.deepEqual((await ask('{ signedIn }', ['ANALYST'])).data, { signedIn: 'yes' });
    assert.deepEqual((await ask('{ signedIn }', null)).codes, ['signedIn: access.sign_in_required']);
  });

  it('hides one field of a row and says so at its place, while the rest is answered', async () => {
    assert.deepEqual(await ask('{ person { name phone } }', ['ANALYST']), {
      data: { person: { name: 'Li', phone: null } },
      codes: ['person.phone: access.not_allowed'],
    });
    assert.deepEqual(await ask('{ person { name phone } }', ['ANALYST', 'FINANCE']), {
      data: { person: { name: 'Li', phone: '138' } },
      codes: [],
    });
  });

  it('guards fields also where the way to them is public', async () => {
    assert.deepEqual(await ask('{ open { name phone } }', null), {
      data: { open: { name: 'Li', phone: null } },
      codes: ['open.phone: access.sign_in_required'],
    });
  });

  it('is not passed by an alias or a fragment', async () => {
    const { codes } = await ask('{ x: forgotten ...F } fragment F on Query { y: forgotten }', ['FINANCE']);
    assert.deepEqual(codes, ['x: access.not_allowed', 'y: access.not_allowed']);
  });
});
