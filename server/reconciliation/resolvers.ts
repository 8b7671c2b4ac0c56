import { type BillView, billsById } from '../billing/bills.ts';
import { payersById } from '../billing/payers.ts';
import { type Context, loaderOf, requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { parseId } from '../kernel/ids.ts';
import { read } from '../ledger/books.ts';
import { loadBankAccounts } from './bank-accounts.ts';
import { listBookableAccounts } from './bookable-accounts.ts';
import { matchAgain, matchLine, unmatchLine } from './decide-by-hand.ts';
import { matchLinesTogether } from './decide-together.ts';
import { importStatement } from './import-statement.ts';
import { bookLine } from './line-bookings.ts';
import { previewStatement } from './profiles/preview.ts';
import { archiveProfile, saveProfile } from './profiles/profiles.ts';
import { listProfiles } from './profiles/views.ts';
import { commentLine, rejectSuggestion } from './remarks.ts';
import { orderRules, removeRule, saveRule } from './rules/save-rules.ts';
import { tryRule } from './rules/trial.ts';
import { listRules, statisticsOf } from './rules/views.ts';
import {
  bookingsOfLines,
  findLine,
  linesById,
  listLines,
  listStatements,
  matchesOfLines,
  requireLine,
} from './views.ts';

const bankAccounts = async (context: Context) => {
  const books = requireBooks(context);
  const rows = await read(books, (db) => loadBankAccounts(db, books.tenant.id));
  return rows.map(({ account_number: accountNumber, ...row }) => ({ ...row, accountNumber }));
};

const matchesOf = (context: Context, lineId: string) =>
  loaderOf(context, 'reconciliation.matches', (ids: readonly string[]) =>
    matchesOfLines(requireBooks(context), ids),
  ).load(lineId);

const bookingOf = (context: Context, lineId: string, state: 'APPLIED' | 'SUGGESTED') =>
  loaderOf(context, `reconciliation.bookings.${state}`, (ids: readonly string[]) =>
    bookingsOfLines(requireBooks(context), ids, state),
  ).load(lineId);

const billOf = (context: Context, id: string) =>
  loaderOf<string, BillView>(context, 'billing.bill', async (ids) => {
    const bills = await billsById(requireBooks(context), ids);
    return ids.map((one) => bills.get(one) ?? new Error(`no bill ${one}`));
  }).load(id);

export const resolvers: Pick<
  Resolvers,
  'Query' | 'Mutation' | 'Statement' | 'StatementLine' | 'Match' | 'MatchingRule'
> = {
  Query: {
    bankAccounts: (_root, _args, context) => bankAccounts(context),
    statements: (_root, { first, ids }, context) =>
      listStatements(
        requireBooks(context),
        first,
        ids?.map((id) => parseId(id, 'ids')),
      ),
    statementLines: (_root, { filter, first, after }, context) =>
      listLines(requireBooks(context), filter ?? {}, first, after ?? null),
    statementLine: (_root, { id }, context) => findLine(requireBooks(context), id),
    matchingRules: (_root, _args, context) => listRules(requireBooks(context)),
    bookableAccounts: (_root, _args, context) => listBookableAccounts(requireBooks(context)),
    tryMatchingRule: (_root, { input }, context) => tryRule(requireBooks(context), input, { signal: context.signal }),
    statementProfiles: (_root, { archived }, context) => listProfiles(requireBooks(context), archived),
    previewStatement: (_root, { input }, context) => previewStatement(requireBooks(context), input),
  },
  Mutation: {
    importStatement: async (_root, { input }, context) => {
      const books = requireBooks(context);
      const { statementIds, knownLines } = await importStatement(books, input);
      return { statements: await listStatements(books, 100, statementIds), knownLines };
    },
    saveStatementProfile: async (_root, { input }, context) => ({
      profile: await saveProfile(requireBooks(context), input),
    }),
    archiveStatementProfile: async (_root, { input }, context) => ({
      profile: await archiveProfile(requireBooks(context), input),
    }),
    matchLine: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { line: await requireLine(books, await matchLine(books, input)) };
    },
    matchLinesTogether: async (_root, { input }, context) => {
      const books = requireBooks(context);
      const ids = await matchLinesTogether(books, input);
      return { lines: await Promise.all(ids.map((id) => requireLine(books, id))) };
    },
    matchAgain: async (_root, { input }, context) => ({ matched: await matchAgain(requireBooks(context), input) }),
    bookLine: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { line: await requireLine(books, await bookLine(books, input)) };
    },
    saveMatchingRule: async (_root, { input }, context) => {
      const books = requireBooks(context);
      const id = await saveRule(books, input);
      return { rules: await listRules(books), id };
    },
    removeMatchingRule: async (_root, { input }, context) => {
      const books = requireBooks(context);
      await removeRule(books, input);
      return { rules: await listRules(books), id: null };
    },
    orderMatchingRules: async (_root, { input }, context) => {
      const books = requireBooks(context);
      await orderRules(books, input);
      return { rules: await listRules(books), id: null };
    },
    rejectSuggestion: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { line: await requireLine(books, await rejectSuggestion(books, input)) };
    },
    commentLine: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { line: await requireLine(books, await commentLine(books, input)) };
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
    booking: (line, _args, context) => bookingOf(context, line.id, 'APPLIED'),
    suggestedBooking: (line, _args, context) =>
      line.status === 'MATCHED' ? null : bookingOf(context, line.id, 'SUGGESTED'),
    match: async (line, _args, context) =>
      (await matchesOf(context, line.id)).find((one) => one.state === 'APPLIED') ?? null,
    candidates: async (line, _args, context) =>
      line.status === 'MATCHED' ? [] : (await matchesOf(context, line.id)).filter((one) => one.state === 'SUGGESTED'),
  },
  MatchingRule: {
    statistics: (rule, _args, context) =>
      loaderOf(context, 'reconciliation.rule_statistics', (ids: readonly string[]) =>
        statisticsOf(requireBooks(context), ids),
      ).load(rule.id),
  },
  Match: {
    together: (match, _args, context) => {
      const loader = loaderOf(context, 'reconciliation.lines', (ids: readonly string[]) =>
        linesById(requireBooks(context), ids),
      );
      return Promise.all(match.togetherIds.map((id) => loader.load(id)));
    },
    customer: (match, _args, context) =>
      loaderOf(context, 'billing.payer', (ids: readonly string[]) => payersById(requireBooks(context), ids)).load(
        match.customerId,
      ),
    bills: (match, _args, context) => Promise.all(match.billIds.map((id) => billOf(context, id))),
  },
};
