import { requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { figures } from './figures.ts';
import { kpis } from './kpis.ts';

export const resolvers: Pick<Resolvers, 'Query'> = {
  Query: {
    figures: (_root, { requests, language }, context) => figures(requireBooks(context), requests, language),
    kpis: (_root, { input }, context) => kpis(requireBooks(context), input),
  },
};
