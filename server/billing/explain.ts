import { type Explanation, recompute } from '../catalog/pricing/explanation.ts';
import { plain } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { type ChargeView, findCharge } from './bills.ts';

/** How a charge came about. */
export interface ChargeExplanationView {
  charge: ChargeView;
  explanation: unknown;
  /** Computed anew from the explanation's steps; equals the charge's amount. */
  recomputed: string;
}

/** Explains a charge and does its arithmetic again; null when there is no such charge. */
export async function explainCharge(books: Books, id: string): Promise<ChargeExplanationView | null> {
  const found = await findCharge(books, id);
  if (found === null) return null;
  const { explanation, ...charge } = found;
  return { charge, explanation, recomputed: plain(recompute(explanation as Explanation)) };
}
