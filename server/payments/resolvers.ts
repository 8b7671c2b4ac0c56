import { payersById } from '../billing/payers.ts';
import { loaderOf, requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { allocatePayment } from './allocate-payment.ts';
import { recordPayment } from './record-payment.ts';
import { paymentById, paymentByNumber } from './views.ts';

export const resolvers: Pick<Resolvers, 'Query' | 'Mutation' | 'Payment'> = {
  Query: {
    payment: (_root, { number }, context) => paymentByNumber(requireBooks(context), number),
  },
  Mutation: {
    recordPayment: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { payment: await paymentById(books, await recordPayment(books, input)) };
    },
    allocatePayment: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { payment: await paymentById(books, await allocatePayment(books, input)) };
    },
  },
  Payment: {
    customer: (payment, _args, context) =>
      loaderOf(context, 'billing.payer', (ids: readonly string[]) => payersById(requireBooks(context), ids)).load(
        payment.customerId,
      ),
  },
};
