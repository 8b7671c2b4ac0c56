/** Subscriptions, as server-sent events at `/graphql/stream` (the protocol of graphql-sse, a connection each). */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import type { RequestParams } from 'graphql-sse';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import type { Context } from '../context.ts';
import type { ErrorFormatter } from './errors.ts';
import { PARSE_OPTIONS, requireModest } from './limits.ts';

/**
 * Serves what changes while somebody looks. Sent by POST only, so that no other site's page can open one.
 * @param contextOf gives the resolvers' context of a request
 */
export function serveStreams(
  app: FastifyInstance,
  schema: GraphQLSchema,
  contextOf: (request: FastifyRequest) => Promise<Context>,
  format: ErrorFormatter,
): void {
  // Its type wants a context that any key can be asked of, which an interface is not and an alias of it is.
  const handler = createHandler<Pick<Context, keyof Context>>({
    // Without a token each operation has a connection of its own.
    authenticate: () => null,
    onSubscribe: async (request, params) => argumentsOf(schema, params, await contextOf(request.raw)),
    onOperation: (_context, _request, _arguments, result) =>
      Symbol.asyncIterator in result ? toTheEnd(result as AsyncIterable<ExecutionResult>) : undefined,
    onNext: (_context, _request, result) =>
      result.errors
        ? { ...result, errors: result.errors.map((error) => format(error.toJSON(), error)) as never }
        : undefined,
  });
  app.post('/graphql/stream', (request, reply) => handler(request, reply));
}

/** A stream that fails says so and ends; the library would leave its reader waiting. */
async function* toTheEnd(results: AsyncIterable<ExecutionResult>): AsyncGenerator<ExecutionResult> {
  try {
    yield* results;
  } catch (error) {
    yield {
      errors: [error instanceof GraphQLError ? error : new GraphQLError('failed', { originalError: error as Error })],
    };
  }
}

/** What is executed, or why nothing is. */
function argumentsOf(
  schema: GraphQLSchema,
  { query, variables, operationName }: RequestParams,
  contextValue: Context,
): (ExecutionArgs & { contextValue: Context }) | { errors: readonly GraphQLError[] } {
  try {
    const document = parse(query, PARSE_OPTIONS);
    const errors = validate(schema, document);
    if (errors.length > 0) return { errors };
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
      throw new GraphQLError('only subscriptions are served here', { extensions: { code: 'request.invalid' } });
    }
    requireModest(schema, operation, document, variables ?? {});
    return { schema, document, contextValue, variableValues: variables ?? null, operationName: operationName ?? null };
  } catch (error) {
    return { errors: [error as GraphQLError] };
  }
}
