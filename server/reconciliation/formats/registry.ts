/** The formats in the order in which they are asked. */
import { alipayMerchant } from './alipay-merchant.ts';
import { bai2 } from './bai2.ts';
import { camt052 } from './camt052.ts';
import { camt053 } from './camt053.ts';
import { camt054 } from './camt054.ts';
import { cfonb120 } from './cfonb120.ts';
import { cfonb240 } from './cfonb240.ts';
import { chV11Isr } from './ch-v11-isr.ts';
import { coda } from './coda.ts';
import { mt940 } from './mt940.ts';
import { mt942 } from './mt942.ts';
import { norma43 } from './norma43.ts';
import { ofx } from './ofx.ts';
import { pain002 } from './pain002.ts';
import { qif } from './qif.ts';
import { TABLE_FORMATS } from './tables/formats.ts';
import type { StatementFormat } from './types.ts';
import { unionpay } from './unionpay.ts';
import { wechatMerchant } from './wechat-merchant.ts';

export const STATEMENT_FORMATS: readonly StatementFormat[] = [
  camt053,
  camt052,
  camt054,
  mt940,
  mt942,
  ofx,
  qif,
  bai2,
  coda,
  cfonb120,
  cfonb240,
  norma43,
  chV11Isr,
  pain002,
  unionpay,
  ...TABLE_FORMATS,
  wechatMerchant,
  alipayMerchant,
];
