/** The server behind worksheet functions, over the add-in's GraphQL client. */
import { FeedPositionDocument, FiguresDocument } from '../generated/operations.ts';
import { type Api, ApiError } from '../taskpane/api.ts';
import type { Locale } from '../workbook/port.ts';
import { FigureFailure } from './answer.ts';
import type { FigureSource } from './figures.ts';

/** @param locale language of explanations, asked for with each request */
export function figureSource(api: Pick<Api, 'request'>, locale: () => Locale): FigureSource {
  return {
    async figures(requests, signal) {
      const language = locale() === 'zh' ? 'ZH' : 'EN';
      const answer = await asFailure(api.request(FiguresDocument, { requests, language }, signal));
      return { answers: answer.figures, position: answer.feedPosition };
    },
    position: async () => (await asFailure(api.request(FeedPositionDocument, {}))).feedPosition,
  };
}

async function asFailure<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.kind === 'session') throw new FigureFailure('functions.sign_in', 'sign in to Suanpan in the pane');
    throw new FigureFailure(error.code, error.message, error.kind !== 'refused');
  }
}
