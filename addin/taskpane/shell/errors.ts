/** Any error, in the user's language. */
import { AnalysisError } from '../../analysis/problems.ts';
import { FigureFailure } from '../../functions/answer.ts';
import { codeSentence, type Translator } from '../../i18n/translate.ts';
import { SyncError } from '../../sync/issues.ts';
import { WorkbookError } from '../../workbook/port.ts';
import { ApiError } from '../api.ts';
import { filledNote } from '../common/notes.ts';

export interface ErrorText {
  /** What went wrong and what to do. */
  text: string;
  /** The server's own words, where the sentence above is a translation that says less. */
  detail: string | null;
  /** The same request may well succeed in a moment. */
  again: boolean;
}

/** Refusals of files whose translation says all that the server's sentence does; the place stands beside it. */
const SAYS_ALL =
  /^statement\.(cut_file|cut_row|empty_file|not_text|wrong_encoding|unknown_format|summary_only|lost_line_breaks|no_statement|not_base64|archive_\w+|preview_archive|workbook_unreadable|profile_\w+)$/;

export function errorText(error: unknown, { locale, code, t }: Translator): ErrorText {
  if (error instanceof ApiError) {
    const named = locale === 'en' ? null : filledNote(error.code, error.params, t);
    // The server lists all formats that it knows, which helps on the command line.
    const isShort = error.code === 'statement.unknown_format';
    const text = named ?? code(error.code, isShort ? undefined : error.message);
    const place = error.line === null ? text : `${text} (${t('error.line', { line: error.line })})`;
    const saysLess = named === null && text !== error.message && !SAYS_ALL.test(error.code);
    const detail = error.kind === 'refused' && locale !== 'en' && saysLess ? error.message : null;
    return { text: place, detail, again: error.kind !== 'refused' };
  }
  if (error instanceof FigureFailure)
    return { text: code(error.code, error.message), detail: null, again: error.passing };
  if (error instanceof AnalysisError)
    return { text: codeSentence(locale, error.code, error.params), detail: null, again: false };
  if (error instanceof SyncError || error instanceof WorkbookError) {
    const detail = error.code === 'workbook.failed' ? error.message : null;
    return { text: code(error.code, error.message), detail, again: error.code === 'workbook.cell_editing' };
  }
  return { text: t('error.unexpected'), detail: error instanceof Error ? error.message : String(error), again: true };
}
