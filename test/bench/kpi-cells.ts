/** Cells of a sheet full of worksheet functions, and the requests that they cost. */
import type { FigureAnswer } from '../../addin/functions/answer.ts';
import { requestOf } from '../../addin/functions/arguments.ts';
import { FUNCTIONS, type FunctionDeclaration } from '../../addin/functions/declarations.ts';
import { Figures } from '../../addin/functions/figures.ts';
import type { Client } from '../support/client.ts';
import { seconds } from './measure.ts';

const CELLS = 10_000;
const KPIS = ['DUE', 'COLLECTED', 'OPEN', 'OVERDUE', 'COLLECTION_RATE'];

const FIGURES = `query Figures($requests: [FigureRequest!]!) {
  figures(requests: $requests) { value text error { code message } }
  feedPosition
}`;

/** Calculates 10,000 cells, all of them different, as one recalculation. @returns how many requests that took */
export async function kpiRequests(client: Client, log: (line: string) => void): Promise<number> {
  let requests = 0;
  const figures = new Figures({
    async figures(asked) {
      requests += 1;
      const answer = await client.ask<{ figures: FigureAnswer[]; feedPosition: string }>(FIGURES, { requests: asked });
      return { answers: answer.figures, position: answer.feedPosition };
    },
    position: () => Promise.reject(new Error('a bench is over before anybody asks')),
  });
  const began = performance.now();
  const answers = await Promise.all(cells().map((request) => figures.ask(request).answer));
  figures.stop();
  const given = answers.filter(({ value, error }) => value !== null || error?.code === 'figures.nothing_due').length;
  if (given !== CELLS) throw new Error(`the server answered ${given} cells, not ${CELLS}`);
  log(`  ${CELLS} KPI cells: ${requests} requests, ${seconds((performance.now() - began) / 1000)}`);
  return requests;
}

/** Five KPIs of 2,000 months. */
function cells() {
  const kpi = FUNCTIONS.find(({ name }) => name === 'KPI') as FunctionDeclaration;
  return Array.from({ length: CELLS }, (_, i) => {
    const month = Math.floor(i / KPIS.length);
    const period = `${1930 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    const requested = requestOf(kpi, [KPIS[i % KPIS.length], period]);
    if (!requested.ok) throw new Error(`a bench asks for what is ${requested.problem.code}`);
    return requested.request;
  });
}
