/**
 * Accounts that customers pay from, learnt from matches that a person confirmed. What a match taught is taken back when the
 * match is undone, unless another one teaches the same.
 */
import { sql } from 'kysely';
import { newId } from '../kernel/ids.ts';
import { insertRows } from '../ledger/bulk.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { loadBankAccounts } from './bank-accounts.ts';
import { normaliseAccount } from './matching/names.ts';

/** Shorter ones tell nobody apart. */
const SHORTEST = 6;

/**
 * The account that a line's payer can be known by.
 * @returns null for none, for one that the bank masks, and for one too short to be anybody's alone
 */
export function accountToLearn(payerAccount: string): string | null {
  if (/[*＊•]|x{3}/i.test(payerAccount)) return null;
  const account = normaliseAccount(payerAccount);
  return account.length >= SHORTEST && /\d/.test(account) ? account : null;
}

/** Learns the payer's account from a match that a person confirmed, where the customer is not known to pay from it yet. */
export async function learnAccount(
  work: Work,
  match: { id: string; customerId: string },
  payerAccount: string,
): Promise<void> {
  const account = accountToLearn(payerAccount);
  if (account === null) return;
  const ours = await loadBankAccounts(work.db, work.tenantId);
  if (ours.some((each) => normaliseAccount(each.account_number) === account)) return;
  const customer = await work.db
    .selectFrom('customer')
    .select('bank_account')
    .where('tenant_id', '=', work.tenantId)
    .where('id', '=', match.customerId)
    .executeTakeFirstOrThrow();
  if (normaliseAccount(customer.bank_account) === account) return;
  const known = await work.db
    .selectFrom('payer_account')
    .select('id')
    .where('tenant_id', '=', work.tenantId)
    .where('customer_id', '=', match.customerId)
    .where('account', '=', account)
    .where('archived', '=', false)
    .executeTakeFirst();
  if (known) return;
  const id = newId();
  const row = { customer_id: match.customerId, account, source: 'LEARNT', match_id: match.id, note: '' };
  await insertRows(work.db, 'payer_account', [
    { tenant_id: work.tenantId, id, ...row, archived: false, version: 1, change_id: work.changeId },
  ]);
  work.audit({ noun: 'PayerAccount', rowId: id, action: 'LEARNT', after: row });
}

/** Marks the applied match of a payment as undone, and forgets what it alone taught. */
export async function undoMatchOf(work: Work, paymentId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update match set state = 'UNDONE', change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and payment_id = ${paymentId} and state = 'APPLIED' returning id`.execute(
    work.db,
  );
  for (const { id } of rows) await forgetAccounts(work, id);
}

async function forgetAccounts(work: Work, matchId: string): Promise<void> {
  const { rows } = await sql<{ id: string; account: string; customer_id: string }>`
    select id, account, customer_id from payer_account
    where tenant_id = ${work.tenantId} and match_id = ${matchId} and not archived for no key update`.execute(work.db);
  for (const taught of rows) {
    const other = await otherTeacher(work, taught);
    await sql`update payer_account set match_id = ${other ?? matchId}, archived = ${other === null},
        version = version + 1, change_id = ${work.changeId}
      where tenant_id = ${work.tenantId} and id = ${taught.id}`.execute(work.db);
    const action = other === null ? 'FORGOTTEN' : 'CHANGED';
    work.audit({
      noun: 'PayerAccount',
      rowId: taught.id,
      action,
      before: { match_id: matchId, account: taught.account },
    });
  }
}

/** Another match that a person confirmed, of the same customer and account. */
async function otherTeacher(work: Work, taught: { account: string; customer_id: string }): Promise<string | null> {
  const { rows } = await sql<{ id: string; account: string }>`
    select m.id, l.payer_account as account from match m
    join statement_line l on (l.tenant_id, l.id) = (m.tenant_id, m.statement_line_id)
    where m.tenant_id = ${work.tenantId} and m.customer_id = ${taught.customer_id} and m.state = 'APPLIED'
      and (m.confirmed or m.rule = 'manual') and l.payer_account <> '' order by m.id`.execute(work.db);
  return rows.find(({ account }) => accountToLearn(account) === taught.account)?.id ?? null;
}
