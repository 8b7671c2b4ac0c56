/**
 * Figures for worksheet functions: a sheet asks for hundreds at once. Requests are checked one by one, then answered kind by
 * kind with a few statements, whatever their number, in one snapshot.
 */
import type { Role } from '../access/entities.ts';
import { explainCharges } from '../billing/explain-charges.ts';
import { quotes } from '../catalog/quote.ts';
import type { Db } from '../database/orm.ts';
import type { Figure, FigureRequest, Language } from '../generated/schema.ts';
import { Refusal, toFieldError } from '../kernel/errors.ts';
import { type Books, read } from '../ledger/books.ts';
import { balances } from '../payments/balances.ts';
import { findNamed, type Named } from './figure-codes.ts';
import { type FigureQuestion, questionOf, type SumQuestion } from './figure-requests.ts';
import { type SumOf, type Sums, sumsOf } from './figure-sums.ts';
import { kpiFigures } from './kpis.ts';

/** Requests of one call. */
export const MOST_FIGURES = 1_000;

/** A value or a sentence, or why there is none. */
type Answer = { value: string } | { text: string } | Refusal;

/** As GraphQL gives it: one of the three is there. */
type FigureAnswer = Required<Omit<Figure, '__typename'>>;

type Answers = Map<FigureQuestion, Answer>;

/** What prices and explanations show, an analyst may not see; the queries `priceQuote` and `explainCharge` say the same. */
const LEDGER_READERS: readonly Role[] = ['FINANCE_VIEWER', 'FINANCE', 'APPROVER', 'ADMIN', 'AUDITOR'];

/**
 * Answers requests in their order; equal ones are computed once.
 * @throws Refusal `figures.too_many`; what is wrong with a request is the error in its place
 */
export async function figures(
  books: Books,
  requests: readonly FigureRequest[],
  language: Language,
): Promise<FigureAnswer[]> {
  if (requests.length > MOST_FIGURES) {
    throw new Refusal('figures.too_many', `at most ${MOST_FIGURES} figures are answered at once; ask in several calls`);
  }
  const questions = requests.map((request) => checked(() => allowedQuestion(books, request)));
  const distinct = new Map<string, FigureQuestion>();
  for (const question of questions) {
    if (!(question instanceof Refusal)) distinct.set(JSON.stringify(question), question);
  }
  const answers = await read(books, (db) => answersTo(db, books, [...distinct.values()], language));
  return questions.map((question) => {
    if (question instanceof Refusal) return figureOf(question);
    return figureOf(answers.get(distinct.get(JSON.stringify(question)) as FigureQuestion) as Answer);
  });
}

function allowedQuestion(books: Books, request: FigureRequest): FigureQuestion {
  const question = questionOf(request, books.today);
  const roles = books.operator?.roles ?? [];
  const shown = question.function === 'PRICE' || question.function === 'EXPLAIN';
  if (!shown || roles.some((role) => LEDGER_READERS.includes(role))) return question;
  throw new Refusal(
    'access.not_allowed',
    `${question.function} needs one of the roles ${LEDGER_READERS.join(', ')}; ask somebody who holds it`,
  );
}

function checked<T>(decide: () => T): T | Refusal {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const figureOf = (answer: Answer): FigureAnswer => ({
  value: 'value' in answer ? answer.value : null,
  text: 'text' in answer ? answer.text : null,
  error: answer instanceof Refusal ? toFieldError(answer) : null,
});

/** Answers different questions, those of a kind together. */
async function answersTo(
  db: Db,
  books: Books,
  questions: readonly FigureQuestion[],
  language: Language,
): Promise<Answers> {
  const named = await findNamed(db, books, questions);
  const of = <F extends FigureQuestion['function']>(...names: F[]) =>
    questions.filter((each): each is Extract<FigureQuestion, { function: F }> => names.includes(each.function as F));
  const sums = await answerEach(
    of('KPI', 'BILLED', 'COLLECTED'),
    (question) => sumOf(books, question, named),
    async (asked, each) => {
      const found = await sumsOf(db, books, asked);
      return found.map((sum, i) => kpiAnswer(each[i] as SumQuestion, sum, (asked[i] as SumOf).currency));
    },
  );
  const owed = await answerEach(
    of('BALANCE'),
    ({ customer, day }) => ({ ...named.customer(customer), day }),
    async (asked) => (await balances(db, books, asked)).map((value) => ({ value })),
  );
  const prices = await answerEach(
    of('PRICE'),
    ({ feeItem, quantity, day, customer }) => ({
      ...(customer === null ? {} : named.customer(customer)),
      feeItem,
      quantity,
      at: day,
    }),
    async (asked) =>
      (await quotes(db, books, asked)).map((found) => unlessRefused(found, ({ amount }) => ({ value: amount }))),
  );
  const explanations = await answerEach(
    of('EXPLAIN'),
    ({ charge }) => charge,
    async (asked) =>
      (await explainCharges(db, books, asked, language)).map((found) => unlessRefused(found, (text) => ({ text }))),
  );
  return new Map([...sums, ...owed, ...prices, ...explanations]);
}

/** @param look gets what the questions came to and the questions, without those that came to a refusal */
async function answerEach<Q extends FigureQuestion, K>(
  questions: readonly Q[],
  resolve: (question: Q) => K,
  look: (asked: K[], questions: Q[]) => Promise<Answer[]>,
): Promise<[FigureQuestion, Answer][]> {
  const resolved = questions.map((question) => ({ question, found: checked(() => ({ key: resolve(question) })) }));
  const known = resolved.flatMap(({ question, found }) =>
    found instanceof Refusal ? [] : [{ question, key: found.key }],
  );
  const answers = await look(
    known.map(({ key }) => key),
    known.map(({ question }) => question),
  );
  const byQuestion = new Map(known.map(({ question }, i) => [question, answers[i] as Answer]));
  return resolved.map(({ question, found }) => [
    question,
    found instanceof Refusal ? found : (byQuestion.get(question) as Answer),
  ]);
}

const unlessRefused = <T>(found: T | Refusal, answer: (found: T) => Answer): Answer =>
  found instanceof Refusal ? found : answer(found);

function sumOf({ tenant }: Books, question: SumQuestion, named: Named): SumOf {
  const feeItem = question.feeItem === null ? null : named.feeItem(question.feeItem);
  return {
    by: question.function === 'KPI' ? 'due_date' : 'posting_date',
    period: question.period,
    currency: feeItem?.currency ?? tenant.currency,
    feeItemId: feeItem?.id ?? null,
    communityId: question.community === null ? null : named.community(question.community),
    group: question.group === null ? null : named.group(question.group),
  };
}

function kpiAnswer({ kpi, period }: SumQuestion, sums: Sums, currency: string): Answer {
  const { due, collected, open, overdue, collectionRate } = kpiFigures(sums, currency);
  const value = { DUE: due, COLLECTED: collected, OPEN: open, OVERDUE: overdue, COLLECTION_RATE: collectionRate }[kpi];
  if (value !== null) return { value };
  const message = `nothing was due from ${period.start} to before ${period.end}, so there is no rate`;
  return new Refusal('figures.nothing_due', message, { field: 'period' });
}
