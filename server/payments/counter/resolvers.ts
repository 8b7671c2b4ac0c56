import { loaderOf, requireBooks } from '../../context.ts';
import type { Resolvers } from '../../generated/schema.ts';
import { closeCounterDay } from './close-day.ts';
import { reverseDayClose } from './reverse-day-close.ts';
import { dayCloseById, listDayCloses, movementsOfClose, openCounterDay, openMovements, piecesOf } from './views.ts';

export const resolvers: Pick<Resolvers, 'Query' | 'Mutation' | 'CounterDay' | 'DayClose'> = {
  Query: {
    openCounterDay: (_root, _args, context) => openCounterDay(requireBooks(context)),
    dayCloses: (_root, { first, after }, context) =>
      listDayCloses(requireBooks(context), { first: first ?? 50, after: after ?? null }),
  },
  Mutation: {
    closeCounterDay: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { dayClose: await dayCloseById(books, await closeCounterDay(books, input)) };
    },
    reverseDayClose: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { dayClose: await dayCloseById(books, await reverseDayClose(books, input)) };
    },
  },
  CounterDay: {
    movements: ({ cashierId }, { channel, first, after }, context) =>
      openMovements(requireBooks(context), cashierId, channel ?? null, { first: first ?? 50, after: after ?? null }),
  },
  DayClose: {
    denominations: ({ id }, _args, context) =>
      loaderOf(context, 'payments.pieces', (ids: readonly string[]) => piecesOf(requireBooks(context), ids)).load(id),
    movements: ({ id }, { first, after }, context) =>
      movementsOfClose(requireBooks(context), id, { first: first ?? 50, after: after ?? null }),
  },
};
