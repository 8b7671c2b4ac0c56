import { requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import type { Books } from '../ledger/books.ts';
import { closingChecklist } from './checklist.ts';
import { accountingPeriods, closeAccountingPeriod, reopenAccountingPeriod } from './periods.ts';
import { releaseRevenue } from './release.ts';
import { voucherExport } from './vouchers.ts';

const periodOf = async (books: Books, month: string) =>
  (await accountingPeriods(books)).find((period) => period.month === month) ?? null;

export const resolvers: Pick<Resolvers, 'Query' | 'Mutation'> = {
  Query: {
    accountingPeriods: (_root, _args, context) => accountingPeriods(requireBooks(context)),
    closingChecklist: (_root, { month }, context) => closingChecklist(requireBooks(context), month),
    voucherExport: (_root, { month }, context) => voucherExport(requireBooks(context), month),
  },
  Mutation: {
    releaseRevenue: async (_root, { input }, context) => ({
      released: await releaseRevenue(requireBooks(context), input),
    }),
    closeAccountingPeriod: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { period: await periodOf(books, await closeAccountingPeriod(books, input)) };
    },
    reopenAccountingPeriod: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { period: await periodOf(books, await reopenAccountingPeriod(books, input)) };
    },
  },
};
