/**
 * Sums for many worksheet functions at once. Facts are added up by month and what is asked for first, which leaves few rows
 * for each question to pick from: one statement for all questions of a kind, whatever their number.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { addMonths, type BusinessDate, type Period } from '../kernel/dates.ts';
import type { Books } from '../ledger/books.ts';
import { NO_COMMUNITY } from '../ledger/rollups.ts';
import { type FactRange, measuresAsOf, rollupFacts } from './kpis.ts';

/** What to add up; ids, in place of codes. */
export interface SumOf {
  by: FactRange['by'];
  period: Period;
  currency: string;
  feeItemId: string | null;
  communityId: string | null;
  group: string | null;
}

export interface Sums {
  due: string;
  collected: string;
  overdue: string;
}

const NOTHING: Sums = { due: '0', collected: '0', overdue: '0' };

/** Stands for "all together" where a question is joined with its sums. */
const ALL_IDS = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const ALL_GROUPS = '\uffff';

/** Sums in the order asked for. By due date they are as of today; by posting date they are what was booked in the period. */
export async function sumsOf(db: Db, books: Books, asked: readonly SumOf[]): Promise<Sums[]> {
  const answers = new Map<SumOf, Sums>();
  // Roll-ups know no customers, so a customer group is counted from the documents.
  const kinds = Map.groupBy(asked, ({ by, group }) => `${by} ${group === null}`);
  for (const questions of kinds.values()) {
    for (const [n, sums] of await sumsOfKind(db, books, questions)) answers.set(questions[n] as SumOf, sums);
  }
  return asked.map((question) => answers.get(question) ?? NOTHING);
}

async function sumsOfKind(db: Db, books: Books, questions: readonly SumOf[]): Promise<[number, Sums][]> {
  const { by, group } = questions[0] as SumOf;
  const facts = group === null ? rollupFacts(books, rangeOf(books, questions)) : groupFacts(books, by, questions);
  const months = questions.flatMap((question, n) => monthsOf(question.period).map((month) => ({ n, month, question })));
  const list = <T>(pick: (row: (typeof months)[number]) => T) => months.map(pick);
  const { rows } = await sql<Sums & { n: number }>`
    with facts as (${facts}),
    monthly as materialized (
      select date_trunc('month', x.${sql.ref(by)}::timestamp)::date as month, x.currency, ${keysOf(questions)}, ${measuresAsOf(books.today)}
      from facts x group by grouping sets (${sql.join(groupingsOf(by, questions))})
    ),
    asked as (
      select * from unnest(${list(({ n }) => n)}::integer[], ${list(({ month }) => month)}::date[],
        ${list(({ question }) => question.currency)}::text[],
        ${list(({ question }) => question.feeItemId ?? ALL_IDS)}::uuid[],
        ${list(({ question }) => question.communityId ?? ALL_IDS)}::uuid[],
        ${list(({ question }) => question.group ?? ALL_GROUPS)}::text[]
      ) as t(n, month, currency, fee_item_id, community_id, customer_group)
    )
    select a.n, sum(m.due) as due, sum(m.collected) as collected, sum(m.overdue) as overdue
    from asked a join monthly m using (month, currency, fee_item_id, community_id, customer_group) group by a.n`.execute(
    db,
  );
  return rows.map(({ n, ...sums }) => [n, sums]);
}

function monthsOf({ start, end }: Period): BusinessDate[] {
  const months: BusinessDate[] = [];
  for (let month = start; month < end; month = addMonths(month, 1)) months.push(month);
  return months;
}

function rangeOf(books: Books, questions: readonly SumOf[]): FactRange {
  const starts = questions.map(({ period }) => period.start).toSorted();
  const ends = questions.map(({ period }) => period.end).toSorted();
  const { by } = questions[0] as SumOf;
  return {
    by,
    from: starts[0] as BusinessDate,
    to: ends.at(-1) as BusinessDate,
    asOf: by === 'due_date' ? books.today : null,
    community: null,
  };
}

/** The ways of narrowing that occur, each with the columns that facts are then added up by. */
const NARROWINGS = [
  ['fee_item_id', 'feeItemId', sql`${ALL_IDS}::uuid`],
  ['community_id', 'communityId', sql`${ALL_IDS}::uuid`],
  ['customer_group', 'group', sql`${ALL_GROUPS}::text`],
] as const;

const keysOf = (questions: readonly SumOf[]) =>
  sql.join(
    NARROWINGS.map(([column, field, all]) =>
      questions.some((question) => question[field] !== null)
        ? sql`coalesce(x.${sql.ref(column)}, ${all}) as ${sql.ref(column)}`
        : sql`${all} as ${sql.ref(column)}`,
    ),
  );

function groupingsOf(by: FactRange['by'], questions: readonly SumOf[]): RawBuilder<unknown>[] {
  const shapes = Map.groupBy(questions, (question) =>
    NARROWINGS.filter(([, field]) => question[field] !== null)
      .map(([column]) => column)
      .join(' '),
  );
  return [...shapes.keys()].map((shape) => {
    const columns = shape === '' ? [] : shape.split(' ');
    const own = columns.map((column) => sql`, x.${sql.ref(column)}`);
    return sql`(date_trunc('month', x.${sql.ref(by)}::timestamp), x.currency${sql.join(own, sql``)})`;
  });
}

/** The facts of roll-ups, from charges and allocations, with the customer's group of today; only groups that are asked for. */
function groupFacts(books: Books, by: FactRange['by'], questions: readonly SumOf[]): RawBuilder<unknown> {
  const { from, to, asOf } = rangeOf(books, questions);
  const groups = [...new Set(questions.map(({ group }) => group))];
  const charges = sql`
    charge c
    join bill b on b.tenant_id = c.tenant_id and b.id = c.bill_id
    join fee_item f on f.tenant_id = c.tenant_id and f.id = c.fee_item_id and f.category not in ('DEPOSIT', 'PENALTY')
    join customer k on k.tenant_id = c.tenant_id and k.id = c.customer_id and k.customer_group = any(${groups}::text[])`;
  const keys = sql`c.fee_item_id, coalesce(c.community_id, ${NO_COMMUNITY}::uuid) as community_id, k.customer_group, c.currency`;
  const within = (posted: RawBuilder<unknown>) => {
    const date = by === 'due_date' ? sql`b.due_date` : posted;
    const known = asOf ? sql`${posted} <= ${asOf}::date` : sql`true`;
    return sql`c.tenant_id = ${books.tenant.id} and ${date} >= ${from}::date and ${date} < ${to}::date and ${known}`;
  };
  return sql`
    select 'DUE' as measure, b.due_date, b.issue_date as posting_date, ${keys}, c.amount
    from ${charges} where ${within(sql`b.issue_date`)}
    union all
    select 'DUE', b.due_date, n.issue_date, ${keys}, -l.amount
    from ${charges}
    join credit_note_line l on l.tenant_id = c.tenant_id and l.charge_id = c.id
    join credit_note n on n.tenant_id = l.tenant_id and n.id = l.credit_note_id and n.status = 'POSTED'
    where ${within(sql`n.issue_date`)}
    union all
    select 'COLLECTED', b.due_date, a.allocated_on, ${keys}, l.amount
    from ${charges}
    join allocation_line l on l.tenant_id = c.tenant_id and l.charge_id = c.id
    join allocation a on a.tenant_id = l.tenant_id and a.id = l.allocation_id
    join payment p on p.tenant_id = a.tenant_id and p.id = a.payment_id and p.channel <> 'WRITE_OFF'
    where ${within(sql`a.allocated_on`)}`;
}
