/** The server's sheets over HTTP, with the two operations that the add-in sends. */
import type { PublishPayload, RowsPage, SheetApi } from '../../addin/sync/api.ts';
import type { Role } from '../../server/access/entities.ts';
import { createOperator } from '../../server/access/operators.ts';
import type { Client } from '../support/client.ts';
import type { BenchTenant } from './tenant.ts';

const PASSWORD = 'a long enough password';

const ROWS = `query Rows($input: RowsInput!) {
  rows(input: $input) { rows { id version archived cells } cursor endCursor hasMore asOf }
}`;

const PUBLISH = `mutation Publish($input: PublishInput!) {
  publish(input: $input) {
    results { index status row { id version archived cells } errors { field code message } }
    cursor
  }
}`;

/** Counts what the server and the wire take of a publish, and in how many requests. */
export interface Counter {
  requests: number;
  seconds: number;
}

/** @param counter gets the requests of publishes added */
export function httpSheets(client: Client, counter: Counter): SheetApi {
  return {
    rows: async (input) => (await client.ask<{ rows: RowsPage }>(ROWS, { input })).rows,
    async publish(input) {
      const began = performance.now();
      const { publish } = await client.ask<{ publish: PublishPayload }>(PUBLISH, { input });
      counter.requests += 1;
      counter.seconds += (performance.now() - began) / 1000;
      return publish;
    },
  };
}

/** Signs a new operator with these roles in. */
export async function signedIn({ books }: BenchTenant, client: Client, roles: Role[]): Promise<Client> {
  await createOperator(books, { login: 'bench', name: 'Bench', password: PASSWORD, roles });
  await client.signIn(books.tenant.code, 'bench', PASSWORD);
  return client;
}
