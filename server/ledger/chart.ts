/**
 * The chart of accounts that a tenant starts with. Codes follow the Chinese standard chart (企业会计准则 appendix), which
 * tenants may map to their own; the product finds accounts by role, never by code.
 */
import type { AccountKind } from './entities.ts';

export type AccountRole =
  | 'BANK'
  | 'WECHAT'
  | 'ALIPAY'
  | 'STRIPE'
  | 'UNIONPAY'
  | 'PAYPAL'
  | 'ADYEN'
  | 'CASH'
  | 'RECEIVABLE'
  | 'LATE_FEE_RECEIVABLE'
  | 'UNALLOCATED'
  | 'DEPOSITS_HELD'
  | 'CONTRACT_LIABILITY'
  | 'OUTPUT_TAX'
  | 'SUSPENSE'
  | 'REFUNDS_PAYABLE'
  | 'REVENUE'
  | 'LATE_FEE_INCOME'
  | 'CHANNEL_FEES'
  | 'BAD_DEBT'
  | 'BONUS'
  | 'TOLERANCE';

export interface ChartAccount {
  code: string;
  role: AccountRole;
  kind: AccountKind;
  nameZh: string;
  nameEn: string;
}

export const CHART: readonly ChartAccount[] = [
  { code: '1001', role: 'CASH', kind: 'ASSET', nameZh: '库存现金', nameEn: 'Cash' },
  { code: '1002', role: 'BANK', kind: 'ASSET', nameZh: '银行存款', nameEn: 'Bank' },
  { code: '1012.01', role: 'WECHAT', kind: 'ASSET', nameZh: '其他货币资金-微信支付', nameEn: 'WeChat Pay clearing' },
  { code: '1012.02', role: 'ALIPAY', kind: 'ASSET', nameZh: '其他货币资金-支付宝', nameEn: 'Alipay clearing' },
  { code: '1012.03', role: 'STRIPE', kind: 'ASSET', nameZh: '其他货币资金-Stripe', nameEn: 'Stripe clearing' },
  { code: '1012.04', role: 'UNIONPAY', kind: 'ASSET', nameZh: '其他货币资金-银联', nameEn: 'UnionPay clearing' },
  { code: '1012.05', role: 'PAYPAL', kind: 'ASSET', nameZh: '其他货币资金-PayPal', nameEn: 'PayPal clearing' },
  { code: '1012.06', role: 'ADYEN', kind: 'ASSET', nameZh: '其他货币资金-Adyen', nameEn: 'Adyen clearing' },
  { code: '1122', role: 'RECEIVABLE', kind: 'ASSET', nameZh: '应收账款', nameEn: 'Receivables' },
  { code: '1221', role: 'LATE_FEE_RECEIVABLE', kind: 'ASSET', nameZh: '应收违约金', nameEn: 'Late-fee receivables' },
  { code: '2203', role: 'UNALLOCATED', kind: 'LIABILITY', nameZh: '待核销款', nameEn: 'Unallocated payments' },
  { code: '2205', role: 'CONTRACT_LIABILITY', kind: 'LIABILITY', nameZh: '合同负债', nameEn: 'Contract liability' },
  { code: '2221', role: 'OUTPUT_TAX', kind: 'LIABILITY', nameZh: '应交税费-销项税额', nameEn: 'Output tax' },
  { code: '2241.01', role: 'DEPOSITS_HELD', kind: 'LIABILITY', nameZh: '其他应付款-押金', nameEn: 'Deposits held' },
  {
    code: '2241.02',
    role: 'SUSPENSE',
    kind: 'LIABILITY',
    nameZh: '其他应付款-待认领款',
    nameEn: 'Unidentified receipts',
  },
  {
    code: '2241.03',
    role: 'REFUNDS_PAYABLE',
    kind: 'LIABILITY',
    nameZh: '其他应付款-应付退款',
    nameEn: 'Refunds payable',
  },
  { code: '6001', role: 'REVENUE', kind: 'INCOME', nameZh: '主营业务收入', nameEn: 'Revenue' },
  { code: '6301', role: 'LATE_FEE_INCOME', kind: 'INCOME', nameZh: '营业外收入-违约金', nameEn: 'Late-fee income' },
  { code: '6601.01', role: 'BONUS', kind: 'EXPENSE', nameZh: '销售费用-预存赠送', nameEn: 'Prepayment bonuses' },
  { code: '6603', role: 'CHANNEL_FEES', kind: 'EXPENSE', nameZh: '财务费用-手续费', nameEn: 'Channel fees' },
  { code: '6702', role: 'BAD_DEBT', kind: 'EXPENSE', nameZh: '信用减值损失', nameEn: 'Bad debt' },
  { code: '6711', role: 'TOLERANCE', kind: 'EXPENSE', nameZh: '收款差额', nameEn: 'Payment differences' },
];
