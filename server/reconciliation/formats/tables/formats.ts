/** Tables as statement formats: asked when no format of its own fits. */
import type { StatementFormat } from '../types.ts';
import { findTable } from './find.ts';
import { readTable } from './read-table.ts';

const table = (name: string, label: string): StatementFormat => ({
  name,
  label,
  isTable: true,
  detects: (source) => findTable(source)?.profile.format === name,
  parse: (source) => {
    const found = findTable(source) as NonNullable<ReturnType<typeof findTable>>;
    return { ...readTable(found), profile: found.profile.name };
  },
});

export const TABLE_FORMATS: readonly StatementFormat[] = [
  table('cn_bank', 'tables of Chinese banks and wallets'),
  table('alipay_personal', 'Alipay personal bill'),
  table('wechat_personal', 'WeChat Pay personal bill'),
  table('stripe_csv', 'Stripe report'),
  table('paypal_csv', 'PayPal activity'),
  table('adyen_csv', 'Adyen settlement report'),
  table('bank_csv', 'CSV and Excel tables of banks'),
];
