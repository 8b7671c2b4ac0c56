import { loaderOf, requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { quote } from './quote.ts';
import { listFeeItems, pricesOfFeeItems } from './views.ts';

export const resolvers: Pick<Resolvers, 'Query' | 'FeeItem'> = {
  Query: {
    feeItems: (_root, { filter, first, after }, context) =>
      listFeeItems(requireBooks(context), filter ?? {}, first, after),
    priceQuote: (_root, { input }, context) => quote(requireBooks(context), input),
  },
  FeeItem: {
    prices: ({ id }, _args, context) =>
      loaderOf(context, 'catalog.prices', (ids: readonly string[]) =>
        pricesOfFeeItems(requireBooks(context), ids),
      ).load(id),
  },
};
