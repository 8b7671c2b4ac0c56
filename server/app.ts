/** The web server as a whole, listening to nothing yet. */
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { resumeSession } from './access/sessions.ts';
import { STATEMENT_LIMIT } from './config.ts';
import type { Context } from './context.ts';
import type { Orm } from './database/orm.ts';
import { readinessOf } from './database/readiness.ts';
import { serveDemo } from './http/demo.ts';
import { errorFormatter, type Log, requestErrorHandler } from './http/errors.ts';
import { limits, PARSE_OPTIONS } from './http/limits.ts';
import { harden, servePages } from './http/pages.ts';
import { buildSchema } from './http/schema.ts';
import { cookieSetter, tokenOf } from './http/session-token.ts';
import { serveStatements } from './http/statements.ts';
import { serveStreams } from './http/streams.ts';
import { parseExactJson } from './kernel/scalars.ts';
import './wiring.ts';

/** What an application is made of. */
export interface AppOptions {
  orm: Orm;
  /** Turns introspection off and keeps the schema's names out of error messages. */
  production?: boolean;
  /** The built add-in. */
  addinFolder?: string;
  /** The largest statement file that is taken, in bytes. */
  statementLimit?: number;
  /** Takes what the person who runs the server should read: internal errors. */
  log?: Log;
}

const BODY_LIMIT = 32 * 1024 * 1024;
const BUILT_ADDIN = join(import.meta.dirname, '../addin/dist');

/**
 * Makes the application: GraphQL at `/graphql`, large statement files at `/statements`, `/health`, the workbench at `/`. The
 * caller listens (or injects requests), closes it, and closes the ORM after that.
 */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { orm, addinFolder = BUILT_ADDIN, log = console.error } = options;
  // A proxy on this machine may say that it was reached by https; nobody else is believed.
  const app = Fastify({ bodyLimit: BODY_LIMIT, trustProxy: 'loopback', forceCloseConnections: 'idle' });
  app.setErrorHandler(requestErrorHandler(log));
  app.addHook('onRequest', (_request, reply, done) => {
    harden(reply);
    done();
  });
  readJsonExactly(app);
  await app.register(fastifyCookie);
  const schema = buildSchema();
  await serveGraphql(app, options, schema, log);
  await serveStatements(app, { orm, schema, limit: options.statementLimit ?? STATEMENT_LIMIT });
  app.get('/health', async (_request, reply) => {
    const status = await readinessOf(orm);
    return reply
      .code(status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status });
  });
  serveDemo(app, orm);
  await servePages(app, addinFolder);
  return app;
}

/** Numbers in JSON keep the digits they were written with, where Fastify's own parser would round them. */
function readJsonExactly(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseExactJson(body as string));
    } catch {
      done(Object.assign(new Error('not JSON'), { statusCode: 400, code: 'FST_ERR_CTP_INVALID_JSON_BODY' }));
    }
  });
}

async function serveGraphql(
  app: FastifyInstance,
  { orm, production = false }: AppOptions,
  schema: GraphQLSchema,
  log: Log,
): Promise<void> {
  const format = errorFormatter(log);
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    persistedQueries: false,
    parseOptions: PARSE_OPTIONS,
    maxRecursiveSelections: true,
    stopOnTerminationSignals: false,
    formatError: format,
    plugins: [limits, ApolloServerPluginLandingPageDisabled()],
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  const handler = fastifyApolloHandler(apollo, { context: (request, reply) => contextOf(orm, request, reply) });
  app.route({ method: ['GET', 'POST'], url: '/graphql', handler });
  serveStreams(app, schema, (request) => contextOf(orm, request), format);
}

/** @param reply what may carry a cookie back; a stream changes no session */
async function contextOf(orm: Orm, request: FastifyRequest, reply?: FastifyReply): Promise<Context> {
  const token = tokenOf(request);
  const session = token === null ? null : await resumeSession(orm, token);
  return {
    orm,
    books: session?.books ?? null,
    sessionId: session?.sessionId ?? null,
    setSessionCookie: reply ? cookieSetter(request, reply) : () => undefined,
    signal: goneSignal(reply),
    loaders: new Map(),
  };
}

/** A signal that is aborted when the connection closes before the answer was written; a stream ends by itself. */
function goneSignal(reply: FastifyReply | undefined): AbortSignal {
  const gone = new AbortController();
  reply?.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
