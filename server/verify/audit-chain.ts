/** Recomputes the audit chain from its events: its own reading of the rule, not the writer's code. */
import { createHash } from 'node:crypto';
import type { Client } from 'pg';

interface Link {
  id: string;
  feed_no: string;
  operator_id: string | null;
  action: string;
  at: string;
  event_count: number;
  events_digest: string;
  previous_hash: string;
  hash: string;
}

interface Event {
  change_id: string;
  seq: number;
  noun: string;
  row_id: string;
  action: string;
  before: unknown;
  after: unknown;
}

const LINKS_A_PAGE = 500;

const hex = (input: string) => createHash('sha256').update(input, 'utf8').digest('hex');

/** JSON text with keys in code-unit order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const source = value as Record<string, unknown>;
  // A list of pairs keeps the order where integer-like keys of an object would not.
  return new SortedObject(
    Object.keys(source)
      .toSorted()
      .map((key) => [key, sorted(source[key])]),
  );
}

class SortedObject {
  readonly pairs: [string, unknown][];
  constructor(pairs: [string, unknown][]) {
    this.pairs = pairs;
  }
}

function text(value: unknown): string {
  if (value instanceof SortedObject)
    return `{${value.pairs.map(([k, v]) => `${JSON.stringify(k)}:${text(v)}`).join(',')}}`;
  if (Array.isArray(value)) return `[${value.map(text).join(',')}]`;
  return JSON.stringify(value);
}

const digestOf = (events: readonly Event[]) =>
  hex(events.map((e) => text(sorted([e.seq, e.noun, e.row_id, e.action, e.before, e.after]))).join('\n'));

/** What is wrong with a link, given the one before and its events; null when nothing is. */
function problemOf(link: Link, previous: { feedNo: bigint; hash: string }, events: readonly Event[]): string | null {
  const name = `feed entry ${link.feed_no} (${link.action})`;
  if (BigInt(link.feed_no) !== previous.feedNo + 1n) return `${name} follows ${previous.feedNo}: entries are missing`;
  if (link.previous_hash !== previous.hash) return `${name} does not continue the hash of the entry before`;
  if (events.length !== link.event_count)
    return `${name} had ${link.event_count} audit events, ${events.length} are there`;
  if (digestOf(events) !== link.events_digest) return `${name}: an audit event was changed`;
  const at = new Date(link.at).toISOString();
  const covered = [
    link.previous_hash,
    link.feed_no,
    link.id,
    link.action,
    link.operator_id ?? '',
    at,
    link.events_digest,
  ];
  return hex(covered.join('\n')) === link.hash ? null : `${name} was changed after it was written`;
}

/** Walks the chain of the tenant that the transaction is in. */
export async function checkChain(client: Client, tenantId: string): Promise<{ counted: number; problems: string[] }> {
  const problems: string[] = [];
  let previous = { feedNo: 0n, hash: '0'.repeat(64) };
  let counted = 0;
  for (;;) {
    const links = await client.query<Link>(
      `select id, feed_no, operator_id, action, at, event_count, events_digest, previous_hash, hash
       from change_feed where tenant_id = $1 and feed_no > $2 order by feed_no limit ${LINKS_A_PAGE}`,
      [tenantId, String(previous.feedNo)],
    );
    if (links.rows.length === 0) break;
    const events = await client.query<Event>(
      'select change_id, seq, noun, row_id, action, before, after from audit_event where tenant_id = $1 and change_id = any($2) order by change_id, seq',
      [tenantId, links.rows.map((link) => link.id)],
    );
    const byChange = Map.groupBy(events.rows, (event) => event.change_id);
    for (const link of links.rows) {
      const problem = problemOf(link, previous, byChange.get(link.id) ?? []);
      if (problem) problems.push(problem);
      previous = { feedNo: BigInt(link.feed_no), hash: link.hash };
      counted += 1;
    }
  }
  problems.push(...(await tailProblems(client, tenantId, previous)));
  problems.push(...(await untracedRows(client, tenantId)));
  return { counted, problems };
}

/** Tables whose rows name the change that wrote them last. */
const TRACED = `
  select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'change_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'audit_event' order by c.relname`;

async function untracedRows(client: Client, tenantId: string): Promise<string[]> {
  const tables = await client.query<{ relname: string }>(TRACED);
  const problems: string[] = [];
  for (const { relname } of tables.rows) {
    const table = client.escapeIdentifier(relname);
    const { rows } = await client.query<{ id: string; n: string }>(
      `select min(x.id::text) as id, count(*) as n from ${table} x where x.tenant_id = $1
       and not exists (select 1 from change_feed f where (f.tenant_id, f.id) = (x.tenant_id, x.change_id)) having count(*) > 0`,
      [tenantId],
    );
    for (const { id, n } of rows)
      problems.push(`${n} rows of ${relname} name a change that is not in the feed, first ${id}`);
  }
  return problems;
}

async function tailProblems(
  client: Client,
  tenantId: string,
  last: { feedNo: bigint; hash: string },
): Promise<string[]> {
  const tail = await client.query<{ feed_no: string; chain_head: string }>(
    'select feed_no, chain_head from tenant_tail where tenant_id = $1',
    [tenantId],
  );
  const stray = await client.query<{ n: string }>(
    `select count(*) as n from audit_event a where tenant_id = $1
     and not exists (select 1 from change_feed f where (f.tenant_id, f.id) = (a.tenant_id, a.change_id))`,
    [tenantId],
  );
  const problems: string[] = [];
  const [row] = tail.rows;
  if (!row || BigInt(row.feed_no) !== last.feedNo || row.chain_head !== last.hash) {
    problems.push(
      `the chain ends at ${last.feedNo}, the tail says ${row?.feed_no ?? 'nothing'}: its end was cut or changed`,
    );
  }
  if (stray.rows[0]?.n !== '0') problems.push(`${stray.rows[0]?.n} audit events belong to no feed entry`);
  return problems;
}
