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
import type { DraftLine, DraftStatement, ParsedStatement } from './types.ts';

/** Numbers the lines of a file in order and gives each its fingerprint. */
export function withFingerprints(drafts: readonly DraftStatement[]): ParsedStatement[] {
  const seen = new Map<string, number>();
  let lineNo = 0;
  return drafts.map((statement) => ({
    ...statement,
    lines: statement.lines.map(({ identity, ...line }) => {
      const content = contentKey(statement.account, line, identity);
      const occurrence = (seen.get(content) ?? 0) + 1;
      seen.set(content, occurrence);
      lineNo += 1;
      const fingerprint = createHash('sha256').update(`${content}\u001e${occurrence}`).digest('hex');
      return { ...line, lineNo, fingerprint };
    }),
  }));
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
