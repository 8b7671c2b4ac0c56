import { useRef, useState } from 'react';
import {
  ImportStatementDocument,
  type ImportStatementMutation,
  StatementsDocument,
} from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import type { Api } from '../api.ts';
import { useAction } from '../common/use-action.ts';
import { useSession } from '../session/session.tsx';
import { errorText } from '../shell/errors.ts';
import { useActivities } from '../shell/use-activities.tsx';
import { base64Of, LARGE_FILE } from './file.ts';

export type Imported = ImportStatementMutation['importStatement'];

/** What to import a file into, and by which profile; null: what the file itself says. */
export interface Wish {
  bankAccount?: string | null;
  profile?: string | null;
}

/** Sends a file; the same file keeps its key, so that sending it again after a lost answer imports once. */
export function useImport(onImported: (result: Imported) => void) {
  const i18n = useI18n();
  const { api } = useSession();
  const activities = useActivities();
  const [file, setFile] = useState<File | null>(null);
  const key = useRef<{ question: string; key: string } | null>(null);
  const send = useAction(async (chosen: File, { bankAccount = null, profile = null }: Wish = {}) => {
    setFile(chosen);
    const question = [chosen.name, chosen.size, chosen.lastModified, bankAccount, profile].join('|');
    if (key.current?.question !== question) key.current = { question, key: crypto.randomUUID() };
    const { key: idempotency } = key.current;
    const result = await activities.run(
      i18n.t('reconcile.importing', { name: chosen.name }),
      ({ signal }) => sendFile(api, chosen, { key: idempotency, bankAccount, profile }, signal),
      {
        summary: ({ statements }) =>
          i18n.t('import.new', { count: statements.reduce((n, s) => n + s.newLineCount, 0) }),
        explain: (error) => errorText(error, i18n).text,
      },
    );
    key.current = null;
    setFile(null);
    onImported(result);
  });
  return { send, file };
}

/** A small file travels in the request; a large one goes through its own door, and what came of it is asked for. */
async function sendFile(
  api: Api,
  file: File,
  wish: Required<Wish> & { key: string },
  signal: AbortSignal,
): Promise<Imported> {
  if (file.size <= LARGE_FILE) {
    const content = await base64Of(file);
    const answer = await api.request(
      ImportStatementDocument,
      { input: { fileName: file.name, content, ...wish } },
      signal,
    );
    return answer.importStatement;
  }
  const query = Object.entries({ fileName: file.name, ...wish }).filter(
    (pair): pair is [string, string] => pair[1] !== null,
  );
  const { importStatement } = await api.upload<{ importStatement: { statementIds: string[]; knownLines: number } }>(
    'statements',
    Object.fromEntries(query),
    file,
    signal,
  );
  const { statementIds, knownLines } = importStatement;
  const { statements } = await api.request(StatementsDocument, { first: 100, ids: statementIds }, signal);
  return { statements, knownLines };
}
