/** What Excel must know of the worksheet functions before it runs any: the JSON that the manifest names. */
import type { Locale } from '../workbook/port.ts';
import { FUNCTIONS } from './declarations.ts';

/** Files of the metadata by language, beside the pages of the add-in. */
export const METADATA_FILES: Readonly<Record<Locale, string>> = { en: 'functions.json', zh: 'functions-zh.json' };

/** The metadata in one language, as the file has it. Every argument may be a number, a text or blank, so all are `any`. */
export function functionsMetadata(locale: Locale): string {
  const functions = FUNCTIONS.map(({ name, description, parameters, result }) => ({
    id: name,
    name,
    description: description[locale],
    // An amount of more digits than a number holds comes as text.
    result: { type: result === 'number' ? 'any' : result, dimensionality: 'scalar' },
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      description: parameter.description[locale],
      type: 'any',
      dimensionality: 'scalar',
      ...(parameter.optional ? { optional: true } : {}),
    })),
    options: { cancelable: true },
  }));
  return `${JSON.stringify({ functions }, null, 2)}\n`;
}
