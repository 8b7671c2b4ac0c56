/**
 * Takes in usage events, in batches. Each carries its sender's own id: an event that comes again counts once, and one that
 * comes with the same id and other content is refused. Good rows go in whatever is wrong with others.
 */
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { FieldError } from '../kernel/errors.ts';
import { Refusal } from '../kernel/errors.ts';
import { newId, sha256 } from '../kernel/ids.ts';
import { Decimal } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { insertMany } from '../ledger/copy.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { dayIn, readUsageRow, type UsageRow } from './usage-rows.ts';
import { loadSubjects, type Subject, subjectOf } from './usage-subjects.ts';

export const MOST_EVENTS = 10_000;

/** A batch of events as it came from outside. */
export interface UsageBatch {
  key: string;
  /** `{ id, binding | customer | meter, metric, at, quantity, properties }` each, unread. */
  events: readonly unknown[];
}

/** What became of one event. */
export interface UsageAnswer {
  index: number;
  /** UNCHANGED: it was there already, with the same content. */
  status: 'APPLIED' | 'UNCHANGED' | 'REFUSED';
  errors: FieldError[];
}

/** What became of a batch, event by event. */
export type UsageAnswers = readonly UsageAnswer[];

/** What is remembered of a batch: everything that was not simply applied. */
interface Outcome {
  applied: number;
  unchanged: number[];
  refused: { index: number; error: FieldError }[];
}

/** An event ready to be kept. */
interface Event extends UsageRow {
  subjectId: string;
  metricId: string;
}

/**
 * Records a batch.
 * @returns an answer for each event, in their order
 * @throws Refusal `metering.too_many_events`, `request.key_reused`
 */
export async function recordUsage(books: Books, { key, events }: UsageBatch): Promise<UsageAnswers> {
  if (events.length > MOST_EVENTS) {
    const message = `${events.length} events are too many for one batch; send at most ${MOST_EVENTS} at once`;
    throw new Refusal('metering.too_many_events', message, { field: 'events' });
  }
  // The digest stands for the batch: writing ten thousand events in a canonical form would take longer than keeping them.
  const digest = sha256(JSON.stringify(events));
  const outcome = await writeOnce(books, { key, operation: 'metering.usage', input: { digest } }, (work) =>
    keepUsage(work, events, digest),
  );
  return answersOf(events.length, outcome);
}

/** Keeps events in this unit of work. One audit record stands for them all, with the digest of what came. */
export async function keepUsage(work: Work, inputs: readonly unknown[], digest: string): Promise<Outcome> {
  const outcome: Outcome = { applied: 0, unchanged: [], refused: [] };
  const { books } = work;
  const dayOf = dayIn(books.tenant.timeZone);
  const read: UsageRow[] = [];
  for (const [index, input] of inputs.entries()) {
    const row = readUsageRow(index, input, dayOf, books.today);
    if ('message' in row) outcome.refused.push({ index, error: row });
    else read.push(row);
  }
  const subjects = await loadSubjects(work.db, books, read);
  const events: Event[] = [];
  for (const row of read) {
    const subject = subjectOf(row, subjects);
    if ('message' in subject) outcome.refused.push({ index: row.index, error: subject });
    else events.push(eventOf(row, subject));
  }
  outcome.applied = await insert(work, onceEach(events, outcome), outcome);
  if (outcome.applied > 0) {
    const after = { events: outcome.applied, digest };
    work.audit({ noun: 'UsageBatch', rowId: newId(), action: 'RECORDED', after });
  }
  return outcome;
}

const eventOf = (row: UsageRow, { subjectId, metricId }: Subject): Event => ({
  ...row,
  quantity: row.quantity ?? '1',
  subjectId,
  metricId,
});

/** The same id twice in a batch is the same event, or a mistake. */
function onceEach(events: readonly Event[], outcome: Outcome): Event[] {
  const first = new Map<string, Event>();
  const kept: Event[] = [];
  for (const event of events) {
    const known = first.get(event.id);
    if (known) settleAgain(event, known, outcome);
    else {
      first.set(event.id, event);
      kept.push(event);
    }
  }
  return kept;
}

function settleAgain(event: Event, known: Content, outcome: Outcome): void {
  if (sameContent(event, known)) outcome.unchanged.push(event.index);
  else {
    const message = `there is another event with the id ${event.id}; an event is never changed, so give this one its own id`;
    outcome.refused.push({ index: event.index, error: { field: 'id', code: 'metering.event_id_reused', message } });
  }
}

/** What an event says. */
type Content = Pick<Event, 'subjectId' | 'metricId' | 'at' | 'quantity' | 'properties'>;

function sameContent(a: Content, b: Content): boolean {
  return (
    a.subjectId === b.subjectId &&
    a.metricId === b.metricId &&
    new Date(a.at).getTime() === new Date(b.at).getTime() &&
    new Decimal(a.quantity ?? 1).eq(b.quantity ?? 1) &&
    isDeepStrictEqual(a.properties ?? null, b.properties ?? null)
  );
}

/** Inserts what is new and settles what was there already. @returns how many are new */
async function insert(work: Work, events: readonly Event[], outcome: Outcome): Promise<number> {
  const inserted = await insertMany(
    work.db,
    'usage_event',
    events.map((event) => ({
      id: event.id,
      subject_id: event.subjectId,
      metric_id: event.metricId,
      at: event.at,
      used_on: event.usedOn,
      quantity: event.quantity,
      properties: event.properties,
    })),
    { tenant_id: work.tenantId, change_id: work.changeId },
    'skip',
  );
  if (inserted === events.length) return inserted;
  const byId = new Map(events.map((event) => [event.id, event]));
  const { rows } = await sql<Content & { id: string }>`
    select id, subject_id as "subjectId", metric_id as "metricId", at, quantity, properties from usage_event
    where tenant_id = ${work.tenantId} and id = any(${[...byId.keys()]}::text[]) and change_id <> ${work.changeId}`.execute(
    work.db,
  );
  for (const known of rows) settleAgain(byId.get(known.id) as Event, known, outcome);
  return inserted;
}

function answersOf(count: number, { unchanged, refused }: Outcome): UsageAnswer[] {
  const answers = Array.from({ length: count }, (_, index): UsageAnswer => ({ index, status: 'APPLIED', errors: [] }));
  for (const index of unchanged) answers[index] = { index, status: 'UNCHANGED', errors: [] };
  for (const { index, error } of refused) answers[index] = { index, status: 'REFUSED', errors: [error] };
  return answers;
}
