/**
 * Fingerprints make importing repeatable: a movement has the same one in every file that holds it, so importing a file
 * twice, or files whose periods overlap, adds nothing; and two movements that look exactly alike have two.
 *
 * sha256 over account, booking date, direction, amount, currency, what identifies the movement (the bank's own id where
 * there is one, else parties, references and text), and n for the n-th movement of that same content in the file. All
 * but n is content of the movement, and the date is part of it: two files that both hold a day hold the same n's for it.
 * Limit: a bank that splits one day over two files and gives no ids lets the second of two equal movements look like the
 * first; the service can see that from the balances.
 */
import { createHash } from 'node:crypto';
import { plain } from '../../kernel/money.ts';
import type { DraftLine, DraftStatement, ParsedStatement, StatementLineInput } from './types.ts';

/** Numbers the lines of a file in order and gives each its fingerprint. */
export function withFingerprints(drafts: readonly DraftStatement[]): ParsedStatement[] {
  const fingerprints = new Fingerprints();
  let lineNo = 0;
  return drafts.map((statement) => ({
    ...statement,
    lines: statement.lines.map((draft) => {
      lineNo += 1;
      return fingerprints.numbered(draft, statement.account, lineNo);
    }),
  }));
}

/** Gives the movements of one file their fingerprints, in the order of the file. */
export class Fingerprints {
  /** How many movements of a content there were, by its digest: contents themselves would fill the memory. */
  readonly #seen = new Map<string, number>();

  /** The line with its number and fingerprint. */
  numbered({ identity, ...line }: DraftLine, account: string | null, lineNo: number): StatementLineInput {
    const content = createHash('sha256').update(contentKey(account, line, identity));
    const key = content.copy().digest('base64');
    const occurrence = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, occurrence);
    return { ...line, lineNo, fingerprint: content.update(`\u001e${occurrence}`).digest('hex') };
  }
}

function contentKey(
  account: string | null,
  line: Pick<DraftLine, 'bookedOn' | 'direction' | 'amount' | 'currency'>,
  identity: DraftLine['identity'],
): string {
  const fields = [
    account?.replace(/\s+/g, ''),
    line.bookedOn,
    line.direction,
    plain(line.amount),
    line.currency,
    ...identity,
  ];
  return JSON.stringify(fields.map((field) => field?.replace(/\s+/g, ' ').trim() ?? null));
}
