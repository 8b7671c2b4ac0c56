/**
 * What one request may ask for. Depth counts fields inside fields; cost counts the objects that an answer could hold,
 * by the list sizes asked for (`first`, in the document or in variables) or ten where none is named.
 */
import type { ApolloServerPlugin } from '@apollo/server';
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import type { Context } from '../context.ts';

/** How much of a document is read at all. */
export const PARSE_OPTIONS = { maxTokens: 20_000 } as const;
export const MAX_DEPTH = 12;
export const MAX_COST = 20_000;
/** Each is at least one transaction; changes in one request besides run one after another. */
const ROOT_FIELD_COST = 100;
const UNNAMED_LIST_SIZE = 10;

/** Size of an operation. */
export interface Measure {
  depth: number;
  cost: number;
}

interface Place {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Readonly<Record<string, unknown>>;
  defaults: ReadonlyMap<string, ValueNode | undefined>;
  /** What fragments came to; without it, fragments within fragments would cost exponential time. */
  known: Map<string, Measure>;
}

/** Measures a valid operation. */
export function measure(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
  variables: Readonly<Record<string, unknown>>,
): Measure {
  const place: Place = {
    schema,
    variables,
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    defaults: new Map(
      operation.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
    ),
    known: new Map(),
  };
  const root = schema.getRootType(operation.operation);
  return root ? measureSelections(place, operation.selectionSet, root, 0, ROOT_FIELD_COST) : { depth: 0, cost: 0 };
}

/** @param listSize how many elements lists in here have, as named by a `first` above them; 0 for unknown */
function measureSelections(
  place: Place,
  { selections }: SelectionSetNode,
  type: GraphQLNamedType,
  listSize: number,
  baseCost: number,
): Measure {
  const total: Measure = { depth: 0, cost: 0 };
  for (const selection of selections) {
    const part =
      selection.kind === Kind.FIELD
        ? measureField(place, selection, type, listSize, baseCost)
        : selection.kind === Kind.INLINE_FRAGMENT
          ? measureSelections(
              place,
              selection.selectionSet,
              (selection.typeCondition && place.schema.getType(selection.typeCondition.name.value)) ?? type,
              listSize,
              baseCost,
            )
          : measureFragment(place, selection.name.value, listSize, baseCost);
    total.depth = Math.max(total.depth, part.depth);
    total.cost += part.cost;
  }
  return total;
}

function measureFragment(place: Place, name: string, listSize: number, baseCost: number): Measure {
  const key = `${name} ${listSize} ${baseCost}`;
  const known = place.known.get(key);
  if (known) return known;
  const fragment = place.fragments.get(name);
  const type = fragment && place.schema.getType(fragment.typeCondition.name.value);
  const measured = type
    ? measureSelections(place, fragment.selectionSet, type, listSize, baseCost)
    : { depth: 0, cost: 0 };
  place.known.set(key, measured);
  return measured;
}

function measureField(
  place: Place,
  node: FieldNode,
  parent: GraphQLNamedType,
  listSize: number,
  baseCost: number,
): Measure {
  const name = node.name.value;
  // Introspection is shut where it matters, and its own nesting is deep by nature.
  if (name.startsWith('__') || !(isObjectType(parent) || isInterfaceType(parent))) return { depth: 1, cost: 0 };
  const field = parent.getFields()[name];
  if (!field) return { depth: 1, cost: 0 };
  const type = getNamedType(field.type);
  const isList = isListType(getNullableType(field.type));
  const asked = sizeAsked(place, field.args, node.arguments ?? []);
  const count = isList ? asked || listSize || UNNAMED_LIST_SIZE : 1;
  if (isLeafType(type) || !node.selectionSet) return { depth: 1, cost: baseCost };
  const inner = measureSelections(place, node.selectionSet, type, isList ? 0 : asked, 0);
  return { depth: 1 + inner.depth, cost: baseCost + count * (1 + inner.cost) };
}

/** The `first` of a field, its own argument or inside its `input`; 0 when it has none. */
function sizeAsked(place: Place, args: readonly GraphQLArgument[], given: readonly ArgumentNode[]): number {
  for (const arg of args) {
    const node = given.find(({ name }) => name.value === arg.name)?.value;
    if (arg.name === 'first') return asSize(valueOf(place, node), arg.defaultValue);
    const input = getNamedType(arg.type);
    const first = isInputObjectType(input) ? input.getFields()['first'] : undefined;
    if (!first) continue;
    const inner =
      node?.kind === Kind.OBJECT
        ? valueOf(place, node.fields.find((field) => field.name.value === 'first')?.value)
        : (valueOf(place, node) as { first?: unknown } | null | undefined)?.first;
    return asSize(inner, first.defaultValue);
  }
  return 0;
}

/** A value as far as sizes need it: numbers and variables, and objects that a variable holds. */
function valueOf(place: Place, node: ValueNode | undefined): unknown {
  if (node?.kind === Kind.INT) return Number(node.value);
  if (node?.kind === Kind.OBJECT) {
    return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, valueOf(place, value)]));
  }
  if (node?.kind !== Kind.VARIABLE) return undefined;
  const name = node.name.value;
  const given = place.variables[name];
  return given === undefined ? valueOf(place, place.defaults.get(name)) : given;
}

function asSize(value: unknown, fallback: unknown): number {
  if (typeof value === 'number') return Math.max(1, value);
  return typeof fallback === 'number' ? fallback : UNNAMED_LIST_SIZE;
}

/** @throws GraphQLError when an operation is too deep or too costly to be resolved */
export function requireModest(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const { depth, cost } = measure(schema, operation, fragments as FragmentDefinitionNode[], variables);
  if (depth > MAX_DEPTH) {
    throw refused('request.too_deep', `the query is ${depth} levels deep; at most ${MAX_DEPTH} are answered`);
  }
  if (!(cost <= MAX_COST)) {
    throw refused(
      'request.too_costly',
      `the query could return about ${Math.round(cost)} objects and at most ${MAX_COST} are answered; ask for smaller pages`,
    );
  }
}

/** Refuses what is too deep or too costly before anything is resolved. */
export const limits: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ schema, operation, document, request }) => {
        if (operation) requireModest(schema, operation, document, request.variables ?? {});
        return Promise.resolve();
      },
    }),
};

function refused(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}
