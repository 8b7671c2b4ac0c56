import { useRef, useState } from 'react';
import { ImportStatementDocument, type ImportStatementMutation } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ApiError } from '../api.ts';
import { useAction } from '../common/use-action.ts';
import { useSession } from '../session/session.tsx';
import { errorText } from '../shell/errors.ts';
import { useActivities } from '../shell/use-activities.tsx';
import { base64Of, FILE_LIMIT } from './file.ts';

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
    if (chosen.size > FILE_LIMIT) throw new ApiError('refused', 'statement.too_large', 'the file is too large');
    const question = [chosen.name, chosen.size, chosen.lastModified, bankAccount, profile].join('|');
    if (key.current?.question !== question) key.current = { question, key: crypto.randomUUID() };
    const { key: idempotency } = key.current;
    const result = await activities.run(
      i18n.t('reconcile.importing', { name: chosen.name }),
      async ({ signal }) => {
        const content = await base64Of(chosen);
        const input = { key: idempotency, fileName: chosen.name, content, bankAccount, profile };
        return (await api.request(ImportStatementDocument, { input }, signal)).importStatement;
      },
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
