import assert from 'node:assert/strict';
import {
  type GraphQLField,
  type GraphQLType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { DATASETS as SHEETS } from '../../addin/datasets/datasets.ts';
import { cellRefusal, DATASETS, datasetPermission, rowRefusal } from '../../server/access/permissions.ts';
import type { Context } from '../../server/context.ts';
import type { DatasetName, Role } from '../../server/generated/schema.ts';
import { allowanceOf } from '../../server/http/allow.ts';
import { buildSchema } from '../../server/http/schema.ts';
import { newId } from '../../server/kernel/ids.ts';
import { loginOf, openTestApp, operatorWithRole, ROLES, type TestApp } from '../support/app.ts';
import { DATASET_TABLE, FIELD_TABLE, LETTERS } from './permissions.table.ts';

const schema = buildSchema();

interface GuardedField {
  /** `Query.bills`. */
  name: string;
  type: string;
  field: GraphQLField<unknown, Context>;
}

/** Every field of Query, Mutation and Subscription, and every other one that carries `@allow`. */
function guardedFields(): GuardedField[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      Object.values(isObjectType(type) ? type.getFields() : {}).map((field) => ({
        name: `${type.name}.${field.name}`,
        type: type.name,
        field: field as GraphQLField<unknown, Context>,
      })),
    )
    .filter(
      ({ type, field }) =>
        ['Query', 'Mutation', 'Subscription'].includes(type) ||
        field.astNode?.directives?.some(({ name }) => name.value === 'allow'),
    );
}

/** What the SDL says, in the letters of the table. */
function lettersOf({ field }: GuardedField): string {
  const allowance = allowanceOf(schema, { ...field, args: {} } as never);
  if (!allowance) return 'nobody';
  if (allowance.public) return 'public';
  return allowance.roles.length === 0 ? 'everybody' : lettersFor(allowance.roles);
}

const lettersFor = (roles: readonly Role[]) =>
  ROLES.map((role) => (roles.includes(role) ? LETTERS[role] : '.')).join('');

/** Any value that a type takes; what it leads to does not matter here. */
function anyValue(type: GraphQLType): unknown {
  if (isNonNullType(type)) return anyValue(type.ofType);
  if (isListType(type)) return [];
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named)) {
    const needed = Object.values(named.getFields()).filter(({ type: each }) => isNonNullType(each));
    return Object.fromEntries(needed.map((each) => [each.name, anyValue(each.type)]));
  }
  const values: Record<string, unknown> = {
    ID: newId(), Int: 1, Boolean: true, Date: '2026-10-31', Month: '2026-10', Decimal: '1', Cells: {}, JSON: {},
  }; // biome-ignore format: a list reads better packed
  return values[named.name] ?? 'x';
}

/** A document that asks for one root field with as little as it takes. */
function documentFor({ type, field }: GuardedField): { query: string; variables: Record<string, unknown> } {
  const needed = field.args.filter((arg) => isNonNullType(arg.type));
  const declared = needed.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = needed.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return {
    query: `${type.toLowerCase()}${declared && ` (${declared})`} { ${field.name}${passed && `(${passed})`}${selection} }`,
    variables: Object.fromEntries(needed.map((arg) => [arg.name, anyValue(arg.type)])),
  };
}

describe('Who may use which field', () => {
  it('is what the committed table says, for every field of the SDL', () => {
    const found = Object.fromEntries(guardedFields().map((each) => [each.name, lettersOf(each)]));
    assert.deepEqual(found, FIELD_TABLE);
  });

  describe('over HTTP', () => {
    let test: TestApp;
    const proofs = new Map<Role, { authorization: string }>();
    const roots = guardedFields().filter(({ type }) => type === 'Query' || type === 'Mutation');

    before(async () => {
      test = await openTestApp();
      for (const role of ROLES) {
        await operatorWithRole(test.books, role);
        proofs.set(role, await test.signIn(loginOf(role)));
      }
    });
    after(() => test.close());

    for (const root of roots.filter(({ name }) => name !== 'Mutation.signOut' && name !== 'Mutation.signIn')) {
      it(`${root.name} answers those of the table and refuses everybody else`, async () => {
        const letters = FIELD_TABLE[root.name] ?? 'nobody';
        const { query, variables } = documentFor(root);
        const stranger = await test.ask(query, { variables });
        assert.equal(stranger.errors[0]?.extensions.code, letters === 'public' ? undefined : 'access.sign_in_required');
        for (const role of ROLES) {
          const answer = await test.ask(query, { variables, headers: proofs.get(role) as { authorization: string } });
          const allowed = letters === 'everybody' || letters === 'public' || letters.includes(LETTERS[role]);
          const refused = answer.errors.some(
            ({ path, extensions }) => extensions.code === 'access.not_allowed' && path?.length === 1,
          );
          assert.equal(answer.status, 200, `${role}: ${JSON.stringify(answer.errors)}`);
          assert.equal(refused, !allowed, `${role}: ${JSON.stringify(answer.errors)}`);
        }
      });
    }
  });
});

describe('Who may read and edit which dataset', () => {
  it('is what the committed table says, for every role', () => {
    const found = Object.fromEntries(
      DATASETS.map((dataset) => [
        dataset,
        Object.fromEntries(ROLES.map((role) => [role, words(datasetPermission([role], dataset))])),
      ]),
    );
    assert.deepEqual(found, DATASET_TABLE);
  });

  it('knows the columns that sheets can edit, and no others', () => {
    for (const { name, columns, editable } of Object.values(SHEETS)) {
      const declared = editable ? columns.filter((column) => column.editable).map(({ id }) => id) : [];
      const all = datasetPermission(ROLES, name).editableColumns;
      assert.deepEqual(all.toSorted(), declared.toSorted(), name);
    }
  });

  it('agrees with the fields of the schema that read the same rows', () => {
    const fields: Partial<Record<DatasetName, string>> = {
      FEE_ITEMS: 'Query.feeItems', CUSTOMERS: 'Query.customers', PREMISES: 'Query.premises', METERS: 'Query.meter',
      RUN_LINES: 'Query.billingRun', BILLS: 'Query.bills', PAYMENTS: 'Query.payment',
      STATEMENT_LINES: 'Query.statementLines', KPIS: 'Query.kpis',
    }; // biome-ignore format: a list reads better packed
    for (const [dataset, field] of Object.entries(fields)) {
      const readers = ROLES.filter((role) => datasetPermission([role], dataset as DatasetName).readable);
      assert.equal(lettersFor(readers), FIELD_TABLE[field], `${dataset} and ${field}`);
    }
  });

  it('adds up roles: a clerk with FINANCE and PRICING edits everything that can be edited in bindings', () => {
    const finance = datasetPermission(['FINANCE'], 'BINDINGS');
    assert.ok(!finance.editableColumns.includes('discountValue'));
    assert.equal(finance.reason, 'access.needs_role_pricing');
    const clerk = datasetPermission(['FINANCE', 'PRICING'], 'BINDINGS');
    assert.ok(clerk.editableColumns.includes('discountValue') && clerk.editableColumns.includes('quantity'));
    assert.equal(clerk.reason, null);
  });

  it('shows contact details to an analyst who is also in customer service, except what both do not see', () => {
    assert.deepEqual(datasetPermission(['ANALYST', 'SERVICE'], 'CUSTOMERS').hiddenColumns, ['bankAccount']);
    assert.deepEqual(datasetPermission(['ANALYST', 'AUDITOR'], 'CUSTOMERS').hiddenColumns, []);
  });

  it('lets nobody edit a column that they do not see', () => {
    for (const dataset of DATASETS) {
      for (const role of ROLES) {
        const { editableColumns, hiddenColumns, readable } = datasetPermission([role], dataset);
        assert.deepEqual(
          editableColumns.filter((column) => hiddenColumns.includes(column)),
          [],
        );
        assert.ok(readable || editableColumns.length === 0);
      }
    }
  });

  it('names the role that a cell needs, or says that nobody changes it', () => {
    assert.equal(cellRefusal(['FINANCE'], 'PRICES', 'price')?.code, 'access.needs_role_pricing');
    assert.equal(cellRefusal(['SERVICE'], 'CUSTOMERS', 'name')?.code, 'access.needs_role_finance');
    assert.equal(cellRefusal(['PRICING'], 'FEE_ITEMS', 'status')?.code, 'access.column_read_only');
    assert.equal(cellRefusal(['PRICING'], 'FEE_ITEMS', '__proto__')?.code, 'access.column_read_only');
    assert.equal(cellRefusal(['SERVICE'], 'CUSTOMERS', 'phone'), null);
  });

  it('lets those who own the rows of a sheet add them, and names them to others', () => {
    assert.equal(rowRefusal(['FINANCE'], 'CUSTOMERS'), null);
    assert.equal(rowRefusal(['SERVICE'], 'CUSTOMERS')?.code, 'access.needs_role_finance');
    assert.equal(rowRefusal(['PRICING'], 'BINDINGS')?.code, 'access.needs_role_finance');
    assert.equal(rowRefusal(ROLES, 'BILLS')?.code, 'access.dataset_read_only');
  });
});

/** A permission in short: what is read, without which columns, what is edited, whether rows are added, why not more. */
function words(permission: ReturnType<typeof datasetPermission>): string {
  const { readable, hiddenColumns, editableColumns, mayAddRows, reason } = permission;
  return [
    readable ? 'reads' : 'no',
    ...(hiddenColumns.length > 0 ? [`without ${hiddenColumns.join(' ')}`] : []),
    ...(editableColumns.length > 0 ? [`edits ${editableColumns.join(' ')}`] : []),
    ...(mayAddRows ? ['adds rows'] : []),
    ...(reason === null ? [] : [reason]),
  ].join(', ');
}
