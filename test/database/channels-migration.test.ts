/** A tenant from before channels had clearing accounts of their own, and rules looked for lines that pay together. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Client } from 'pg';
import { newId } from '../../server/kernel/ids.ts';
import { freshDatabase } from '../support/database.ts';

const FOLDER = new URL('../../server/database/migrations/0018_channels_and_groups/', import.meta.url);

describe('Channels and rules that an older tenant gets', () => {
  const [tenant, change] = [newId(), newId()];

  it('are beside those that it has, with the ledger accounts of every currency', async () => {
    const database = await freshDatabase();
    const admin = await connect(database.adminUrl);
    const owner = await connect(database.ownerUrl);
    try {
      await makeOld(admin);
      for (const file of readdirSync(FOLDER).toSorted()) await owner.query(readFileSync(new URL(file, FOLDER), 'utf8'));
      const { rows: accounts } = await admin.query(
        `select code, role, currency::text from account where tenant_id = $1 and role <> 'STRIPE' order by code`,
        [tenant],
      );
      assert.deepEqual(
        accounts.map(({ code, role, currency }) => `${code} ${role} ${currency}`),
        [
          '1012.04.UNIONPAY UNIONPAY CNY',
          '1012.04.USD UNIONPAY USD',
          '1012.05 PAYPAL CNY',
          '1012.05.USD PAYPAL USD',
          '1012.06 ADYEN CNY',
          '1012.06.USD ADYEN USD',
        ],
      );
      const { rows: rules } = await admin.query(
        'select action, enabled from matching_rule where tenant_id = $1 and not archived order by position',
        [tenant],
      );
      assert.deepEqual(
        rules.map(({ action, enabled }) => `${action} ${enabled}`),
        ['PAYER_SUBSET true', 'SEVERAL_LINES true', 'PAYER_PINYIN true', 'PAYER true', 'BOOK_FEE true', 'AMOUNT true'],
      );
      const { rows: banks } = await admin.query(
        'select code, channel from bank_account where tenant_id = $1 order by code',
        [tenant],
      );
      assert.deepEqual(
        banks.map(({ code, channel }) => `${code} ${channel}`),
        ['ICBC BANK', 'MIXED BANK', 'PP PAYPAL'],
      );
    } finally {
      await Promise.all([admin.end(), owner.end()]);
    }
  });

  /** The tenant, and the tables as they were. */
  async function makeOld(admin: Client): Promise<void> {
    await admin.query('alter table match drop column group_id');
    await admin.query(`insert into tenant (tenant_id, code, name, currency) values ($1, 'old', 'Old', 'CNY')`, [
      tenant,
    ]);
    const account = async (code: string, role: string | null, currency: string) => {
      const id = newId();
      await admin.query(
        `insert into account (tenant_id, id, code, name_zh, name_en, kind, role, currency, change_id)
         values ($1, $2, $3, 'x', 'x', 'ASSET', $4, $5, $6)`,
        [tenant, id, code, role, currency, change],
      );
      return id;
    };
    await account('1012.03', 'STRIPE', 'CNY');
    await account('1012.03.USD', 'STRIPE', 'USD');
    // A code of the tenant's own.
    const ledger = await account('1012.04', null, 'CNY');
    const rules = ['PAYER_SUBSET', 'PAYER', 'BOOK_FEE', 'AMOUNT'];
    for (const [i, action] of rules.entries()) {
      await admin.query(
        'insert into matching_rule (tenant_id, id, position, action, change_id) values ($1, $2, $3, $4, $5)',
        [tenant, newId(), i + 1, action, change],
      );
    }
    const files = { ICBC: ['camt.053'], MIXED: ['camt.053', 'paypal_csv'], PP: ['paypal_csv', 'paypal_csv'] };
    for (const [code, formats] of Object.entries(files)) {
      const id = newId();
      await admin.query(
        `insert into bank_account (tenant_id, id, code, name, channel, currency, ledger_account_id, change_id)
         values ($1, $2, $3, 'x', 'BANK', 'CNY', $4, $5)`,
        [tenant, id, code, ledger, change],
      );
      for (const [i, format] of formats.entries()) {
        await admin.query(
          `insert into statement (tenant_id, id, number, bank_account_id, format, encoding, file_name, file_sha256, line_count,
             new_line_count, imported_at, change_id) values ($1, $2, $3, $4, $5, '', 'x', repeat('0', 64), 0, 0, now(), $6)`,
          [tenant, newId(), `${code}-${i}`, id, format, change],
        );
      }
    }
  }
});

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}
