/** `@allow` of the SDL, enforced here and nowhere else. */
import { getDirective, MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql';
import type { Role } from '../access/entities.ts';
import { type Context, requireBooks } from '../context.ts';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';

/** Who may use a field: everybody, every operator (no roles), or operators with one of the roles. */
export interface Allowance {
  public: boolean;
  roles: readonly Role[];
}

/** What the SDL says of a field; null where it says nothing. */
export function allowanceOf(schema: GraphQLSchema, field: Parameters<typeof getDirective>[1]): Allowance | null {
  const [found] = getDirective(schema, field, 'allow') ?? [];
  if (!found) return null;
  return { public: found['public'] === true, roles: (found['roles'] as Role[] | undefined) ?? [] };
}

/**
 * Wraps every field that `@allow` marks, and every field of Query, Mutation and Subscription whether marked or not: one without it is
 * refused to everybody, so that nothing is open by accident.
 */
export function enforceAllow(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType()?.name, schema.getMutationType()?.name, schema.getSubscriptionType()?.name];
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, name, type) => {
      const allowance = allowanceOf(schema, field);
      if (allowance?.public || (!allowance && !roots.includes(type))) return field;
      return guarded(field, `${type}.${name}`, allowance);
    },
  });
}

function guarded(
  field: GraphQLFieldConfig<unknown, Context>,
  name: string,
  allowance: Allowance | null,
): GraphQLFieldConfig<unknown, Context> {
  const { resolve = defaultFieldResolver, subscribe } = field;
  const behind =
    (step: typeof resolve): typeof resolve =>
    (source, args, context, info) => {
      requireAllowed(context, name, allowance);
      return step(source, args, context, info);
    };
  return { ...field, resolve: behind(resolve), ...(subscribe ? { subscribe: behind(subscribe) } : {}) };
}

/**
 * For other doors than GraphQL that do what a field does: the books of somebody who may use it.
 * @throws Refusal `access.sign_in_required`, `access.not_allowed`
 */
export function requireAllowedField(
  schema: GraphQLSchema,
  books: Books | null,
  type: 'Query' | 'Mutation',
  name: string,
): Books {
  const field = (type === 'Query' ? schema.getQueryType() : schema.getMutationType())?.getFields()[name];
  if (!field) throw new Error(`there is no field ${type}.${name}`);
  requireAllowed({ books }, `${type}.${name}`, allowanceOf(schema, field));
  return requireBooks({ books });
}

/** @throws Refusal `access.sign_in_required`, `access.not_allowed` */
function requireAllowed(context: Pick<Context, 'books'>, name: string, allowance: Allowance | null): void {
  const { operator } = requireBooks(context);
  if (!allowance) throw new Refusal('access.not_allowed', `${name} is open to nobody yet`);
  const { roles } = allowance;
  if (operator && (roles.length === 0 || roles.some((role) => operator.roles.includes(role)))) return;
  throw new Refusal(
    'access.not_allowed',
    `${name} needs one of the roles ${roles.join(', ')}; ask somebody who holds it, or an administrator`,
  );
}
