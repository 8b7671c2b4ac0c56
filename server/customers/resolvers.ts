import { loaderOf, requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { balancesOf, listCustomers, listPremises } from './views.ts';

export const resolvers: Pick<Resolvers, 'Query' | 'Customer'> = {
  Query: {
    customers: (_root, { filter, first, after }, context) =>
      listCustomers(requireBooks(context), filter ?? {}, first, after),
    premises: (_root, { filter, first, after }, context) =>
      listPremises(requireBooks(context), filter ?? {}, first, after),
  },
  Customer: {
    balance: ({ id }, _args, context) =>
      loaderOf(context, 'customers.balance', (ids: readonly string[]) => balancesOf(requireBooks(context), ids)).load(
        id,
      ),
  },
};
