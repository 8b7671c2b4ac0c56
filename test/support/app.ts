/** The application on a fresh database with a tenant and an operator per role, asked over injected HTTP. */
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { createOperator } from '../../server/access/operators.ts';
import { createApp } from '../../server/app.ts';
import { type Orm, openOrm } from '../../server/database/orm.ts';
import type { Role } from '../../server/generated/schema.ts';
import type { Books } from '../../server/ledger/books.ts';
import { createTenant, openBooks } from '../../server/ledger/tenants.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

export const ROLES: readonly Role[] = [
  'FINANCE_VIEWER', 'FINANCE', 'PRICING', 'SERVICE', 'APPROVER', 'ADMIN', 'ANALYST', 'AUDITOR',
]; // biome-ignore format: a list reads better packed

export const PASSWORD = 'a long enough password';

/** What GraphQL answers. */
export interface Answer {
  status: number;
  // biome-ignore lint: answers are looked into freely
  data: Record<string, unknown> | null;
  errors: { message: string; path?: (string | number)[]; extensions: { code: string; field?: string | null } }[];
  cookies: { name: string; value: string; [attribute: string]: unknown }[];
}

export interface TestApp {
  app: FastifyInstance;
  orm: Orm;
  database: TestDatabase;
  /** The tenant `cuihu`, opened by the product itself. */
  books: Books;
  /** What was logged. */
  logged: string[];
  ask(query: string, options?: { variables?: object; headers?: Record<string, string> }): Promise<Answer>;
  inject(options: InjectOptions): Promise<LightMyRequestResponse>;
  /** Signs in and gives the header that proves it. */
  signIn(login: string, tenant?: string): Promise<{ authorization: string }>;
  close(): Promise<void>;
}

/** Makes an operator whose login is the role's name in lower case. */
export function operatorWithRole(books: Books, role: Role): Promise<string> {
  return createOperator(books, { login: loginOf(role), name: role, password: PASSWORD, roles: [role] });
}

export const loginOf = (role: Role): string => role.toLowerCase();

export async function openTestApp(
  options: { production?: boolean; addinFolder?: string; statementLimit?: number } = {},
): Promise<TestApp> {
  const database = await freshDatabase();
  const orm = await openOrm(database.serverUrl, 6);
  await createTenant(orm, { code: 'cuihu', name: '翠湖物业', currency: 'CNY', timeZone: 'Asia/Shanghai' });
  const books = (await openBooks(orm, 'cuihu')) as Books;
  const logged: string[] = [];
  const app = await createApp({ orm, log: (line) => logged.push(line), ...options });
  const inject = (request: InjectOptions) => app.inject(request);
  const ask: TestApp['ask'] = async (query, { variables, headers } = {}) => {
    const response = await inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify({ query, variables }),
    });
    const { data = null, errors = [] } = response.json<Partial<Answer>>();
    return { status: response.statusCode, data, errors, cookies: response.cookies };
  };
  return {
    app,
    orm,
    database,
    books,
    logged,
    ask,
    inject,
    signIn: async (login, tenant = 'cuihu') => {
      const variables = { input: { tenant, login, password: PASSWORD } };
      const answer = await ask('mutation ($input: SignInInput!) { signIn(input: $input) { token } }', { variables });
      const { token } = (answer.data ?? {})['signIn'] as { token: string };
      return { authorization: `Bearer ${token}` };
    },
    close: async () => {
      await app.close();
      await orm.close(true);
      await database.drop();
    },
  };
}
