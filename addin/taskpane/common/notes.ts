/** What is told of a statement file, in the user's language. */
import { isMessageKey, type Translator } from '../../i18n/translate.ts';

/** A warning as the server gives it. */
export interface Told {
  /** Of its sentence. */
  name: string;
  /** What the sentence names: an object of texts. */
  params: unknown;
  /** The server's English sentence. */
  message: string;
  line: number | null;
  /** Member of an archive. */
  file: string | null;
}

/** The sentence of a name with its places filled; null where there is none, or a place stays empty. */
export function filledNote(name: string, params: unknown, t: Translator['t']): string | null {
  const key = `notes.${name}`;
  if (!isMessageKey(key)) return null;
  const texts = Object.entries((params ?? {}) as Record<string, string>).map(([place, text]) => {
    const word = `dates.${text}`;
    return [place, isMessageKey(word) ? t(word) : text];
  });
  const said = t(key, Object.fromEntries(texts) as Record<string, string>);
  return /\{\w+\}/.test(said) ? null : said;
}

/** A warning as a sentence, with the place where it is not in it. */
export function noteText({ name, params, message, line, file }: Told, { t }: Pick<Translator, 't'>): string {
  const text = filledNote(name, params, t);
  // The English sentence begins with the file already.
  if (text === null) return message;
  const named = (params as Record<string, string> | null)?.['line'] !== undefined;
  const place = line === null || named ? '' : ` (${t('error.line', { line })})`;
  return `${file === null ? '' : `${file}: `}${text}${place}`;
}
