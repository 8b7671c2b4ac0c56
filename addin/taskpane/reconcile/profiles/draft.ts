/** What a person has pointed out of a table so far. No React, no API. */
import type {
  PreviewStatementQuery,
  StatementColumnKind,
  StatementDateOrder,
  StatementDecimalSign,
  StatementTableInput,
} from '../../../generated/operations.ts';

export type Preview = PreviewStatementQuery['previewStatement'];

/** The form as it stands. Words are written with commas between them. */
export interface Draft {
  /** Line of the headings; 0 for a table without any. */
  headingLine: number;
  /** What the columns hold, by their place. */
  kinds: readonly (StatementColumnKind | null)[];
  inWords: string;
  outWords: string;
  inverted: boolean;
  dates: StatementDateOrder | null;
  decimal: StatementDecimalSign | null;
  currency: string;
  leaveOut: string;
}

/** In the order in which a person looks for them. */
export const KINDS: readonly StatementColumnKind[] = [
  'DATE', 'AMOUNT', 'CREDIT', 'DEBIT', 'DIRECTION', 'BALANCE', 'PARTY_NAME', 'PARTY_ACCOUNT', 'TEXT', 'REFERENCE', 'BANK_REFERENCE',
  'VALUE_DATE', 'CURRENCY', 'ACCOUNT', 'FEE', 'TYPE', 'STATUS',
]; // biome-ignore format: a list reads better packed

/** Kinds of which a table may have several columns. */
const MANY: readonly StatementColumnKind[] = ['TEXT', 'DATE'];

/** The form for a file as it was recognised or guessed at. */
export function draftOf(preview: Preview): Draft {
  const { table } = preview;
  return {
    headingLine: preview.headingLine,
    kinds: preview.columns.map(({ kind }) => kind),
    inWords: (table?.inWords ?? []).join(', '),
    outWords: (table?.outWords ?? []).join(', '),
    inverted: table?.inverted ?? false,
    dates: table?.dates ?? null,
    decimal: table?.decimal ?? null,
    currency: table?.currency ?? '',
    leaveOut: (table?.leaveOut ?? []).join(', '),
  };
}

/** Says what a column holds; another column that held the same holds nothing then, unless there may be several. */
export function withKind(draft: Draft, place: number, kind: StatementColumnKind | null, preview: Preview): Draft {
  const kinds = draft.kinds.map((known, i) => {
    if (i === place) return kind;
    return kind !== null && known === kind && !MANY.includes(kind) ? null : known;
  });
  if (kind !== 'DIRECTION' || draft.inWords || draft.outWords) return { ...draft, kinds };
  return { ...draft, kinds, ...usualWords(wordsBelow(preview, draft.headingLine, place)) };
}

/** Different words of a column in the rows that are shown. */
export function wordsBelow({ rows }: Preview, headingLine: number, place: number): string[] {
  const words = rows.filter(({ line }) => line > headingLine).map(({ cells }) => cells[place] ?? '');
  return [...new Set(words)].filter((word) => word !== '' && word.length <= 12).slice(0, 12);
}

const IN = /^(贷|收|存|转入|入|credit|cr?$|in$|\+|haben|h$)/i;
const OUT = /^(借|支|付|取|转出|出|debit|dr?$|out$|-|−|soll|s$)/i;

function usualWords(words: readonly string[]): Pick<Draft, 'inWords' | 'outWords'> {
  const which = (pattern: RegExp) => words.filter((word) => pattern.test(word)).join(', ');
  return { inWords: which(IN), outWords: which(OUT) };
}

const words = (text: string): string[] =>
  text
    .split(/[,，、\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** What the API is told. */
export function tableOf(draft: Draft, preview: Preview): StatementTableInput {
  const isShown = preview.headingLine === draft.headingLine;
  const headings = draft.headingLine === 0 ? [] : headingsOf(draft, preview);
  return {
    headings: headings.filter((heading) => heading !== ''),
    columns: draft.kinds.flatMap((kind, place) => {
      const name = isShown ? preview.columns[place]?.name : undefined;
      return kind === null ? [] : [{ kind, column: name ?? `#${place + 1}` }];
    }),
    inWords: words(draft.inWords),
    outWords: words(draft.outWords),
    inverted: draft.inverted && !draft.kinds.includes('DIRECTION') && draft.kinds.includes('AMOUNT'),
    dates: draft.dates,
    decimal: draft.decimal,
    currency: draft.currency.trim() === '' ? null : draft.currency,
    leaveOut: words(draft.leaveOut),
  };
}

function headingsOf({ headingLine }: Draft, { columns, rows, headingLine: shown }: Preview): string[] {
  if (shown === headingLine) return columns.map(({ heading }) => heading);
  return rows.find(({ line }) => line === headingLine)?.cells ?? [];
}
