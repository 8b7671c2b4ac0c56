/** What lies in drawers, page by page. */
import type { OpenCounterDayQuery } from '../../generated/operations.ts';

/** How money reaches a counter. */
export type ManualChannel = 'CASH' | 'POS' | 'CHEQUE';

type Day = OpenCounterDayQuery['openCounterDay'];
export type Movement = Day['movements']['nodes'][number];

export interface OpenDay {
  drawers: Day['drawers'];
  nodes: Movement[];
  hasMore: boolean;
}

/** Asks for the first so many pages, one after the other; the drawers are those of the last answer. */
export async function movementPages(pages: number, ask: (after: string | null) => Promise<Day>): Promise<OpenDay> {
  let day = await ask(null);
  const nodes = [...day.movements.nodes];
  for (let page = 1; page < pages && day.movements.pageInfo.hasNextPage; page += 1) {
    day = await ask(day.movements.pageInfo.endCursor ?? null);
    nodes.push(...day.movements.nodes);
  }
  return { drawers: day.drawers, nodes, hasMore: day.movements.pageInfo.hasNextPage };
}
