/** From keys and codes to sentences. */
import { sentence } from '../sync/messages.ts';
import type { Locale } from '../workbook/port.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type MessageKey = keyof typeof en;
export type Params = Readonly<Record<string, string | number>>;

const CATALOGUES: Record<Locale, Readonly<Record<MessageKey, string>>> = { zh, en };

/** Whether the catalogue has a message of that name, for keys made from codes. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

/**
 * A message with `{name}` filled in. `{count|row|rows}` gives the count and, by it, the first or second word;
 * `{count#is|are}` gives the word alone.
 */
export function message(locale: Locale, key: MessageKey, params: Params = {}): string {
  return CATALOGUES[locale][key].replace(
    /\{(\w+)(?:([|#])([^|}]*)\|([^}]*))?\}/g,
    (whole, name: string, kind?: string, one?: string, many?: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      if (kind === undefined) return String(value);
      const word = String(value) === '1' ? one : many;
      return kind === '#' ? String(word) : `${value} ${word}`;
    },
  );
}

/**
 * The sentence for an error or refusal code, from the server or from the sync engine.
 * English readers get the server's own sentence where there is one, since it names names.
 */
export function codeSentence(
  locale: Locale,
  code: string,
  params: Readonly<Record<string, string>> = {},
  fallback?: string,
): string {
  const own = sentence(locale, code, params, '');
  // Sentences with places to fill need the parameters that only the add-in's own checks give.
  if (own && !/\{\w+\}/.test(own)) return own;
  if (locale === 'en' && fallback) return fallback;
  const key = `errors.${code}`;
  return isMessageKey(key) ? message(locale, key, params) : (fallback ?? code);
}

export interface Translator {
  locale: Locale;
  t: (key: MessageKey, params?: Params) => string;
  /** The sentence for an error code. */
  code: (code: string, fallback?: string) => string;
}

/** The translator of a language, for code outside components. */
export function translator(locale: Locale): Translator {
  return {
    locale,
    t: (key, params) => message(locale, key, params),
    code: (code, fallback) => codeSentence(locale, code, {}, fallback),
  };
}
