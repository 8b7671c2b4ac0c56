/**
 * The door for large statement files: `POST /statements?key=…&fileName=…[&bankAccount=…][&profile=…]` with the file as the body.
 * It goes to the disk as it comes, and is imported from there as `importStatement` does it: whole or not at all.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { resumeSession } from '../access/sessions.ts';
import type { Orm } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import { bytesOfFile } from '../reconciliation/formats/large/bytes.ts';
import { importFile } from '../reconciliation/import-statement.ts';
import { requireAllowedField } from './allow.ts';
import { extensionsOf } from './errors.ts';
import { tokenOf } from './session-token.ts';

export interface StatementDoor {
  orm: Orm;
  /** Who may import is what the schema says of the mutation. */
  schema: GraphQLSchema;
  /** The largest file, in bytes. */
  limit: number;
}

const MB = 1024 * 1024;

const QUERY = {
  type: 'object',
  required: ['key', 'fileName'],
  properties: {
    key: { type: 'string', minLength: 1, maxLength: 200 },
    fileName: { type: 'string', maxLength: 1000 },
    bankAccount: { type: 'string', maxLength: 200 },
    profile: { type: 'string', maxLength: 200 },
  },
} as const;

type Query = { key: string; fileName: string; bankAccount?: string; profile?: string };
type Upload = FastifyRequest<{ Querystring: Query }>;

/** Serves the door. The content type is one that no form of another site can send. */
export async function serveStatements(app: FastifyInstance, door: StatementDoor): Promise<void> {
  const importing = new Set<string>();
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/octet-stream', (_request, payload, parsed) => parsed(null, payload));
    scope.post<{ Querystring: Query }>(
      '/statements',
      {
        bodyLimit: door.limit,
        schema: { querystring: QUERY },
        onRequest: async (request, reply) => {
          const books = await allowedBooks(door, request).catch((error: unknown) => refuse(reply, error));
          if (books) opened.set(request, books);
        },
      },
      async (request, reply) => {
        try {
          return await reply.send({ data: await receive(door, opened.get(request) as Books, request, importing) });
        } catch (error) {
          return refuse(reply, error);
        }
      },
    );
    done();
  });
}

/** Whose books a request is about; asked before any of its body is read. */
const opened = new WeakMap<object, Books>();

/** @throws Refusal `access.sign_in_required`, `access.not_allowed`, `statement.too_large` */
async function allowedBooks({ orm, schema, limit }: StatementDoor, request: FastifyRequest): Promise<Books> {
  const token = tokenOf(request);
  const session = token === null ? null : await resumeSession(orm, token);
  const books = requireAllowedField(schema, session?.books ?? null, 'Mutation', 'importStatement');
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > limit) throw tooLarge(length, limit);
  return books;
}

const STATUS: Readonly<Record<string, number>> = {
  'access.sign_in_required': 401,
  'access.not_allowed': 403,
  'statement.too_large': 413,
  'statement.import_under_way': 429,
};

/** Refusals leave in the shape of GraphQL's errors; anything else is a defect. */
async function refuse(reply: FastifyReply, error: unknown): Promise<undefined> {
  if (!(error instanceof Refusal)) throw error;
  await reply
    .code(STATUS[error.code] ?? 422)
    // What is left of the body is not read.
    .header('connection', 'close')
    .send({ errors: [{ message: error.message, extensions: extensionsOf(error) }] });
  return undefined;
}

function tooLarge(size: number, limit: number): Refusal {
  const [has, most] = [Math.ceil(size / MB), Math.floor(limit / MB)];
  const message = `The file has ${has} MB, and this server takes at most ${most} MB (STATEMENT_LIMIT_MB). Export a shorter period.`;
  return new Refusal('statement.too_large', message, { params: { size: String(has), limit: String(most) } });
}

/** One file at a time for each tenant, so that nobody fills the server's disk and memory alone. */
async function receive(door: StatementDoor, books: Books, request: Upload, importing: Set<string>) {
  const { id } = books.tenant;
  if (importing.has(id)) {
    const message = 'another large file of yours is being imported; wait until it is done, then send this one again';
    throw new Refusal('statement.import_under_way', message);
  }
  importing.add(id);
  const folder = await mkdtemp(join(tmpdir(), 'suanpan-statement-'));
  try {
    const { path, size, hash } = await save(request.body as Readable, folder, door.limit);
    return { importStatement: await importFile(books, request.query, bytesOfFile(path, size), hash) };
  } finally {
    importing.delete(id);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes a body to the disk as it comes; what is packed by GZIP is unpacked. @throws Refusal `statement.too_large`, `statement.cut_file` */
async function save(body: Readable, folder: string, limit: number) {
  const sent = join(folder, 'sent');
  const hash = createHash('sha256');
  const received = counting(limit, (part) => hash.update(part));
  await pipeline(body, received.stream, createWriteStream(sent));
  const digest = hash.digest('hex');
  if (!received.isGzip()) return { path: sent, size: received.size(), hash: digest };
  const path = join(folder, 'unpacked');
  const unpacked = counting(limit, () => undefined);
  try {
    await pipeline(createReadStream(sent), createGunzip(), unpacked.stream, createWriteStream(path));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('statement.cut_file', 'The GZIP file is cut or damaged. Fetch it again.');
  }
  return { path, size: unpacked.size(), hash: digest };
}

/** Counts what flows through, and ends it where it is too much. */
function counting(limit: number, look: (part: Buffer) => unknown) {
  let size = 0;
  let begin = Buffer.alloc(0);
  const stream = new Transform({
    transform(part: Buffer, _encoding, next) {
      if (begin.length < 2) begin = Buffer.concat([begin, part.subarray(0, 2)]);
      size += part.length;
      look(part);
      if (size > limit) next(tooLarge(size, limit));
      else next(null, part);
    },
  });
  return { stream, size: () => size, isGzip: () => begin[0] === 0x1f && begin[1] === 0x8b };
}
