/** Whom a fee item applies to. Pure. */
import { Refusal } from '../kernel/errors.ts';

export const PREMISE_KINDS = ['COMMUNITY', 'ROOM', 'SHOP', 'PARKING', 'SITE'];

/** Lists of a fee item as stored: codes separated by commas, empty for everybody. */
export interface Applicability {
  forGroups: string;
  forRegions: string;
  forPremiseKinds: string;
}

/**
 * Reads a list of codes.
 * @param allowed the codes there are, in upper case; without it any text is one
 * @throws Refusal `value.unknown_option`
 */
export function readList(cell: string, allowed?: readonly string[]): string[] {
  const codes = cell
    .split(/[,，、;；\n]/)
    .map((code) => code.trim())
    .filter((code) => code !== '');
  const read = allowed ? codes.map((code) => code.toUpperCase()) : codes;
  const unknown = read.find((code) => allowed && !allowed.includes(code));
  if (unknown !== undefined) {
    throw new Refusal('value.unknown_option', `“${unknown.slice(0, 40)}” is not one of ${allowed?.join(', ')}`);
  }
  return [...new Set(read)];
}

/**
 * Why a fee item does not apply, as field of the binding and sentence; null where it does.
 * @param premiseKind null where the binding names no premise
 */
export function notApplicable(
  feeItem: string,
  terms: Applicability,
  customer: { group: string; region: string },
  premiseKind: string | null,
): { field: 'customer' | 'premise'; message: string } | null {
  const outside = (list: string, value: string) => list !== '' && !readList(list).includes(value);
  if (outside(terms.forGroups, customer.group)) {
    return { field: 'customer', message: `${feeItem} is for the customer groups ${terms.forGroups} only` };
  }
  if (outside(terms.forRegions, customer.region)) {
    return { field: 'customer', message: `${feeItem} is for the regions ${terms.forRegions} only` };
  }
  if (outside(terms.forPremiseKinds, premiseKind ?? '')) {
    return { field: 'premise', message: `${feeItem} is for premises of the kind ${terms.forPremiseKinds} only` };
  }
  return null;
}
