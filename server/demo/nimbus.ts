/** Nimbus Cloud, a software company: 300 customers on three plans, seats and API usage, in US dollars. */
import { chance } from './chance.ts';
import { companyName } from './names.ts';
import { type SheetRow, sheetRow } from './sheet-row.ts';

const TENANT = 'nimbus';
const row = (dataset: string, name: string, cells: SheetRow['cells']) => sheetRow(TENANT, dataset, name, cells);

export const feeItems: SheetRow[] = [
  ['PLAN-STARTER', '入门版', 'Starter plan', 'BASIC', 'ADVANCE', 'workspace'],
  ['PLAN-TEAM', '团队版', 'Team plan', 'BASIC', 'ADVANCE', 'seat'],
  ['PLAN-BUSINESS', '企业版', 'Business plan', 'BASIC', 'ADVANCE', 'workspace'],
  ['API-CALLS', '接口调用', 'API calls', 'VALUE_ADDED', 'ARREARS', '1,000 calls'],
].map(([code, nameZh, nameEn, category, timing, unit]) =>
  row('FEE_ITEMS', code as string, {
    code: code as string,
    nameZh: nameZh as string,
    nameEn: nameEn as string,
    category: category as string,
    cycle: 'MONTHLY',
    timing: timing as string,
    unit: unit as string,
    currency: 'USD',
    effectiveFrom: '2025-01-01',
  }),
);

const price = (feeItem: string, cells: SheetRow['cells']) =>
  row('PRICES', feeItem, { feeItem, effectiveFrom: '2025-01-01', proration: 'ACTUAL_DAYS', ...cells });

export const prices: SheetRow[] = [
  price('PLAN-STARTER', { model: 'FIXED', price: '29' }),
  price('PLAN-TEAM', { model: 'PER_UNIT', price: '12' }),
  price('PLAN-BUSINESS', { model: 'FIXED', price: '499' }),
  price('API-CALLS', { model: 'GRADUATED', tiers: '0-10: 0 | 10-100: 0.4 | 100+: 0.25', reset: 'PERIOD' }),
];

export const CUSTOMERS = 300;
const customerCode = (n: number) => `N-${String(n).padStart(4, '0')}`;
const numbers = Array.from({ length: CUSTOMERS }, (_, i) => i + 1);

type Plan = 'PLAN-STARTER' | 'PLAN-TEAM' | 'PLAN-BUSINESS';
function planOf(n: number): Plan {
  const draw = chance(10, 'plan', n);
  if (draw < 4) return 'PLAN-STARTER';
  return draw < 8 ? 'PLAN-TEAM' : 'PLAN-BUSINESS';
}

export const payerAccount = (n: number) => `US64SVBK${String(10_000_000 + n * 7919).padStart(14, '0')}`;

export const customers: SheetRow[] = numbers.map((n) =>
  row('CUSTOMERS', customerCode(n), {
    code: customerCode(n),
    name: companyName(n),
    kind: 'COMPANY',
    customerGroup: planOf(n),
    region: n % 3 === 0 ? 'EMEA' : 'US',
    email: `billing${n}@example.com`,
    bankAccount: chance(10, 'nb', n) < 7 ? payerAccount(n) : null,
    language: 'EN',
  }),
);

export const premises: SheetRow[] = numbers.map((n) =>
  row('PREMISES', `WS-${n}`, {
    code: `WS-${String(n).padStart(4, '0')}`,
    name: `Workspace ${companyName(n)}`,
    kind: 'SITE',
    customer: customerCode(n),
  }),
);
const workspace = (n: number) => `WS-${String(n).padStart(4, '0')}`;

const metered = numbers.filter((n) => planOf(n) !== 'PLAN-STARTER');

export const meters: SheetRow[] = metered.map((n) =>
  row('METERS', `API-${n}`, { code: `API-${workspace(n)}`, premise: workspace(n), kind: 'USAGE', multiplier: '1' }),
);

/** Joined in a month of the history, on a day; the first half was there before. */
function joined(n: number): string {
  if (n <= CUSTOMERS / 2) return '2025-10-01';
  const month = chance(11, 'joined', n);
  const year = month < 2 ? 2025 : 2026;
  const number = month < 2 ? 11 + month : month - 1;
  return `${year}-${String(number).padStart(2, '0')}-${String(1 + chance(28, 'jd', n)).padStart(2, '0')}`;
}

export const bindings: SheetRow[] = numbers.flatMap((n) => {
  const plan = planOf(n);
  const common = { customer: customerCode(n), premise: workspace(n), startDate: joined(n) };
  const seats = plan === 'PLAN-TEAM' ? String(3 + chance(40, 'seats', n)) : '1';
  const loyal: SheetRow['cells'] = chance(12, 'loyal', n) === 0 ? { discountKind: 'AMOUNT', discountValue: '5' } : {};
  const list = [
    row('BINDINGS', `${plan}@${n}`, {
      code: `${plan}@${workspace(n)}`,
      feeItem: plan,
      quantitySource: 'FIXED',
      quantity: seats,
      ...common,
      ...loyal,
    }),
  ];
  if (plan === 'PLAN-STARTER') return list;
  const usage = { feeItem: 'API-CALLS', quantitySource: 'METER', meter: `API-${workspace(n)}` };
  return [...list, row('BINDINGS', `API@${n}`, { code: `API-CALLS@${workspace(n)}`, ...common, ...usage })];
});

/** Thousands of calls that a workspace made in a month. */
const calls = (n: number, month: number) => 10 + chance(160, 'calls', n) + chance(30, 'c', n, month);

/** Readings of the call counters on the first day of a month, counted from 2025-10-01. */
export function readings(month: number, readOn: string): SheetRow[] {
  return metered.map((n) => {
    let value = 0;
    for (let m = 0; m < month; m += 1) value += calls(n, m);
    const cells = { meter: `API-${workspace(n)}`, readOn, value: String(value), kind: 'ACTUAL' };
    return row('METER_READINGS', `${n} ${readOn}`, cells);
  });
}
