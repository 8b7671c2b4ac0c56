import type { Db } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Books } from '../ledger/books.ts';
import type { AccountRole } from '../ledger/chart.ts';
import { write } from '../ledger/unit-of-work.ts';
import { BANK_CHANNELS, type BankChannel } from './entities.ts';
import type { ParsedStatement } from './formats/types.ts';
import { normaliseAccount } from './matching/names.ts';

/** An account of ours at a bank or channel. */
export interface BankAccountRow {
  id: string;
  code: string;
  name: string;
  channel: BankChannel;
  account_number: string;
  currency: string;
  ledger_account_id: string;
}

/** Our accounts at banks and channels, by code. */
export function loadBankAccounts(db: Db, tenantId: string): Promise<BankAccountRow[]> {
  return db
    .selectFrom('bank_account')
    .select(['id', 'code', 'name', 'channel', 'account_number', 'currency', 'ledger_account_id'])
    .where('tenant_id', '=', tenantId)
    .orderBy('code')
    .execute();
}

/** Which channel the files of a format belong to: formats of channels begin with its name. */
function channelOf(format: string): BankChannel {
  return BANK_CHANNELS.find((channel) => format.startsWith(channel.toLowerCase())) ?? 'BANK';
}

/**
 * The account that a statement is of: the one asked for, or the only one whose number, channel and currency fit.
 * @throws Refusal `reconciliation.unknown_account` naming what the file says and what there is
 */
export function bankAccountOf(
  accounts: readonly BankAccountRow[],
  format: string,
  statement: Pick<ParsedStatement, 'account' | 'currency'>,
  wanted: string | null,
): BankAccountRow {
  const channel = channelOf(format);
  const number = normaliseAccount(statement.account ?? '');
  const usable = accounts.filter(
    (account) =>
      account.channel === channel &&
      (!statement.currency || account.currency === statement.currency) &&
      (!number || !account.account_number || normaliseAccount(account.account_number) === number),
  );
  const fitting = wanted ? usable.filter((account) => account.code === wanted) : usable;
  const named = fitting.filter((account) => number && normaliseAccount(account.account_number) === number);
  const [only, another] = named.length > 0 ? named : fitting;
  if (only && !another) return only;
  const file = `${channel} account ${statement.account ?? 'without a number'} in ${statement.currency ?? 'no currency'}`;
  const ours = accounts.map((account) => `${account.code} (${account.account_number}, ${account.currency})`).join('; ');
  const way = another ? 'name one of ours as bankAccount' : 'add it to our accounts, or choose the right file';
  throw new Refusal('reconciliation.unknown_account', `the file is of the ${file}; ${way}. Ours: ${ours || 'none'}`, {
    field: 'bankAccount',
    params: { channel, account: statement.account ?? '?', currency: statement.currency ?? '?', ours: ours || '—' },
  });
}

/** An account to add. */
export interface NewBankAccount {
  code: string;
  name: string;
  channel: BankChannel;
  accountNumber: string;
  currency: string;
}

/** Adds an account of ours; its money is booked to the ledger account of the channel's role. @returns its id */
export function addBankAccount(books: Books, input: NewBankAccount): Promise<string> {
  return write(books, 'bank_account.create', async (work) => {
    const role: AccountRole = input.channel;
    const account = await work.db
      .selectFrom('account')
      .select('id')
      .where('tenant_id', '=', work.tenantId)
      .where('role', '=', role)
      .where('currency', '=', input.currency)
      .executeTakeFirst();
    if (!account) {
      throw new Refusal('ledger.no_account', `the chart has no ${role} account in ${input.currency}; open it first`, {
        field: 'currency',
      });
    }
    const id = newId();
    await work.db
      .insertInto('bank_account')
      .values({
        tenant_id: work.tenantId,
        id,
        code: input.code,
        name: input.name,
        channel: input.channel,
        account_number: input.accountNumber,
        currency: input.currency,
        ledger_account_id: account.id,
        change_id: work.changeId,
      })
      .execute();
    work.audit({ noun: 'BankAccount', rowId: id, action: 'CREATED', after: { ...input } });
    return id;
  });
}
