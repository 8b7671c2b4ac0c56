import { requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { parseDate } from '../kernel/dates.ts';
import { parseId } from '../kernel/ids.ts';
import { journalEntries, trialBalance } from './queries.ts';

export const resolvers: Pick<Resolvers, 'Query'> = {
  Query: {
    journalEntries: (_root, { sourceId }, context) =>
      journalEntries(requireBooks(context), parseId(sourceId, 'sourceId')),
    trialBalance: (_root, { to }, context) => trialBalance(requireBooks(context), to ? parseDate(to, 'to') : undefined),
  },
};
