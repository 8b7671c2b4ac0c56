/** Asks the server what a file would come to, a moment after the last change. */
import { useEffect, useState } from 'react';
import { PreviewStatementDocument, type PreviewStatementInput } from '../../../generated/operations.ts';
import { useQuery } from '../../common/use-query.ts';
import { useSession } from '../../session/session.tsx';
import { type Draft, draftOf, type Preview, tableOf } from './draft.ts';
import { type Sample, sampleOf } from './sample.ts';

const PAUSE = 250;

/** What is asked: nothing in particular, a profile by its name, or what was pointed out. */
export type Question = Pick<PreviewStatementInput, 'profile' | 'table' | 'headingLine'>;

export interface Pointing {
  preview: Preview | null;
  draft: Draft | null;
  /** Name of the profile that the file is read by as it stands; empty once something was pointed out. */
  profile: string;
  /** Name of the profile that was asked for; empty for none. */
  asked: string;
  /** Name of the profile that was there before something was pointed out; null for none. */
  base: string | null;
  /** Whether something was pointed out. */
  isPointed: boolean;
  /** Whether only the beginning of the file was looked at. */
  beginning: boolean;
  loading: boolean;
  error: unknown;
  reload: () => void;
  /** Reads the file by a profile; null: as it is recognised. */
  readBy: (name: string | null) => void;
  change: (draft: Draft) => void;
}

/** The state of pointing at a file's columns. */
export function usePointing(file: File): Pointing {
  const { api } = useSession();
  const [sample, setSample] = useState<Sample | null>(null);
  const [profile, setProfile] = useState<string | null>(null);
  const [pointed, setPointed] = useState<Draft | null>(null);
  const [base, setBase] = useState<string | null>(null);
  const [question, setQuestion] = useState<Question>({ profile: null });
  const answer = useQuery(
    async (signal) => {
      const content = sample ?? (await sampleOf(file));
      if (!sample) setSample(content);
      const { previewStatement } = await api.request(
        PreviewStatementDocument,
        { input: { ...content, ...question } },
        signal,
      );
      return previewStatement;
    },
    [api, file, question],
  );
  const preview = answer.data;
  const asked = pointed && preview ? { table: tableOf(pointed, preview), headingLine: pointed.headingLine } : null;
  const words = JSON.stringify(asked ?? { profile });
  useEffect(() => {
    const timer = setTimeout(() => {
      setQuestion((before) => (JSON.stringify(before) === words ? before : (JSON.parse(words) as Question)));
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [words]);
  return {
    preview,
    draft: pointed ?? (preview ? draftOf(preview) : null),
    profile: pointed ? '' : (preview?.profile ?? ''),
    asked: pointed ? '' : (profile ?? ''),
    base,
    isPointed: pointed !== null,
    beginning: sample?.beginning ?? false,
    loading: answer.loading || JSON.stringify(question) !== words,
    error: answer.error,
    reload: answer.reload,
    readBy: (name) => {
      setPointed(null);
      setProfile(name);
    },
    change: (draft) => {
      if (!pointed && preview?.table?.name) setBase(preview.table.name);
      setPointed(draft);
    },
  };
}
