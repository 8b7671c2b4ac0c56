/**
 * Tiers as one cell: `0-180: 5 | 180-260: 7 | 260+: 9`, with a flat fee as `0-10: 5 + 20`, sold in packages of 100 as
 * `0-1000: 5/100`. The bounds are those of the
 * model (an upper bound belongs to its tier); the lower ones are written for people and must continue without a gap.
 */
import { Refusal } from '../kernel/errors.ts';
import { Decimal, plain } from '../kernel/money.ts';

/** What the first number of a tier is: a price, a flat price for the tier, or percent. */
export type TierField = 'unitPrice' | 'flatFee' | 'rate';

/** A tier as the model's JSON has it. */
export interface TierJson {
  upTo: string | null;
  unitPrice?: string;
  rate?: string;
  flatFee?: string;
  packageSize?: string;
}

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;
const TIER = new RegExp(String.raw`^${NUMBER}(?:-${NUMBER}|\+):${NUMBER}(?:/${NUMBER})?(?:\+${NUMBER})?$`);
const EXAMPLE = '0-180: 5 | 180-260: 7 | 260+: 9';

/** Full-width signs that a Chinese keyboard types, and dashes that Excel makes of a hyphen. */
const SIGNS: Record<string, string> = {
  '：': ':', '｜': '|', '；': '|', ';': '|', '\n': '|', '＋': '+', '－': '-', '–': '-', '—': '-', '~': '-', '～': '-', '至': '-', '．': '.', '／': '/',
}; // biome-ignore format: pairs

/**
 * Reads a tiers cell. Spaces do not count.
 * @throws Refusal `catalog.tiers_not_readable`, `catalog.tiers_gap` naming the tier
 */
export function parseTiers(text: string, field: TierField = 'unitPrice'): TierJson[] {
  const plainText = text.replace(/[：｜；;\n＋－–—~～至．／]/g, (sign) => SIGNS[sign] ?? sign).replace(/\s+/g, '');
  const halfWidth = plainText.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const tiers: TierJson[] = [];
  for (const part of halfWidth.split('|').filter((each) => each !== '')) {
    tiers.push(readTier(part, tiers.at(-1), field));
  }
  if (tiers.length === 0) throw notReadable(text);
  return tiers;
}

function readTier(part: string, previous: TierJson | undefined, field: TierField): TierJson {
  const [, from, upTo, first, packageSize, flatFee] = TIER.exec(part) ?? [];
  if (from === undefined || first === undefined) throw notReadable(part);
  if (field === 'flatFee' && (flatFee ?? packageSize) !== undefined) throw notReadable(part);
  const expected = previous === undefined ? '0' : previous.upTo;
  if (expected === null) {
    throw new Refusal('catalog.tiers_gap', `no tier can follow ${part.slice(0, 40)}'s predecessor, which has no end`);
  }
  if (!new Decimal(from).eq(expected)) {
    throw new Refusal(
      'catalog.tiers_gap',
      `the tier ${part.slice(0, 40)} must begin at ${expected}, where the one before ends`,
    );
  }
  const tier: TierJson = { upTo: upTo === undefined ? null : canonical(upTo), [field]: canonical(first) };
  if (flatFee !== undefined) tier.flatFee = canonical(flatFee);
  if (packageSize !== undefined) tier.packageSize = canonical(packageSize);
  return tier;
}

/** A decimal as the JSON of a model may have it: a string, or a number. */
const canonical = (number: string | number) => plain(new Decimal(number));

function notReadable(part: string): Refusal {
  return new Refusal('catalog.tiers_not_readable', `“${part.slice(0, 40)}” is not a tier; write tiers like ${EXAMPLE}`);
}

/** Writes tiers as a cell; null when the list is none that a cell can say. */
export function formatTiers(tiers: unknown, field: TierField = 'unitPrice'): string | null {
  if (!Array.isArray(tiers) || tiers.length === 0) return null;
  const parts: string[] = [];
  let from = '0';
  for (const tier of tiers as TierJson[]) {
    const first = tier[field];
    if (first === undefined) return null;
    const bounds = tier.upTo === null ? `${from}+` : `${from}-${canonical(tier.upTo)}`;
    const withFee = field !== 'flatFee' && tier.flatFee !== undefined && canonical(tier.flatFee) !== '0';
    const fee = withFee ? ` + ${canonical(tier.flatFee as string)}` : '';
    const size = (tier.packageSize ?? null) === null ? '' : `/${canonical(tier.packageSize as string)}`;
    parts.push(`${bounds}: ${canonical(first)}${size}${fee}`);
    if (tier.upTo !== null) from = canonical(tier.upTo);
  }
  return parts.join(' | ');
}
