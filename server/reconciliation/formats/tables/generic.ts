/** What headings mean where no profile is known: the words that banks use, in Chinese, English and other languages. */
import { heading } from './grid.ts';
import type { ProfileColumns, TableProfile } from './profile.ts';

const WORDS: Record<Exclude<keyof ProfileColumns, 'payerName' | 'payeeName'>, readonly string[]> = {
  date: ['记账日期', '记账日', '入账日期', '交易日期', '交易时间', '日期', 'posting date', 'booking date', 'transaction date', 'date', 'datetime', 'buchungstag', 'fecha', 'data', 'date comptable', 'completed date'],
  valueDate: ['起息日', '起息日期', 'value date', 'valuta', 'valutadatum', 'fecha valor', 'date de valeur'],
  amount: ['交易金额', '金额', '发生额', 'amount', 'transaction amount', 'betrag', 'importe', 'montant', 'bedrag', 'importo', 'gross'],
  credit: ['收入', '收入金额', '存入金额', '贷方发生额', '贷方金额', '贷方', '转入金额', 'credit', 'credit amount', 'receipts', 'paid in', 'money in', 'deposit', 'deposits', 'haben', 'abono', 'crédit'],
  debit: ['支出', '支出金额', '取出金额', '借方发生额', '借方金额', '借方', '转出金额', 'debit', 'debit amount', 'payments', 'paid out', 'money out', 'withdrawal', 'withdrawals', 'soll', 'cargo', 'débit'],
  direction: ['借贷标志', '借贷方向', '借贷', '收支', '收/支', '收支类型', 'd/c', 'dc', 'credit/debit', 'debit/credit', 'cr/dr', 'dr/cr'],
  currency: ['币种', '币别', '货币', '交易币种', 'currency', 'währung', 'moneda', 'devise'],
  balance: ['余额', '账户余额', '联机余额', '本次余额', 'balance', 'running balance', 'saldo', 'solde'],
  partyName: ['对方户名', '对方账户名', '对方名称', '对方单位', '交易对方', '交易对手名称', '对手信息', 'partner name', 'counterparty', 'name', 'payee', 'payer', 'merchant name', 'beneficiary'],
  partyAccount: ['对方账号', '对方账户', '对方卡号/账号', '交易对手账号', 'bank account', 'counterparty account', 'iban', 'account number of counterparty'],
  account: ['账号', '卡号', '本方账号', 'account', 'account number'],
  reference: ['商户订单号', '商家订单号', '凭证号', 'reference', 'invoice number', 'payment reference'],
  bankReference: ['流水号', '交易流水号', '交易流水', '交易单号', '交易订单号', 'transaction id', 'transaction reference', 'id'],
  type: ['交易类型', '业务类型', 'type', 'transaction type'],
  status: ['状态', '交易状态', 'status'],
  fee: ['手续费', '服务费', 'fee'],
  text: ['摘要', '附言', '用途', '交易摘要', '交易说明', '备注', '客户摘要', 'label', 'description', 'narrative', 'details', 'memo', 'note', 'verwendungszweck', 'concepto', 'libellé', 'omschrijving'],
}; // biome-ignore format: lists of words read better packed

/** Where the lines above a table name its account. */
export const ACCOUNT_ABOVE = '(?:账号|卡号|账户|Account(?: number)?)\\s*[:：]?\\s*\\[?([0-9*xX -]{6,34})';

/** What the headings mean, as far as they are known. */
export function knownColumns(cells: readonly string[]): Partial<Record<keyof ProfileColumns, readonly string[]>> {
  const names = new Set(cells.map(heading));
  const columns: Partial<Record<keyof ProfileColumns, readonly string[]>> = {};
  for (const [field, words] of Object.entries(WORDS)) {
    const found = words.filter((word) => names.has(heading(word)));
    if (found.length > 0) columns[field as keyof ProfileColumns] = found;
  }
  return columns;
}

/** A profile of what the headings mean; null where there is no date, or no amount. */
export function genericProfile(cells: readonly string[]): TableProfile | null {
  const columns = knownColumns(cells);
  const money = columns.amount ?? (columns.credit && columns.debit);
  if (!columns.date || !money || cells.length < 3) return null;
  // Where both are there, the columns of their own say the direction.
  if (columns.credit && columns.debit) delete columns.amount;
  else {
    delete columns.credit;
    delete columns.debit;
  }
  const chinese = /[一-鿿]/.test(cells.join(''));
  return {
    // It is nobody's profile: nothing that could be asked for by name.
    name: '',
    label: chinese ? '银行流水（按列名识别）' : 'Bank table by its headings',
    format: chinese ? 'cn_bank' : 'bank_csv',
    header: [],
    columns: columns as ProfileColumns,
    currency: chinese ? 'CNY' : null,
    words: { in: '贷|收入|收|C|CR|CREDIT|K|HABEN', out: '借|支出|支|D|DR|DEBIT|S|SOLL' },
    account: ACCOUNT_ABOVE,
  };
}
