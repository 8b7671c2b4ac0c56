import { useRef } from 'react';
import {
  BookLineDocument,
  type BookLineInput,
  type LinePartsFragment,
  MatchLineDocument,
  UnmatchLineDocument,
} from '../../generated/operations.ts';
import { useAction } from '../common/use-action.ts';
import { useSession } from '../session/session.tsx';

export interface LineCommands {
  running: boolean;
  error: unknown;
  /** Ties the line to bills in order, or holds the money for a customer. */
  match: (target: { bills: string[]; customer: string | null }) => Promise<void>;
  /** Books a line that pays no bill as what it is. */
  book: (as: Omit<BookLineInput, 'key' | 'lineId'>) => Promise<void>;
  undo: () => Promise<void>;
}

/** Match and undo for a statement line. The same request keeps its key until it was answered. */
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
  const match = useAction(async (target: { bills: string[]; customer: string | null }) => {
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
  return {
    running: match.running || book.running || undo.running,
    error: match.error ?? book.error ?? undo.error,
    match: match.run,
    book: book.run,
    undo: undo.run,
  };
}
