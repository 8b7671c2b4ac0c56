import { payersById } from '../billing/payers.ts';
import { type Context, loaderOf, requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { allocatePayment } from './allocate-payment.ts';
import { customerStatement } from './customer-statement.ts';
import { recordPayment } from './record-payment.ts';
import { paymentById, paymentByNumber } from './views.ts';

const payer = (context: Context, id: string) =>
  loaderOf(context, 'billing.payer', (ids: readonly string[]) => payersById(requireBooks(context), ids)).load(id);

export const resolvers: Pick<Resolvers, 'Query' | 'Mutation' | 'Payment' | 'CustomerStatement'> = {
  Query: {
    payment: (_root, { number }, context) => paymentByNumber(requireBooks(context), number),
    customerStatement: (_root, order, context) => customerStatement(requireBooks(context), order),
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
    customer: (payment, _args, context) => payer(context, payment.customerId),
  },
  CustomerStatement: {
    customer: (statement, _args, context) => payer(context, statement.customerId),
  },
};
