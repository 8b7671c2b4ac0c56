import { datasetPermission } from '../access/permissions.ts';
import { historyOf, MASTER_NOUNS } from '../audit/history.ts';
import { requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { parseId } from '../kernel/ids.ts';
import { read } from '../ledger/books.ts';
import { bindFeeItems } from './bind-fee-items.ts';
import { publish } from './publish.ts';
import { feedPosition, readRows } from './read-rows.ts';
import { cancelSubscription, changeSubscription, startSubscription } from './subscriptions/subscriptions.ts';
import { subscriptionsOf } from './subscriptions/views.ts';

export const resolvers: Pick<Resolvers, 'Query' | 'Mutation'> = {
  Query: {
    subscriptions: (_root, { customer }, context) => subscriptionsOf(requireBooks(context), customer),
    feedPosition: (_root, _args, context) => {
      const books = requireBooks(context);
      return read(books, (db) => feedPosition(db, books));
    },
    rows: (_root, { input }, context) => readRows(requireBooks(context), input),
    // Audit knows the kernel alone; the books of the row's history are opened here.
    history: (_root, { rowId, first }, context) => {
      const books = requireBooks(context);
      const nouns = datasetPermission(books.operator?.roles ?? [], 'BILLS').readable ? null : MASTER_NOUNS;
      return read(books, (db) => historyOf(db, books.tenant.id, parseId(rowId, 'rowId'), first, nouns));
    },
  },
  Mutation: {
    bindFeeItems: (_root, { input }, context) => bindFeeItems(requireBooks(context), input),
    startSubscription: (_root, { input }, context) => startSubscription(requireBooks(context), input),
    changeSubscription: (_root, { input }, context) => changeSubscription(requireBooks(context), input),
    cancelSubscription: (_root, { input }, context) => cancelSubscription(requireBooks(context), input),
    publish: (_root, { input }, context) =>
      publish(requireBooks(context), { ...input, mode: input.mode ?? 'PARTIAL', dryRun: input.dryRun ?? false }),
  },
};
