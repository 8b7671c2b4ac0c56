/** From what a worksheet function asks to a question that can be looked up. Pure. */
import type { ChargeName } from '../billing/explain-charges.ts';
import type { FigureRequest } from '../generated/schema.ts';
import { addMonths, type BusinessDate, monthPeriod, type Period, parseDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { parseDecimal, plain } from '../kernel/money.ts';

export const KPI_NAMES = ['DUE', 'COLLECTED', 'OPEN', 'OVERDUE', 'COLLECTION_RATE'] as const;
export type KpiName = (typeof KPI_NAMES)[number];

/** What a sum is narrowed to; null: everything. */
export interface Narrowing {
  feeItem: string | null;
  community: string | null;
  group: string | null;
}

/** By due date where `kpi` says so, else by the day of booking. */
export interface SumQuestion extends Narrowing {
  function: 'KPI' | 'BILLED' | 'COLLECTED';
  kpi: KpiName;
  period: Period;
}

export interface BalanceOf {
  function: 'BALANCE';
  customer: string;
  day: BusinessDate;
}

export interface PriceOf {
  function: 'PRICE';
  feeItem: string;
  quantity: string;
  day: BusinessDate;
  customer: string | null;
}

export interface ExplanationOf {
  function: 'EXPLAIN';
  charge: ChargeName;
}

export type FigureQuestion = SumQuestion | BalanceOf | PriceOf | ExplanationOf;

/**
 * Checks one request.
 * @param today what a missing date means
 * @throws Refusal `figures.unknown_function`, `figures.unknown_kpi`, `figures.not_a_period`, `figures.unknown_dimension`,
 *   `value.required`, `value.not_text`, `value.not_a_date`, `value.not_a_number`
 */
export function questionOf(request: FigureRequest, today: BusinessDate): FigureQuestion {
  switch (request.function) {
    case 'KPI':
      return { function: 'KPI', kpi: kpiOf(request), period: periodOf(request), ...memberOf(request) };
    case 'BILLED':
    case 'COLLECTED': {
      const narrowing = { feeItem: given(request, 'feeItem'), community: null, group: given(request, 'group') };
      const kpi = request.function === 'BILLED' ? 'DUE' : 'COLLECTED';
      return { function: request.function, kpi, period: periodOf(request), ...narrowing };
    }
    case 'BALANCE':
      return { function: 'BALANCE', customer: needed(request, 'customer'), day: dayOf(request, today) };
    case 'PRICE': {
      const quantity = plain(parseDecimal(needed(request, 'quantity'), 'quantity'));
      const customer = given(request, 'customer');
      return {
        function: 'PRICE',
        feeItem: needed(request, 'feeItem'),
        quantity,
        day: dayOf(request, today),
        customer,
      };
    }
    case 'EXPLAIN':
      return { function: 'EXPLAIN', charge: chargeOf(needed(request, 'charge')) };
    default:
      throw new Refusal('figures.unknown_function', `there is no function “${request.function.slice(0, 40)}”`, {
        field: 'function',
      });
  }
}

type Field = Exclude<keyof FigureRequest, 'function'>;

/** A text without blanks around it; null where there is none. A text that no database holds would cost all the others. */
function given(request: FigureRequest, field: Field): string | null {
  const text = request[field]?.trim() ?? '';
  if (text.includes('\0') || !text.isWellFormed()) {
    throw new Refusal('value.not_text', `${field} holds a character that is none`, { field });
  }
  return text === '' ? null : text;
}

function needed(request: FigureRequest, field: Field): string {
  const text = given(request, field);
  if (text !== null) return text;
  throw new Refusal('value.required', `${request.function} needs ${field}`, { field });
}

function dayOf(request: FigureRequest, today: BusinessDate): BusinessDate {
  const text = given(request, 'date');
  return text === null ? today : parseDate(text, 'date');
}

function kpiOf(request: FigureRequest): KpiName {
  const name = needed(request, 'kpi').toUpperCase();
  const kpi = KPI_NAMES.find((each) => each === name);
  if (kpi) return kpi;
  const message = `there is no KPI “${name.slice(0, 40)}”; say one of ${KPI_NAMES.join(', ')}`;
  throw new Refusal('figures.unknown_kpi', message, { field: 'kpi' });
}

function memberOf(request: FigureRequest): Narrowing {
  const narrowing: Narrowing = { feeItem: null, community: null, group: null };
  const dimension = given(request, 'dimension')?.toUpperCase() ?? null;
  if (dimension === null) return narrowing;
  const member = needed(request, 'member');
  if (dimension === 'FEE_ITEM') return { ...narrowing, feeItem: member };
  if (dimension === 'COMMUNITY') return { ...narrowing, community: member };
  if (dimension === 'CUSTOMER_GROUP') return { ...narrowing, group: member };
  const message = `there is no dimension “${dimension.slice(0, 40)}”; say FEE_ITEM, COMMUNITY or CUSTOMER_GROUP`;
  throw new Refusal('figures.unknown_dimension', message, { field: 'dimension' });
}

function periodOf(request: FigureRequest): Period {
  const text = needed(request, 'period').toUpperCase();
  const [, year, quarter, month] = /^((?:19|20|21)\d{2})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text) ?? [];
  if (year === undefined) {
    const message = `“${text.slice(0, 40)}” is not a period; write it like 2026-10, 2026-Q4 or 2026`;
    throw new Refusal('figures.not_a_period', message, { field: 'period' });
  }
  if (month !== undefined) return monthPeriod(`${year}-${month}`);
  if (quarter === undefined) return { start: `${year}-01-01`, end: addMonths(`${year}-01-01`, 12) };
  const start = addMonths(`${year}-01-01`, (Number(quarter) - 1) * 3);
  return { start, end: addMonths(start, 3) };
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function chargeOf(text: string): ChargeName {
  if (UUID.test(text)) return { id: text.toLowerCase() };
  const [, bill, line] = /^(.+?)(?:\s*[/#]\s*(\d{1,6}))?$/s.exec(text) as unknown as [string, string, string?];
  return { bill, line: line === undefined ? null : Number(line) };
}
