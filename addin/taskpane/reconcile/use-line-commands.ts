import {
  BookLineDocument,
  type BookLineInput,
  CommentLineDocument,
  type LinePartsFragment,
  MatchLineDocument,
  MatchLinesTogetherDocument,
  RejectSuggestionDocument,
  UnmatchLineDocument,
} from '../../generated/operations.ts';
import { useAction } from '../common/use-action.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession } from '../session/session.tsx';

export interface LineCommands {
  running: boolean;
  error: unknown;
  /** Ties the line to bills in order, or holds the money for a customer. */
  match: (target: Target) => Promise<void>;
  /** Books a line that pays no bill as what it is. */
  book: (as: Omit<BookLineInput, 'key' | 'lineId'>) => Promise<void>;
  /** Undoes the match or booking, with `together` also those of the lines that pay the same bills. */
  undo: (together?: boolean) => Promise<void>;
  /** Says that a suggestion is wrong. */
  reject: (id: string) => Promise<void>;
  /** Writes a remark; an empty one takes it away. */
  comment: (text: string) => Promise<void>;
}

/** What a line pays; `candidate`: the suggestion that is confirmed. */
export interface Target {
  bills: string[];
  customer: string | null;
  candidate?: string;
  /** Lines that pay together; none: this one alone. */
  lineIds?: string[];
}

/** Match, undo and what else is decided or said about a statement line. */
export function useLineCommands(line: LinePartsFragment, onChanged: () => void): LineCommands {
  const { api } = useSession();
  const wishes = useWishes();
  const lineId = line.id;
  const match = useAction(async ({ lineIds = [], ...target }: Target) => {
    await wishes.send<unknown>(['match', lineIds, target], (key) =>
      lineIds.length > 1
        ? api.request(MatchLinesTogetherDocument, { input: { key, lineIds, ...target } })
        : api.request(MatchLineDocument, { input: { key, lineId, ...target } }),
    );
    onChanged();
  });
  const book = useAction(async (as: Omit<BookLineInput, 'key' | 'lineId'>) => {
    await wishes.send(['book', as], (key) => api.request(BookLineDocument, { input: { key, lineId, ...as } }));
    onChanged();
  });
  const undo = useAction(async (together: boolean | undefined = false) => {
    await wishes.send(['undo', together], (key) =>
      api.request(UnmatchLineDocument, { input: { key, lineId, together } }),
    );
    onChanged();
  });
  const reject = useAction(async (id: string) => {
    await wishes.send(['reject', id], (key) => api.request(RejectSuggestionDocument, { input: { key, id } }));
    onChanged();
  });
  const comment = useAction(async (text: string) => {
    await wishes.send(['comment', text], (key) =>
      api.request(CommentLineDocument, { input: { key, lineId, comment: text } }),
    );
    onChanged();
  });
  const all = [match, book, undo, reject, comment];
  return {
    running: all.some(({ running }) => running),
    error: all.map(({ error }) => error).find((error) => error !== null) ?? null,
    match: match.run,
    book: book.run,
    undo: undo.run,
    reject: reject.run,
    comment: comment.run,
  };
}
