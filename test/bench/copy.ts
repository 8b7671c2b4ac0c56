/** COPY by the driver's own hands: how fast the database takes rows at all. */
import type { Connection } from 'pg';
import { type BenchTenant, byHand } from './tenant.ts';

type Row = Record<string, unknown>;
type Table = Parameters<BenchTenant['bareCopyOf']>[0];

const MOST_ROWS = 100_000;

/** @returns rows a second of a COPY of what a table holds, at most 100,000 rows, into a bare one */
export async function copyRate(tenant: BenchTenant, table: Table): Promise<number> {
  const bare = await tenant.bareCopyOf(table);
  let rate = 0;
  await byHand(tenant, {}, async (client) => {
    const asText = { getTypeParser: () => (text: string) => text };
    const { rows } = await client.query<Row>({ text: `select * from ${table} limit ${MOST_ROWS}`, types: asText });
    const began = performance.now();
    await copyRows(client, bare, rows);
    rate = Math.round((rows.length / (performance.now() - began)) * 1000);
  });
  return rate;
}

/** Rows as the text that COPY reads, a thousand at a time, by the driver's own hands. */
export function copyRows(server: BenchTenant['server'], table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] as Row);
  return new Promise((resolve, reject) => {
    server.query({
      submit: (connection: Connection) => connection.query(`copy ${table} (${columns.join(', ')}) from stdin`),
      handleCopyInResponse(connection: Connection & CopyTarget) {
        for (let at = 0; at < rows.length; at += 1_000) {
          const part = rows.slice(at, at + 1_000);
          const text = part.map((row) => `${columns.map((column) => cellText(row[column])).join('\t')}\n`).join('');
          connection.sendCopyFromChunk(Buffer.from(text));
        }
        connection.endCopyFrom();
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: reject,
    });
  });
}

/** What the driver's connection can, and its types do not say. */
interface CopyTarget {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
}
