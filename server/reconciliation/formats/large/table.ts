/** Large tables: once for what only all rows together say, and once for the rows. */
import { DEEPEST_HEADING, findHead, type TableHead } from '../tables/find.ts';
import { type GridRow, GridSplitter, separatorOf } from '../tables/grid.ts';
import type { ProfileChoice } from '../tables/profile.ts';
import { TableReading } from '../tables/read-table.ts';
import { type TableFacts, TableSurvey } from '../tables/survey.ts';
import type { StatementWarning } from '../types.ts';
import { type DraftEnd, type DraftPart, type LargeReading, NotInParts } from './reading.ts';
import type { LargeText } from './text.ts';

/**
 * Looks a table through.
 * @throws Refusal `statement.profile_does_not_fit`; `NotInParts` for what is no table that is known
 */
export async function largeTable(text: LargeText, profiles: ProfileChoice | undefined): Promise<LargeReading> {
  const first: GridRow[] = [];
  for await (const rows of rowsOf(text)) {
    first.push(...rows);
    if (first.length >= DEEPEST_HEADING) break;
  }
  const head = findHead(first, profiles);
  if (!head) throw new NotInParts();
  const survey = new TableSurvey(head);
  for await (const rows of tableRows(text, head)) for (const row of rows) survey.add(row);
  const warnings: StatementWarning[] = [];
  const facts = survey.facts(warnings);
  const { format, name } = head.profile;
  return { format, profile: name, read: (take) => readRows(text, head, facts, warnings, take) };
}

async function* rowsOf(text: LargeText): AsyncGenerator<GridRow[]> {
  const splitter = new GridSplitter(separatorOf(text.head));
  for await (const part of text.parts()) yield splitter.push(part);
  yield splitter.end();
}

/** The rows below the heading. */
async function* tableRows(text: LargeText, { before }: TableHead): AsyncGenerator<GridRow[]> {
  let seen = 0;
  for await (const rows of rowsOf(text)) {
    yield seen >= before ? rows : rows.slice(before - seen);
    seen += rows.length;
  }
}

async function readRows(
  text: LargeText,
  head: TableHead,
  facts: TableFacts,
  guessed: readonly StatementWarning[],
  take: (parts: DraftPart[]) => Promise<void>,
): Promise<DraftEnd> {
  const reading = new TableReading(head, facts);
  for await (const rows of tableRows(text, head)) {
    const parts = new Map<number, DraftPart>();
    for (const row of rows) {
      const read = reading.read(row);
      if (!read) continue;
      const { line, ...statement } = read;
      const part = parts.get(read.statement);
      if (part) part.lines.push(line);
      else parts.set(read.statement, { ...statement, lines: [line] });
    }
    await take([...parts.values()].toSorted((a, b) => a.statement - b.statement));
  }
  const warnings = [...guessed];
  const statements = reading.end(warnings);
  return { statements, warnings };
}
