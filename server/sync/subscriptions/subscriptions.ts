/** The life of a subscription: it begins, changes plan or seats, and ends; each step also as a dry run. */
import { sql } from 'kysely';
import { addDays, type BusinessDate, parseDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { namedId } from '../../kernel/ids.ts';
import { Decimal, plain } from '../../kernel/money.ts';
import type { Books } from '../../ledger/books.ts';
import { writeOnce } from '../../ledger/idempotency.ts';
import { type Work, write } from '../../ledger/unit-of-work.ts';
import { type ComingCharge, comingCharges } from './effect.ts';
import { addRow, endOfPeriod, endOn, lockSubscription, type Subscription } from './subscription.ts';
import { type SubscriptionView, subscriptionsById } from './views.ts';

interface Step {
  /** Idempotency key. */
  key: string;
  dryRun?: boolean | undefined;
}

export interface StartRequest extends Step {
  customer: string;
  feeItem: string;
  /** Default: 1. */
  quantity?: string | undefined;
  startDate: string;
  trialDays?: number | null | undefined;
  premise?: string | null | undefined;
  contract?: string | null | undefined;
  code?: string | null | undefined;
}

export interface ChangeRequest extends Step {
  binding: string;
  on: string;
  feeItem?: string | null | undefined;
  quantity?: string | null | undefined;
}

export interface CancelRequest extends Step {
  binding: string;
  on?: string | null | undefined;
  /** Default: true. */
  credit?: boolean | undefined;
  reason?: string | undefined;
}

export interface StepResult {
  applied: boolean;
  subscription: SubscriptionView;
  charges: ComingCharge[];
  total: string;
  currency: string;
}

/** What a step touched. */
interface Touched {
  customerId: string;
  /** The one that goes on (or ends) comes last. */
  bindingIds: string[];
  day: BusinessDate;
}

const LONGEST_TRIAL = 730;
const LONGEST_CODE = 64;

/**
 * Begins a subscription; a trial is its first days, which are not charged.
 * @throws Refusal `customers.bad_trial`, and what the sheet of bindings refuses, at the field
 */
export function startSubscription(books: Books, request: StartRequest): Promise<StepResult> {
  return step(books, 'subscription.start', request, async (work) => {
    const { key, trialDays: days } = request;
    if (typeof days === 'number' && (days < 1 || days > LONGEST_TRIAL)) {
      throw new Refusal('customers.bad_trial', `a trial of ${days} days is not from 1 to ${LONGEST_TRIAL} days long`, {
        field: 'trialDays',
      });
    }
    const start = parseDate(request.startDate, 'startDate');
    const id = newBindingId(work, key);
    await addRow(work, 'BINDINGS', key, id, {
      ...bindingCells(request),
      code: request.code ?? (await freeCode(work, request.feeItem, request.premise ?? request.customer)),
      startDate: start,
      trialEnd: typeof days === 'number' ? addDays(start, days) : null,
      quantity: request.quantity ?? '1',
    });
    const { customerId } = await customerOf(work, id);
    return { customerId, bindingIds: [id], day: start };
  });
}

/**
 * Changes the plan (the old one ends, the new one begins) or the quantity from a day on.
 * @throws Refusal `customers.no_subscription`, `customers.nothing_to_change`, `customers.same_plan`,
 *   `customers.binding_cancelled`, and what the sheets of bindings and quantity changes refuse, at the field
 */
export function changeSubscription(books: Books, request: ChangeRequest): Promise<StepResult> {
  return step(books, 'subscription.change', request, async (work) => {
    const found = await lockSubscription(work, request.binding);
    const day = parseDate(request.on, 'on');
    refuseCancelled(found);
    if (request.feeItem) return changePlan(work, found, request.key, request.feeItem, request.quantity ?? null, day);
    if (request.quantity === null || request.quantity === undefined) {
      throw new Refusal('customers.nothing_to_change', 'name another plan or another quantity', { field: 'feeItem' });
    }
    const id = namedId(`quantity change ${work.tenantId} ${request.key}`);
    const cells = { binding: found.code, effectiveFrom: day, quantity: request.quantity, note: null };
    await addRow(work, 'QUANTITY_CHANGES', request.key, id, cells);
    return { customerId: found.customerId, bindingIds: [found.id], day };
  });
}

/** Ends a subscription, at once or with its period. @throws Refusal as `endOn`, `customers.binding_cancelled` */
export function cancelSubscription(books: Books, request: CancelRequest): Promise<StepResult> {
  return step(books, 'subscription.cancel', request, async (work) => {
    const found = await lockSubscription(work, request.binding);
    refuseCancelled(found);
    const day = request.on ? parseDate(request.on, 'on') : endOfPeriod(found, books.today);
    await endOn(work, found, day, request.credit ?? true, request.reason ?? '');
    return { customerId: found.customerId, bindingIds: [found.id], day };
  });
}

async function changePlan(
  work: Work,
  found: Subscription,
  key: string,
  feeItem: string,
  quantity: string | null,
  day: BusinessDate,
): Promise<Touched> {
  if (feeItem === found.feeItem) {
    throw new Refusal('customers.same_plan', `${found.code} is ${feeItem} already; change its quantity alone`, {
      field: 'feeItem',
    });
  }
  await endOn(work, found, day, true, `changed to ${feeItem}`);
  const id = newBindingId(work, key);
  const inTrial = found.trialEnd !== null && found.trialEnd > day;
  await addRow(work, 'BINDINGS', key, id, {
    ...bindingCells({ ...found, feeItem }),
    code: await freeCode(work, feeItem, found.premise ?? found.customer),
    startDate: day,
    endDate: found.end,
    trialEnd: inTrial ? found.trialEnd : null,
    quantitySource: found.source,
    quantity: found.source === 'AREA' ? null : (quantity ?? (await quantityOn(work, found, day))),
    payer: found.payer,
  });
  return { customerId: found.customerId, bindingIds: [found.id, id], day };
}

/** What all new bindings of this module have in common. */
function bindingCells(of: Pick<StartRequest, 'customer' | 'feeItem' | 'premise' | 'contract'>) {
  return {
    customer: of.customer,
    feeItem: of.feeItem,
    premise: of.premise ?? null,
    contract: of.contract ?? null,
    quantitySource: 'FIXED',
    payer: 'CUSTOMER',
  };
}

const newBindingId = (work: Work, key: string) => namedId(`subscription ${work.tenantId} ${key}`);

/** The quantity that the old plan had on the day. */
async function quantityOn(work: Work, { id, quantity }: Subscription, day: BusinessDate): Promise<string> {
  const { rows } = await sql<{ quantity: string }>`
    select quantity from quantity_change where tenant_id = ${work.tenantId} and binding_id = ${id} and not archived
      and effective_from <= ${day} order by effective_from desc limit 1`.execute(work.db);
  return plain(new Decimal(rows[0]?.quantity ?? quantity ?? 1));
}

/** `PLAN-TEAM/WS-0001`, with a number behind it where that is taken. */
async function freeCode(work: Work, feeItem: string, place: string): Promise<string> {
  const code = `${feeItem}/${place}`.slice(0, LONGEST_CODE - 6);
  const { rows } = await sql<{ code: string }>`
    select code from binding where tenant_id = ${work.tenantId} and regexp_replace(code, '~[0-9]+$', '') = ${code}`.execute(
    work.db,
  );
  const taken = new Set(rows.map((row) => row.code));
  let free = code;
  for (let n = 2; taken.has(free); n += 1) free = `${code}~${n}`;
  return free;
}

async function customerOf(work: Work, bindingId: string): Promise<{ customerId: string }> {
  const { rows } = await sql<{ customerId: string }>`
    select customer_id as "customerId" from binding where tenant_id = ${work.tenantId} and id = ${bindingId}`.execute(
    work.db,
  );
  return rows[0] as { customerId: string };
}

function refuseCancelled({ code, cancelled, end }: Subscription): void {
  if (!cancelled) return;
  throw new Refusal(
    'customers.binding_cancelled',
    `${code} was cancelled and ends on ${end}; begin a new one instead`,
    {
      field: 'binding',
    },
  );
}

/** Carries the answer of a dry run out of the transaction that it undoes. */
class Undone extends Error {
  readonly result: StepResult;
  constructor(result: StepResult) {
    super('dry run');
    this.result = result;
  }
}

/** Takes a step once per key, or tries it and takes it back. */
async function step(
  books: Books,
  operation: string,
  request: Step,
  body: (work: Work) => Promise<Touched>,
): Promise<StepResult> {
  const { key, dryRun, ...input } = request;
  if (!dryRun)
    return writeOnce(books, { key, operation, input }, async (work) => resultOf(work, await body(work), true));
  try {
    return await write(books, operation, async (work): Promise<StepResult> => {
      throw new Undone(await resultOf(work, await body(work), false));
    });
  } catch (error) {
    if (error instanceof Undone) return error.result;
    throw error;
  }
}

async function resultOf(work: Work, touched: Touched, applied: boolean): Promise<StepResult> {
  const { customerId, bindingIds, day } = touched;
  const [last] = bindingIds.slice(-1);
  const [subscription] = await subscriptionsById(work.db, work.books, [last as string]);
  const { charges, total } = await comingCharges(work, customerId, bindingIds, day);
  const { rows } = await sql<{ currency: string }>`
    select currency from customer where tenant_id = ${work.tenantId} and id = ${customerId}`.execute(work.db);
  const { currency } = rows[0] as { currency: string };
  return { applied, subscription: subscription as SubscriptionView, charges, total, currency };
}
