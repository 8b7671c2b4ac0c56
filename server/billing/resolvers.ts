import { type Context, loaderOf, requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { parseId } from '../kernel/ids.ts';
import { approveBillingRun } from './approve.ts';
import { chargesOfBills, listBills } from './bills.ts';
import { explainCharge } from './explain.ts';
import { followRun } from './follow-run.ts';
import { payersById } from './payers.ts';
import { cancelBillingRun, pauseBillingRun, postBillingRun } from './post.ts';
import { previewBillingRun } from './preview.ts';
import { priceImpact } from './price-impact.ts';
import { runComparison, runWarnings } from './run-summary.ts';
import { findRun, listRuns, type Run, runExceptions, runTotals } from './runs.ts';

const payer = (context: Context, id: string) =>
  loaderOf(context, 'billing.payer', (ids: readonly string[]) => payersById(requireBooks(context), ids)).load(id);

const chargesOf = (context: Context, billId: string) =>
  loaderOf(context, 'billing.charges', (ids: readonly string[]) => chargesOfBills(requireBooks(context), ids)).load(
    billId,
  );

export const resolvers: Pick<Resolvers, 'Query' | 'Mutation' | 'Subscription' | 'BillingRun' | 'Bill'> = {
  Query: {
    billingRun: (_root, { id }, context) => findRun(requireBooks(context), parseId(id, 'id')),
    billingRuns: (_root, { first }, context) => listRuns(requireBooks(context), first),
    bills: (_root, { filter, first, after }, context) =>
      listBills(requireBooks(context), filter ?? {}, first, after ?? null),
    priceImpact: (_root, { input }, context) => priceImpact(requireBooks(context), input),
    explainCharge: (_root, { id }, context) => explainCharge(requireBooks(context), parseId(id, 'id')),
  },
  Mutation: {
    previewBillingRun: async (_root, { input }, context) => ({
      run: await previewBillingRun(requireBooks(context), input),
    }),
    approveBillingRun: async (_root, { input }, context) => ({
      run: await approveBillingRun(requireBooks(context), { ...input, runId: parseId(input.runId, 'runId') }),
    }),
    postBillingRun: async (_root, { input }, context) => ({
      run: await postBillingRun(requireBooks(context), { ...input, runId: parseId(input.runId, 'runId') }),
    }),
    pauseBillingRun: async (_root, { input }, context) => ({
      run: await pauseBillingRun(requireBooks(context), parseId(input.runId, 'runId')),
    }),
    cancelBillingRun: async (_root, { input }, context) => ({
      run: await cancelBillingRun(requireBooks(context), parseId(input.runId, 'runId')),
    }),
  },
  Subscription: {
    billingRunProgress: {
      subscribe: (_root, { id }, context) => followRun(requireBooks(context), parseId(id, 'id')),
      resolve: (run: Run) => run,
    },
  },
  BillingRun: {
    totals: (run, _args, context) => runTotals(requireBooks(context), run.id),
    comparison: (run, _args, context) => runComparison(requireBooks(context), run),
    warnings: (run, { first, percent }, context) => runWarnings(requireBooks(context), run.id, first, percent),
    exceptions: (run, { first }, context) => runExceptions(requireBooks(context), run.id, first),
  },
  Bill: {
    customer: (bill, _args, context) => payer(context, bill.customerId),
    charges: (bill, _args, context) => chargesOf(context, bill.id),
  },
};
