/** Subscribers of Nimbus whose plans have a story: a trial that converted, one that did not, up- and downgrades, seats. */
import { namedId } from '../kernel/ids.ts';
import type { Books } from '../ledger/books.ts';
import { cancelSubscription, changeSubscription, startSubscription } from '../sync/subscriptions/subscriptions.ts';
import { type SheetRow, sheetRow } from './sheet-row.ts';

const NAMES = {
  'N-0301': 'Alder & Finch Studio',
  'N-0302': 'Bright Harbor Labs',
  'N-0303': 'Cobalt Ridge Robotics',
  'N-0304': 'Dune Street Media',
  'N-0305': 'Everpine Analytics',
  'N-0306': 'Foxglove Health',
} as const;

type Code = keyof typeof NAMES;

export const subscribers: SheetRow[] = Object.entries(NAMES).map(([code, name], i) =>
  sheetRow('nimbus', 'CUSTOMERS', code, {
    code,
    name,
    kind: 'COMPANY',
    customerGroup: '',
    region: i % 2 === 0 ? 'US' : 'EMEA',
    email: `accounts@example${i}.com`,
    language: 'EN',
  }),
);

/** What is told after the bills of a month are out, some of it about days that they cover. */
const STORY: Record<string, (books: Books, key: (of: string) => string) => Promise<unknown>> = {
  '2025-12': async (books, key) => {
    const begin = (customer: Code, feeItem: string, startDate: string, more: object = {}) =>
      startSubscription(books, { key: key(customer), customer, feeItem, startDate, ...more });
    await begin('N-0301', 'PLAN-STARTER', '2026-01-12', { trialDays: 14 });
    await begin('N-0302', 'PLAN-BUSINESS', '2026-01-20', { trialDays: 30 });
    await begin('N-0303', 'PLAN-STARTER', '2026-01-01');
    await begin('N-0304', 'PLAN-BUSINESS', '2026-01-01');
    await begin('N-0305', 'PLAN-TEAM', '2026-01-01', { quantity: '5' });
    await begin('N-0306', 'PLAN-TEAM', '2026-01-01', { quantity: '12' });
  },
  '2026-01': (books, key) =>
    cancelSubscription(books, {
      key: key('N-0302'),
      binding: 'PLAN-BUSINESS/N-0302',
      on: '2026-02-10',
      reason: 'chose another product',
    }),
  '2026-03': (books, key) =>
    changeSubscription(books, {
      key: key('N-0303'),
      binding: 'PLAN-STARTER/N-0303',
      on: '2026-03-16',
      feeItem: 'PLAN-BUSINESS',
    }),
  '2026-04': async (books, key) => {
    const seats = (on: string, quantity: string) =>
      changeSubscription(books, { key: key(on), binding: 'PLAN-TEAM/N-0305', on, quantity });
    await seats('2026-04-11', '9');
    await seats('2026-06-21', '7');
  },
  '2026-05': (books, key) =>
    changeSubscription(books, {
      key: key('N-0304'),
      binding: 'PLAN-BUSINESS/N-0304',
      on: '2026-05-17',
      feeItem: 'PLAN-TEAM',
      quantity: '30',
    }),
  '2026-08': (books, key) =>
    cancelSubscription(books, { key: key('N-0306'), binding: 'PLAN-TEAM/N-0306', reason: 'merged' }),
};

/** Tells what happened by the day after a month. @param month `YYYY-MM`, billed just now */
export async function tellSubscriptions(books: Books, month: string): Promise<void> {
  const key = (of: string) => namedId(`demo subscription ${month} ${of}`);
  await STORY[month]?.(books, key);
}
