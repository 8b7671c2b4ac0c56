/**
 * Sessions: a sign-in gives a token, of which only the SHA-256 is stored. The token names its tenant, so that a request
 * finds its session under row-level security in one look.
 */
import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Database, Orm } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import { newId, sha256 } from '../kernel/ids.ts';
import { type Books, readAs } from '../ledger/books.ts';
import { booksOf, openBooks } from '../ledger/tenants.ts';
import { write } from '../ledger/unit-of-work.ts';
import { verifyPassword } from './passwords.ts';
import { SignInThrottle } from './throttle.ts';

const LIFETIME_MS = 12 * 3_600_000;
const TOKEN = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** What a person types to sign in. */
export interface Credentials {
  tenant: string;
  login: string;
  password: string;
}

/** An open session with the books it opens. */
export interface OpenSession {
  books: Books;
  sessionId: string;
}

/** A session that was just opened; the token is seen here and never again. */
export interface NewSession extends OpenSession {
  token: string;
  expiresAt: Date;
}

type OperatorRow = Selectable<Database['operator']>;

const throttle = new SignInThrottle();

/**
 * Opens a session of twelve hours. Takes as long for an unknown tenant or login as for a wrong password.
 * @throws Refusal `access.sign_in_refused` (whichever part was wrong), `access.too_many_attempts`
 */
export async function signIn(orm: Orm, credentials: Credentials, now: Date = new Date()): Promise<NewSession> {
  const tenantCode = credentials.tenant.trim().toLowerCase();
  const login = credentials.login.trim().toLowerCase();
  const key = sha256(`${tenantCode}\n${login}`);
  throttle.begin(key, now.getTime());
  const found = await findOperator(orm, tenantCode, login, now);
  const fits = await verifyPassword(found?.operator.password_hash, credentials.password);
  if (!found || !fits) {
    throw new Refusal(
      'access.sign_in_refused',
      'no active operator has this tenant, login and password; check all three',
    );
  }
  throttle.succeeded(key);
  return openSession(found.books, now);
}

async function findOperator(orm: Orm, tenantCode: string, login: string, now: Date) {
  const books = await openBooks(orm, tenantCode, null, now);
  if (!books) return null;
  const operator = await readAs(orm, books.tenant.id, (db) =>
    db
      .selectFrom('operator')
      .selectAll()
      .where('tenant_id', '=', books.tenant.id)
      .where('login', '=', login)
      .where('active', '=', true)
      .executeTakeFirst(),
  );
  return operator ? { operator, books: { ...books, operator: actingOperator(operator) } } : null;
}

function actingOperator({ id, name, roles }: OperatorRow): NonNullable<Books['operator']> {
  return { id, name, roles };
}

async function openSession(books: Books, now: Date): Promise<NewSession> {
  const token = `${books.tenant.id}.${randomBytes(32).toString('base64url')}`;
  const sessionId = newId();
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  const operatorId = (books.operator as NonNullable<Books['operator']>).id;
  await write(books, 'access.sign_in', async (work) => {
    await work.db
      .insertInto('session')
      .values({
        tenant_id: work.tenantId,
        id: sessionId,
        operator_id: operatorId,
        token_hash: sha256(token),
        expires_at: expiresAt.toISOString(),
      })
      .execute();
    work.audit({ noun: 'Session', rowId: sessionId, action: 'SIGNED_IN', after: { operatorId } });
  });
  return { books, sessionId, token, expiresAt };
}

/** The open session of a token; null when it is unknown, expired, revoked, or its operator is no longer active. */
export async function resumeSession(orm: Orm, token: string, now: Date = new Date()): Promise<OpenSession | null> {
  const tenantId = TOKEN.exec(token)?.[1];
  if (tenantId === undefined) return null;
  return readAs(orm, tenantId, async (db) => {
    const session = await db
      .selectFrom('session')
      .select(['id', 'operator_id'])
      .where('tenant_id', '=', tenantId)
      .where('token_hash', '=', sha256(token))
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now.toISOString())
      .executeTakeFirst();
    if (!session) return null;
    const operator = await db
      .selectFrom('operator')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('id', '=', session.operator_id)
      .where('active', '=', true)
      .executeTakeFirst();
    const tenant = await db.selectFrom('tenant').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst();
    if (!operator || !tenant) return null;
    return { books: booksOf(orm, tenant, actingOperator(operator), now), sessionId: session.id };
  });
}

/** Ends a session at once, wherever its token still is. */
export async function signOut({ books, sessionId }: OpenSession, now: Date = new Date()): Promise<void> {
  await write(books, 'access.sign_out', async (work) => {
    const ended = await work.db
      .updateTable('session')
      .set({ revoked_at: now.toISOString() })
      .where('tenant_id', '=', work.tenantId)
      .where('id', '=', sessionId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (ended.numUpdatedRows > 0n) work.audit({ noun: 'Session', rowId: sessionId, action: 'SIGNED_OUT' });
  });
}
