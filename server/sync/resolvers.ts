import { requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { publish } from './publish.ts';
import { readRows } from './read-rows.ts';

export const resolvers: Pick<Resolvers, 'Query' | 'Mutation'> = {
  Query: {
    rows: (_root, { input }, context) => readRows(requireBooks(context), input),
  },
  Mutation: {
    publish: (_root, { input }, context) =>
      publish(requireBooks(context), { ...input, mode: input.mode ?? 'PARTIAL', dryRun: input.dryRun ?? false }),
  },
};
