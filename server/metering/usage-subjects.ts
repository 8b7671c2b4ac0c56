/** Finds whose usage an event is: the bindings that are charged by usage, a query for each kind of name. */
import { sql } from 'kysely';
import type { Aggregation } from '../customers/entities.ts';
import type { Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import type { FieldError } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import type { SubjectKind, UsageRow } from './usage-rows.ts';

/** Where an event is kept. */
export interface Subject {
  subjectId: string;
  metricId: string;
  aggregation: Aggregation;
  property: string;
  /** Days on which bindings of it are charged, half-open. */
  times: { start: BusinessDate; end: BusinessDate | null }[];
}

/** Who used what, by `subjectKey`. */
export type Subjects = ReadonlyMap<string, Subject>;

const key = (kind: SubjectKind, code: string, metric: string | null) => `${kind} ${JSON.stringify([code, metric])}`;

/** Loads the subjects that these events name; a binding answers to its own metric's name and to none. */
export async function loadSubjects(db: Db, books: Books, rows: readonly UsageRow[]): Promise<Subjects> {
  const subjects = new Map<string, Subject>();
  for (const kind of ['binding', 'customer', 'meter'] as const) {
    const codes = [...new Set(rows.filter((row) => row.kind === kind).map(({ subject }) => subject))];
    if (codes.length === 0) continue;
    for (const found of await namedBindings(db, books, kind, codes)) {
      const names = kind === 'binding' ? [found.metric, null] : [found.metric];
      for (const metric of names) {
        const known = subjects.get(key(kind, found.code, metric));
        const time = { start: found.start, end: found.end };
        if (known) known.times.push(time);
        else subjects.set(key(kind, found.code, metric), { ...found, times: [time] });
      }
    }
  }
  return subjects;
}

interface Found extends Omit<Subject, 'times'> {
  code: string;
  metric: string;
  start: BusinessDate;
  end: BusinessDate | null;
}

const COLUMNS = { customer: 'customer_id', meter: 'meter_id' } as const;

async function namedBindings(db: Db, books: Books, kind: SubjectKind, codes: readonly string[]): Promise<Found[]> {
  const owner =
    kind === 'binding'
      ? sql`binding o where o.id = b.id`
      : sql`${sql.table(kind)} o where o.id = ${sql.ref(`b.${COLUMNS[kind]}`)}`;
  const { rows } = await sql<Found>`
    select o.code, o.id as "subjectId", m.id as "metricId", m.code as metric, m.aggregation, m.property,
      b.start_date as start, b.end_date as end
    from binding b
    join usage_metric m on m.tenant_id = b.tenant_id and m.id = b.metric_id
    cross join lateral (select o.id, o.code from ${owner} and o.tenant_id = b.tenant_id and o.code = any(${[...codes]}::text[])) o
    where b.tenant_id = ${books.tenant.id} and b.quantity_source = 'USAGE' and not b.archived`.execute(db);
  return rows;
}

/** The subject of an event, or why it has none: usage that nobody is charged for is refused, not kept unseen. */
export function subjectOf(row: UsageRow, subjects: Subjects): Subject | FieldError {
  const subject = subjects.get(key(row.kind, row.subject, row.metric));
  if (subject === undefined) {
    const of = row.metric === null ? '' : ` for the metric ${row.metric}`;
    const message = `no binding charges usage of the ${row.kind} ${row.subject}${of}; bind it first, or correct the name`;
    return { field: row.kind, code: 'metering.unknown_binding', message };
  }
  if (subject.times.some(({ start, end }) => start <= row.usedOn && (end === null || row.usedOn < end))) {
    return row.quantity === null && !['COUNT', 'UNIQUE_COUNT'].includes(subject.aggregation)
      ? { field: 'quantity', code: 'metering.quantity_missing', message: 'this metric adds quantities; give one' }
      : missingProperty(row, subject);
  }
  const message = `nothing of the ${row.kind} ${row.subject} is charged by usage on ${row.usedOn}; look at the binding's dates`;
  return { field: 'at', code: 'metering.usage_outside_binding', message };
}

function missingProperty(row: UsageRow, subject: Subject): Subject | FieldError {
  if (subject.aggregation !== 'UNIQUE_COUNT') return subject;
  const value = row.properties?.[subject.property];
  if (value !== undefined && value !== null && value !== '') return subject;
  const message = `this metric counts values of the property ${subject.property}; give one`;
  return { field: 'properties', code: 'metering.property_missing', message };
}
