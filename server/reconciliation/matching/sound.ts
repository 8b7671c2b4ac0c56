/**
 * Chinese names written in Latin letters: a bank abroad writes ZHANG SAN for 张三. Letters tell less than characters, so this
 * only ever hints. Surnames are read as surnames are: 单 is shan, 曾 is zeng, 解 is xie, 仇 is qiu.
 */
import { createRequire } from 'node:module';
import type { pinyin as Pinyin } from 'pinyin-pro';

/** Names of so many characters are people's; longer ones are of companies, which write their own Latin names. */
const PERSON = /^\p{Script=Han}{2,4}$/u;
const TITLES = /(先生|女士|小姐)$/u;
const LATIN_TITLES = /^(mr|mrs|ms|miss|dr)\b\.?/;
/** ü as passports, keyboards and old systems write it. */
const UMLAUTS = ['v', 'u', 'yu'] as const;

const require = createRequire(import.meta.url);
let engine: typeof Pinyin | undefined;

/** The dictionary is large; it is loaded with the first name that needs it. */
function readings(name: string): string[] {
  engine ??= (require('pinyin-pro') as { pinyin: typeof Pinyin }).pinyin;
  return engine(name, { toneType: 'none', type: 'array', surname: 'head' });
}

/**
 * The letters of a name that is written in Latin letters alone.
 * @returns lower case without spaces, accents and titles; null where it is no such name
 */
export function lettersOf(name: string): string | null {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim()
    .replace(LATIN_TITLES, '');
  if (/[^a-z\s,.'’/·-]/.test(plain)) return null;
  const letters = plain.replace(/[^a-z]/g, '');
  return letters.length >= 4 ? letters : null;
}

/**
 * How a person's Chinese name may be written in Latin letters: the family name first or last, ü in several ways.
 * @returns empty where the name is not a Chinese one of two to four characters
 */
export function lettersFor(name: string): string[] {
  const bare = name
    .normalize('NFKC')
    .replace(/[\s·]+/gu, '')
    .replace(TITLES, '');
  if (!PERSON.test(bare)) return [];
  const syllables = readings(bare);
  // The family name has one character, or two as in 欧阳.
  const orders = [0, 1, ...(syllables.length > 2 ? [2] : [])].map((cut) =>
    [...syllables.slice(cut), ...syllables.slice(0, cut)].join(''),
  );
  return [...new Set(orders.flatMap((letters) => UMLAUTS.map((written) => letters.replaceAll('ü', written))))];
}
