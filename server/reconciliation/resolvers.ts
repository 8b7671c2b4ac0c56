import { type BillView, billsById } from '../billing/bills.ts';
import { payersById } from '../billing/payers.ts';
import { type Context, loaderOf, requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { read } from '../ledger/books.ts';
import { loadBankAccounts } from './bank-accounts.ts';
import { matchAgain, matchLine, unmatchLine } from './decide-by-hand.ts';
import { importStatement } from './import-statement.ts';
import { bookLine } from './line-bookings.ts';
import { bookingsOfLines, findLine, listLines, listStatements, matchesOfLines, requireLine } from './views.ts';

const bankAccounts = async (context: Context) => {
  const books = requireBooks(context);
  const rows = await read(books, (db) => loadBankAccounts(db, books.tenant.id));
  return rows.map(({ account_number: accountNumber, ...row }) => ({ ...row, accountNumber }));
};

const matchesOf = (context: Context, lineId: string) =>
  loaderOf(context, 'reconciliation.matches', (ids: readonly string[]) =>
    matchesOfLines(requireBooks(context), ids),
  ).load(lineId);

const billOf = (context: Context, id: string) =>
  loaderOf<string, BillView>(context, 'billing.bill', async (ids) => {
    const bills = await billsById(requireBooks(context), ids);
    return ids.map((one) => bills.get(one) ?? new Error(`no bill ${one}`));
  }).load(id);

export const resolvers: Pick<Resolvers, 'Query' | 'Mutation' | 'Statement' | 'StatementLine' | 'Match'> = {
  Query: {
    bankAccounts: (_root, _args, context) => bankAccounts(context),
    statements: (_root, { first }, context) => listStatements(requireBooks(context), first),
    statementLines: (_root, { filter, first, after }, context) =>
      listLines(requireBooks(context), filter ?? {}, first, after ?? null),
    statementLine: (_root, { id }, context) => findLine(requireBooks(context), id),
  },
  Mutation: {
    importStatement: async (_root, { input }, context) => {
      const books = requireBooks(context);
      const { statementIds, knownLines } = await importStatement(books, input);
      return { statements: await listStatements(books, 100, statementIds), knownLines };
    },
    matchLine: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { line: await requireLine(books, await matchLine(books, input)) };
    },
    matchAgain: async (_root, { input }, context) => ({ matched: await matchAgain(requireBooks(context), input) }),
    bookLine: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { line: await requireLine(books, await bookLine(books, input)) };
    },
    unmatchLine: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { line: await requireLine(books, await unmatchLine(books, input)) };
    },
  },
  Statement: {
    bankAccount: async (statement, _args, context) => {
      const accounts = await bankAccounts(context);
      return accounts.find((account) => account.id === statement.bankAccountId) as (typeof accounts)[number];
    },
  },
  StatementLine: {
    booking: (line, _args, context) =>
      loaderOf(context, 'reconciliation.bookings', (ids: readonly string[]) =>
        bookingsOfLines(requireBooks(context), ids),
      ).load(line.id),
    match: async (line, _args, context) =>
      (await matchesOf(context, line.id)).find((one) => one.state === 'APPLIED') ?? null,
    candidates: async (line, _args, context) =>
      line.status === 'MATCHED' ? [] : (await matchesOf(context, line.id)).filter((one) => one.state === 'SUGGESTED'),
  },
  Match: {
    customer: (match, _args, context) =>
      loaderOf(context, 'billing.payer', (ids: readonly string[]) => payersById(requireBooks(context), ids)).load(
        match.customerId,
      ),
    bills: (match, _args, context) => Promise.all(match.billIds.map((id) => billOf(context, id))),
  },
};
