import type { Db } from '../database/orm.ts';
import { newId } from '../kernel/ids.ts';
import { insertRows } from './bulk.ts';
import { CHART } from './chart.ts';
import type { AccountRef } from './journal.ts';
import type { Work } from './unit-of-work.ts';

/** Opens the standard chart in a currency; a second currency's codes carry the currency. Part of making a tenant. */
export async function openChart(work: Work, currency: string): Promise<void> {
  const home = work.books.tenant.currency === currency;
  await insertRows(
    work.db,
    'account',
    CHART.map((account) => ({
      tenant_id: work.tenantId,
      id: newId(),
      code: home ? account.code : `${account.code}.${currency}`,
      name_zh: account.nameZh,
      name_en: account.nameEn,
      kind: account.kind,
      role: account.role,
      currency,
      change_id: work.changeId,
    })),
  );
}

/** A look-up of account ids by role and currency, read once per unit of work. A missing account is a defect. */
export async function accountIds(db: Db, tenantId: string): Promise<(ref: AccountRef, currency: string) => string> {
  const rows = await db
    .selectFrom('account')
    .select(['id', 'role', 'currency'])
    .where('tenant_id', '=', tenantId)
    .where('role', 'is not', null)
    .execute();
  const byRole = new Map(rows.map((row) => [`${row.role} ${row.currency}`, row.id]));
  return (ref, currency) => {
    if (typeof ref === 'object') return ref.accountId;
    const id = byRole.get(`${ref} ${currency}`);
    if (!id) throw new Error(`no account for ${ref} in ${currency}`);
    return id;
  };
}
