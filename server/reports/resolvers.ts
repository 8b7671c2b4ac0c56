import { requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { kpis } from './kpis.ts';

export const resolvers: Pick<Resolvers, 'Query'> = {
  Query: {
    kpis: (_root, { input }, context) => kpis(requireBooks(context), input),
  },
};
