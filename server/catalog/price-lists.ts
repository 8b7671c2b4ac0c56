/** Price lists: versions for a customer group, a region or both hold before those for everybody. Pure. */
import type { BusinessDate } from '../kernel/dates.ts';

/** Whom a price version is for; empty: everybody. */
export interface PriceList {
  customerGroup: string;
  region: string;
}

interface Listed extends PriceList {
  period: { start: BusinessDate; end: BusinessDate | null };
}

const FOREVER = '9999-12-31';

/**
 * The versions that hold for a customer, cut so that on each day only the most specific list that has a price is left: group
 * and region, then group, then region, then everybody.
 * @param versions of one fee item, each list without overlap
 * @returns versions without overlap, in order of days; a version that is interrupted comes in several pieces
 */
export function versionsFor<V extends Listed>(versions: readonly V[], { customerGroup, region }: PriceList): V[] {
  const lists = [
    versions.filter(
      (v) => v.customerGroup !== '' && v.region !== '' && v.customerGroup === customerGroup && v.region === region,
    ),
    versions.filter((v) => v.customerGroup !== '' && v.region === '' && v.customerGroup === customerGroup),
    versions.filter((v) => v.customerGroup === '' && v.region !== '' && v.region === region),
    versions.filter((v) => v.customerGroup === '' && v.region === ''),
  ].filter((list) => list.length > 0);
  let taken: V[] = [];
  for (const list of lists) taken = [...taken, ...list.flatMap((version) => gapsOf(version, taken))];
  return taken.toSorted((a, b) => (a.period.start < b.period.start ? -1 : 1));
}

/** What is left of a version where more specific ones hold. */
function gapsOf<V extends Listed>(version: V, taken: readonly V[]): V[] {
  const end = version.period.end ?? FOREVER;
  const inOrder = taken.toSorted((a, b) => (a.period.start < b.period.start ? -1 : 1));
  const gaps: V[] = [];
  let from = version.period.start;
  for (const { period } of inOrder) {
    const until = period.end ?? FOREVER;
    if (until <= from) continue;
    if (period.start >= end) break;
    if (period.start > from) gaps.push({ ...version, period: { start: from, end: period.start } });
    from = until;
    if (from >= end) break;
  }
  if (from < end) gaps.push({ ...version, period: { start: from, end: version.period.end } });
  return gaps;
}
