import { requireBooks } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import { recordUsage, type UsageAnswers } from './record-usage.ts';
import { meterByCode, readingsOf } from './views.ts';

const count = (answers: UsageAnswers, status: string): number =>
  answers.filter((answer) => answer.status === status).length;

export const resolvers: Pick<Resolvers, 'Query' | 'Mutation' | 'Meter' | 'RecordUsagePayload'> = {
  Query: {
    meter: (_root, { code }, context) => meterByCode(requireBooks(context), code),
  },
  Mutation: {
    recordUsage: (_root, { input }, context) => recordUsage(requireBooks(context), input),
  },
  Meter: {
    readings: ({ id }, { first }, context) => readingsOf(requireBooks(context), id, first),
  },
  RecordUsagePayload: {
    applied: (answers) => count(answers, 'APPLIED'),
    unchanged: (answers) => count(answers, 'UNCHANGED'),
    refused: (answers) => count(answers, 'REFUSED'),
    results: (answers, { refusedOnly }) =>
      refusedOnly ? answers.filter(({ status }) => status === 'REFUSED') : [...answers],
  },
};
