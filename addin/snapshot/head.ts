/** What stands above the values of a snapshot. */
import type { HeadLine } from '../analysis/cells.ts';
import { momentIn, word } from '../analysis/words.ts';
import type { Locale } from '../workbook/port.ts';

/** Who makes a snapshot, for whom and when. */
export interface Maker {
  company: string;
  /** Name of the operator. */
  operator: string;
  /** ISO 8601. */
  now: string;
  timeZone: string;
}

export interface HeadFacts {
  /** When the server read the rows, ISO 8601. */
  asOf: string;
  /** In words; null for everything. */
  filter: string | null;
  /** What the snapshot holds. */
  content: string;
}

/** Company, "as of", filter, maker and content, a line each. */
export function headLines(locale: Locale, maker: Maker, { asOf, filter, content }: HeadFacts): HeadLine[] {
  return [
    [word(locale, 'company'), maker.company],
    [word(locale, 'asOf'), `${momentIn(asOf, maker.timeZone)} (${maker.timeZone})`],
    [word(locale, 'filter'), filter ?? word(locale, 'everything')],
    [word(locale, 'madeBy'), `${maker.operator}, ${momentIn(maker.now, maker.timeZone)}`],
    [word(locale, 'content'), content],
  ];
}

const LONGEST_TITLE = 31;

/** The tab's title: what it is, shortened where it must be, and as of when; a tab takes no colon. */
export function snapshotTitle(locale: Locale, title: string, asOf: string, timeZone: string): string {
  const time = momentIn(asOf, timeZone).replace(':', '.');
  // What no tab may be called; a sheet of the workbench may.
  const name = title.replaceAll(/[\\/?*[\]:]/g, ' ');
  const room = LONGEST_TITLE - word(locale, 'snapshotTitle', { title: '', time }).length;
  return word(locale, 'snapshotTitle', { title: name.length > room ? `${name.slice(0, room - 1)}…` : name, time });
}
