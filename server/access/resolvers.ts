import { requireBooks } from '../context.ts';
import type { Resolvers, Viewer } from '../generated/schema.ts';
import type { Books } from '../ledger/books.ts';
import { booksAnew } from '../ledger/tenants.ts';
import { currentOperator } from './operators.ts';
import { DATASETS, datasetPermission } from './permissions.ts';
import { signIn, signOut } from './sessions.ts';
import { changeSettings } from './settings.ts';

/** Who is signed in, where, and what they may do there. */
async function viewerOf(books: Books): Promise<Viewer> {
  const operator = await currentOperator(books);
  const { id, code, name, currency, timeZone, paymentDays, matchThreshold, postingNeedsApproval } = books.tenant;
  const settings = { paymentDays, matchThreshold, postingNeedsApproval };
  return {
    operator,
    tenant: { id, code, name, currency, timeZone, today: books.today, ...settings },
    datasets: DATASETS.map((dataset) => datasetPermission(operator.roles, dataset)),
  };
}

export const resolvers: Pick<Resolvers, 'Query' | 'Mutation'> = {
  Query: {
    viewer: (_root, _args, { books }) => (books ? viewerOf(books) : null),
  },
  Mutation: {
    signIn: async (_root, { input }, context) => {
      const session = await signIn(context.orm, input);
      context.setSessionCookie(session);
      return {
        token: session.token,
        expiresAt: session.expiresAt.toISOString(),
        viewer: await viewerOf(session.books),
      };
    },
    changeTenantSettings: async (_root, { input }, context) => {
      const books = requireBooks(context);
      await changeSettings(books, input);
      return { viewer: await viewerOf(await booksAnew(books)) };
    },
    signOut: async (_root, _args, context) => {
      const { books, sessionId } = context;
      if (books && sessionId) await signOut({ books, sessionId });
      context.setSessionCookie(null);
      return true;
    },
  },
};
