import { randomBytes } from 'node:crypto';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Refusal } from '../kernel/errors.ts';

/** Takes one line, or several, for the person who runs the server. */
export type Log = (line: string) => void;

/** Makes of an error as GraphQL writes it, and the error itself, what the client gets. */
export type ErrorFormatter = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** The refusal behind an error, however deep GraphQL wrapped it. */
function refusalIn(error: unknown): Refusal | null {
  for (let inner: unknown = error, hops = 0; inner instanceof Error && hops < 5; hops++) {
    if (inner instanceof Refusal) return inner;
    inner = inner instanceof GraphQLError ? inner.originalError : inner.cause;
  }
  return null;
}

/**
 * How errors leave: a refusal with its code, field and sentence; a mistake in the request as GraphQL words it; anything
 * else as `internal` with an id under which the log has the whole story, and not a word more.
 */
export function errorFormatter(log: Log): ErrorFormatter {
  return (formatted, error) => {
    const { message, locations, path } = formatted;
    const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    const refusal = refusalIn(error);
    if (refusal) {
      return { message, ...place, extensions: extensionsOf(refusal) };
    }
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR')
      return { message, ...place, extensions: { code } };
    return { ...internal(error, log), ...place };
  };
}

/** What a refusal says beside its sentence. */
export function extensionsOf({ code, field, row, line, params }: Refusal): Record<string, unknown> {
  const where = { ...(row === undefined ? {} : { row }), ...(line === undefined ? {} : { line }) };
  return { code, field: field ?? null, ...where, ...(params ? { params } : {}) };
}

/** Logs a defect and gives what may be said about it. */
function internal(error: unknown, log: Log): GraphQLFormattedError {
  const id = randomBytes(6).toString('hex');
  const inner = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  log(`internal error ${id}: ${inner instanceof Error ? (inner.stack ?? inner.message) : String(inner)}`);
  return {
    message: `something went wrong on the server; its log has the details under ${id}`,
    extensions: { code: 'internal', id },
  };
}

const REQUEST_ERRORS: Record<string, { code: string; message: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'request.too_large',
    message: 'the request is larger than 32 MiB; publish in smaller batches',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'request.not_json',
    message: 'send JSON with the content type application/json',
  },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'request.not_json', message: 'the request is not valid JSON' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'request.not_json', message: 'the request is empty; send JSON' },
};

/** Errors before GraphQL sees a request, in the same shape. */
export function requestErrorHandler(log: Log) {
  return (error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void => {
    const status = error.statusCode ?? 500;
    const known = REQUEST_ERRORS[error.code];
    const answer = known
      ? { message: known.message, extensions: { code: known.code } }
      : status < 500
        ? { message: 'the request cannot be understood', extensions: { code: 'request.invalid' } }
        : internal(error, log);
    void reply.code(status).send({ errors: [answer] });
  };
}
