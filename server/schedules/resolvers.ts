import { loaderOf, requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import type { Books } from '../ledger/books.ts';
import type { ActionArguments } from './actions.ts';
import { rerunJob, runScheduleNow } from './ask-for-jobs.ts';
import { removeSchedule, saveSchedule } from './schedules.ts';
import { type JobView, lastJobs, listJobs, listSchedules, type ScheduleView } from './views.ts';

const scheduleOf = async (books: Books, code: string) => ({
  schedule: (await listSchedules(books, code))[0] as ScheduleView,
});

const jobOf = async (books: Books, id: string) => ({ job: (await listJobs(books, { ids: [id] }, 1))[0] as JobView });

export const resolvers: Pick<Resolvers, 'Query' | 'Mutation' | 'Schedule'> = {
  Query: {
    schedules: (_root, _args, context) => listSchedules(requireBooks(context)),
    scheduledJobs: (_root, { statuses, first }, context) => listJobs(requireBooks(context), { statuses }, first),
  },
  Mutation: {
    saveSchedule: async (_root, { input }, context) => {
      const books = requireBooks(context);
      const code = await saveSchedule(books, { ...input, arguments: input.arguments as ActionArguments });
      return scheduleOf(books, code);
    },
    removeSchedule: async (_root, { input }, context) => ({ code: await removeSchedule(requireBooks(context), input) }),
    runScheduleNow: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return jobOf(books, await runScheduleNow(books, input));
    },
    rerunJob: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return jobOf(books, await rerunJob(books, input));
    },
  },
  Schedule: {
    lastJob: (schedule, _args, context) =>
      loaderOf(context, 'schedules.last', (ids: readonly string[]) => lastJobs(requireBooks(context), ids)).load(
        schedule.id,
      ),
  },
};
