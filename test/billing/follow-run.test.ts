/** A run followed over server-sent events, by the client that the pane uses. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { createClient } from 'graphql-sse';
import { createOperator } from '../../server/access/operators.ts';
import { signIn } from '../../server/access/sessions.ts';
import { createApp } from '../../server/app.ts';
import { postBillingRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import type { Role } from '../../server/generated/schema.ts';
import { newId } from '../../server/kernel/ids.ts';
import { loginOf, PASSWORD } from '../support/app.ts';
import { type SmallBooks, smallBooks } from '../support/small-books.ts';

interface Told {
  status: string;
  postedCount: number;
  customerCount: number;
}

const PROGRESS = `subscription ($id: ID!) { billingRunProgress(id: $id) { status postedCount customerCount } }`;

describe('Following a billing run', () => {
  let books: SmallBooks;
  let app: FastifyInstance;
  let address: string;

  before(async () => {
    books = await smallBooks();
    for (const role of ['FINANCE', 'PRICING'] as Role[]) {
      await createOperator(books.books, { login: loginOf(role), name: role, password: PASSWORD, roles: [role] });
    }
    app = await createApp({ orm: books.orm, log: () => undefined });
    await app.listen({ port: 0, host: '127.0.0.1' });
    address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  });
  after(async () => {
    await app?.close();
    await books?.close();
  });

  const preview = (month: string) =>
    previewRun(books.books, { key: newId(), month, scope: { kind: 'ALL' }, issueDate: '2026-12-01' });

  /** Everything told until the server ends it, and the code of an error. */
  async function follow(id: string, role: Role | null, query = PROGRESS) {
    const token = role && (await signIn(books.orm, { tenant: 'test', login: loginOf(role), password: PASSWORD })).token;
    const client = createClient({
      url: `${address}/graphql/stream`,
      headers: token ? { authorization: `Bearer ${token}` } : {},
      retryAttempts: 0,
    });
    const told: Told[] = [];
    for await (const { data, errors } of client.iterate<{ billingRunProgress: Told }>({ query, variables: { id } })) {
      if (errors) return { told, code: errors[0]?.extensions?.['code'] };
      if (data) told.push(data.billingRunProgress);
    }
    client.dispose();
    return { told, code: null };
  }

  it('tells how it stands, then each step until it is posted, and ends', async () => {
    const run = await preview('2026-11');
    const posting = postBillingRun(books.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
    await posting;
    const { told, code } = await follow(run.id, 'FINANCE');
    assert.equal(code, null);
    assert.deepEqual(told.at(-1), { status: 'POSTED', postedCount: 3, customerCount: 3 });
    const counts = told.map(({ postedCount }) => postedCount);
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => a - b),
    );
  });

  it('tells a run that stands still once', async () => {
    const run = await preview('2026-12');
    const { told } = await follow(run.id, 'FINANCE');
    assert.deepEqual(
      told.map(({ status }) => status),
      ['PREVIEWED'],
    );
  });

  it('is for those who may see runs, and for signed-in people', async () => {
    const run = await preview('2026-12');
    assert.equal((await follow(run.id, 'PRICING')).code, 'access.not_allowed');
    assert.equal((await follow(run.id, null)).code, 'access.sign_in_required');
  });

  it('knows no run of that id, and says so', async () => {
    assert.equal((await follow(newId(), 'FINANCE')).code, 'billing.run_unknown');
  });

  it('serves no queries, where the limits of queries do not hold', async () => {
    for (const query of ['{ viewer { tenant { code } } }', 'subscription {', 'subscription { nothing }']) {
      const response = await fetch(`${address}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({ query }),
      });
      const text = await response.text();
      assert.match(text, /"errors":\[/);
      assert.doesNotMatch(text, /"data":\{/);
    }
  });
});
