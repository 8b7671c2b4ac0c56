import { requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { acceptReading } from './accept-reading.ts';
import { estimateReadings } from './estimate-readings.ts';
import { importReadings } from './import-readings.ts';
import { meterLosses } from './loss.ts';
import { recordUsage, type UsageAnswers } from './record-usage.ts';
import { replaceMeter } from './replace-meter.ts';
import { pullSource } from './sources/pull.ts';
import { saveSource } from './sources/settings.ts';
import { type MeterView, meterByCode, readingsOf } from './views.ts';

const count = (answers: UsageAnswers, status: string): number =>
  answers.filter((answer) => answer.status === status).length;

export const resolvers: Pick<Resolvers, 'Query' | 'Mutation' | 'Meter' | 'RecordUsagePayload' | 'RefusedReading'> = {
  Query: {
    meter: (_root, { code }, context) => meterByCode(requireBooks(context), code),
    meterLoss: (_root, { month }, context) => meterLosses(requireBooks(context), month),
  },
  Mutation: {
    acceptReading: async (_root, { input }, context) => ({
      readingId: await acceptReading(requireBooks(context), input),
    }),
    estimateReadings: async (_root, { input }, context) => ({
      estimates: await estimateReadings(requireBooks(context), input),
    }),
    replaceMeter: async (_root, { input }, context) => {
      const code = await replaceMeter(requireBooks(context), input);
      return { meter: (await meterByCode(requireBooks(context), code)) as MeterView };
    },
    importReadings: (_root, { input }, context) => importReadings(requireBooks(context), input),
    saveMeteringSource: async (_root, { input }, context) => ({
      code: await saveSource(requireBooks(context), { ...input, settings: input.settings as Record<string, unknown> }),
    }),
    pullMeteringSource: (_root, { input }, context) => pullSource(requireBooks(context), input.source),
    recordUsage: (_root, { input }, context) => recordUsage(requireBooks(context), input),
  },
  Meter: {
    readings: ({ id }, { first }, context) => readingsOf(requireBooks(context), id, first),
  },
  RefusedReading: {
    errors: ({ error }) => [error],
  },
  RecordUsagePayload: {
    applied: (answers) => count(answers, 'APPLIED'),
    unchanged: (answers) => count(answers, 'UNCHANGED'),
    refused: (answers) => count(answers, 'REFUSED'),
    results: (answers, { refusedOnly }) =>
      refusedOnly ? answers.filter(({ status }) => status === 'REFUSED') : [...answers],
  },
};
