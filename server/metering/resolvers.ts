import { requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { meterByCode, readingsOf } from './views.ts';

export const resolvers: Pick<Resolvers, 'Query' | 'Meter'> = {
  Query: {
    meter: (_root, { code }, context) => meterByCode(requireBooks(context), code),
  },
  Meter: {
    readings: ({ id }, { first }, context) => readingsOf(requireBooks(context), id, first),
  },
};
