/** The dataset of accounts that customers pay from, entered by hand or learnt from matches. */
import { sql } from 'kysely';
import { CUSTOMER_CODE } from '../customers/references.ts';
import type { Db } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import type { Claim, Claims } from '../ledger/claims.ts';
import { computed, reference, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { normaliseAccount } from './matching/names.ts';

const LONGEST = 64;

/** An account is kept as it compares: capitals and digits. */
const account = {
  ...text('account', 'account', { required: true, max: LONGEST }),
  read(cell: string): string {
    const found = normaliseAccount(cell);
    if (found.length >= 4 && found.length <= LONGEST) return found;
    const message = `“${cell.slice(0, 40)}” is not an account; write its number, IBAN or wallet id, without what the bank masks`;
    throw new Refusal('reconciliation.not_an_account', message);
  },
};

export const payerAccounts: EditableDataset = {
  name: 'PAYER_ACCOUNTS',
  noun: 'PayerAccount',
  table: 'payer_account',
  codeField: null,
  order: ['account'],
  extra: ['source', 'match_id'],
  columns: [
    reference('customer', 'customer_id', CUSTOMER_CODE, { required: true }),
    account,
    computed('source'),
    text('note', 'note', { max: 1000 }),
  ],
  computedCells: ({ extra }) => ({ source: String(extra['source']) }),
  // Somebody who changes who pays from an account, or which, or brings it back, says so: the match that taught it does not.
  extraValues: (row) =>
    row.stored && (row.archived || !row.stored.archived) && !row.touches('customer', 'account')
      ? { source: row.stored.extra['source'], match_id: row.stored.extra['match_id'] }
      : { source: 'ENTERED', match_id: null },
  vacate: { fields: ['account', 'customer'], by: 'archive' },
  constraints: {
    payer_account_once: {
      field: 'account',
      code: 'reconciliation.account_repeated',
      message: 'somebody has just entered this account for the customer; refresh, and leave this row out',
    },
  },
  async prepare(db, books, rows) {
    return { claims: [await onceForCustomer(db, books, rows)] };
  },
};

async function onceForCustomer(db: Db, books: Books, rows: readonly Candidate[]): Promise<Claims> {
  const ids = [...new Set(rows.map((row) => row.ids['customer']))].filter((id) => id);
  const { rows: stored } = await sql<Claim>`
    select id, customer_id || ' ' || account as key from payer_account
    where tenant_id = ${books.tenant.id} and customer_id = any(${ids}::uuid[]) and not archived`.execute(db);
  return {
    stored,
    of: ({ id, archived, ids: { customer }, cells }) =>
      archived || !customer || !cells['account'] ? null : { id, key: `${customer} ${cells['account']}` },
    refuse(row) {
      const message = `${row.text('customer')} pays from ${row.text('account')} already; leave this row out`;
      row.refuse('account', 'reconciliation.account_repeated', message);
    },
  };
}
