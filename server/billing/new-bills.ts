/** What other nouns do with bills in the very transaction that makes them. Those nouns build on billing, so they tell it here. */
import type { BusinessDate } from '../kernel/dates.ts';
import type { Work } from '../ledger/unit-of-work.ts';

/**
 * Takes bills that a unit of work has just made.
 * @param bills their ids, in the order of their numbers
 * @param issuedOn their day
 */
export type WithNewBills = (work: Work, bills: readonly string[], issuedOn: BusinessDate) => Promise<void>;

const told: WithNewBills[] = [];

/** Has something done with all bills that this process makes from now on; a failure fails the bills. */
export function onNewBills(what: WithNewBills): void {
  told.push(what);
}

export const tellOfNewBills: WithNewBills = async (work, bills, issuedOn) => {
  for (const what of told) await what(work, bills, issuedOn);
};
