import { useRef } from 'react';
import {
  BookLineDocument,
  type BookLineInput,
  CommentLineDocument,
  type LinePartsFragment,
  MatchLineDocument,
  RejectSuggestionDocument,
  UnmatchLineDocument,
} from '../../generated/operations.ts';
import { useAction } from '../common/use-action.ts';
import { useSession } from '../session/session.tsx';

export interface LineCommands {
  running: boolean;
  error: unknown;
  /** Ties the line to bills in order, or holds the money for a customer. */
  match: (target: Target) => Promise<void>;
  /** Books a line that pays no bill as what it is. */
  book: (as: Omit<BookLineInput, 'key' | 'lineId'>) => Promise<void>;
  undo: () => Promise<void>;
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
}

/** Match, undo and what else is decided or said about a statement line. The same request keeps its key until it was answered. */
export function useLineCommands(line: LinePartsFragment, onChanged: () => void): LineCommands {
  const { api } = useSession();
  const asked = useRef<{ question: string; key: string } | null>(null);
  const keyFor = (question: string) => {
    if (asked.current?.question !== question) asked.current = { question, key: crypto.randomUUID() };
    return asked.current.key;
  };
  const done = () => {
    asked.current = null;
    onChanged();
  };
  const match = useAction(async (target: Target) => {
    const key = keyFor(JSON.stringify(target));
    await api.request(MatchLineDocument, { input: { key, lineId: line.id, ...target } });
    done();
  });
  const book = useAction(async (as: Omit<BookLineInput, 'key' | 'lineId'>) => {
    const key = keyFor(JSON.stringify(as));
    await api.request(BookLineDocument, { input: { key, lineId: line.id, ...as } });
    done();
  });
  const undo = useAction(async () => {
    await api.request(UnmatchLineDocument, { input: { key: keyFor('undo'), lineId: line.id } });
    done();
  });
  const reject = useAction(async (id: string) => {
    await api.request(RejectSuggestionDocument, { input: { key: keyFor(`reject ${id}`), id } });
    done();
  });
  const comment = useAction(async (text: string) => {
    await api.request(CommentLineDocument, {
      input: { key: keyFor(`comment ${text}`), lineId: line.id, comment: text },
    });
    done();
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
