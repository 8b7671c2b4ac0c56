import { Decimal } from '../kernel/money.ts';
import type { EntryInput } from './journal.ts';
import type { Work } from './unit-of-work.ts';

/**
 * Books the mirror of a document's entry, dated today: the same amounts with debit and credit exchanged.
 * @param sourceId the document whose entry it is
 * @param kinds which of its entries; nothing happens where there is none
 */
export async function bookMirror(
  work: Work,
  sourceId: string,
  kinds: readonly EntryInput['kind'][],
  description: string,
): Promise<void> {
  const transfers = await work.db
    .selectFrom('transfer as t')
    .innerJoin('journal_entry as e', (join) =>
      join.onRef('e.tenant_id', '=', 't.tenant_id').onRef('e.id', '=', 't.journal_entry_id'),
    )
    .selectAll('t')
    .where('e.tenant_id', '=', work.tenantId)
    .where('e.source_id', '=', sourceId)
    .where('e.kind', 'in', [...kinds])
    .execute();
  const [first] = transfers;
  if (!first) return;
  work.book({
    kind: 'REVERSAL',
    documentDate: work.today,
    sourceId,
    reversesId: first.journal_entry_id,
    description,
    transfers: transfers.map((transfer) => ({
      debit: { accountId: transfer.credit_account_id },
      credit: { accountId: transfer.debit_account_id },
      amount: new Decimal(transfer.amount),
      currency: transfer.currency,
      customerId: transfer.customer_id,
      billId: transfer.bill_id,
      chargeId: transfer.charge_id,
      paymentId: transfer.payment_id,
      feeItemId: transfer.fee_item_id,
    })),
  });
}
