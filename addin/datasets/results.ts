/** Datasets that the server computes: shown, filtered and pivoted, never edited. */
import { amount, choice, date, decimal, int, readOnly, ref, text, values } from './columns.ts';
import type { Dataset } from './types.ts';

const customer = ref('customer', '缴费客户', 'Customer', 'CUSTOMERS');
const customerName = text('customerName', '客户名称', 'Customer name', { width: 20 });
const premise = ref('premise', '房产', 'Premise', 'PREMISES');
const feeItem = ref('feeItem', '收费项目', 'Fee item', 'FEE_ITEMS');
const feeItemName = text('feeItemName', '项目名称', 'Fee item name', { width: 20 });
const periodStart = date('periodStart', '期间开始', 'Period start');
const periodEnd = date('periodEnd', '期间截止（不含）', 'Period end (exclusive)', { width: 20 });
const month = text('month', '月份', 'Month', { width: 10 });
const currency = text('currency', '币种', 'Currency', { width: 10 });

export const runLines: Dataset = {
  name: 'RUN_LINES',
  title: { zh: '出账批次', en: 'Billing run' },
  editable: false,
  filters: ['runId'],
  columns: readOnly([
    customer,
    customerName,
    premise,
    text('binding', '计费绑定', 'Binding'),
    feeItem,
    feeItemName,
    periodStart,
    periodEnd,
    decimal('quantity', '数量', 'Quantity', 6),
    decimal('unitPrice', '单价', 'Unit price', 12),
    amount('gross', '优惠前金额', 'Gross'),
    amount('discount', '优惠', 'Discount'),
    amount('amount', '应收金额', 'Amount'),
    amount('net', '不含税金额', 'Net'),
    amount('tax', '税额', 'Tax'),
    amount('previousAmount', '上期金额', 'Previous amount', { width: 16 }),
    text('exception', '异常', 'Exception', { width: 22 }),
    text('message', '说明', 'Message', { width: 36 }),
  ]),
};

export const runComparison: Dataset = {
  name: 'RUN_COMPARISON',
  title: { zh: '与上期比较', en: 'Comparison' },
  editable: false,
  filters: ['runId', 'change'],
  columns: readOnly([
    customer,
    customerName,
    premise,
    text('binding', '计费绑定', 'Binding'),
    feeItem,
    feeItemName,
    periodStart,
    periodEnd,
    choice(
      'change',
      '变化',
      'Change',
      values(
        'NEW 新增 New',
        'GONE 消失 Gone',
        'CHANGED 变动 Changed',
        'SAME 相同 Same',
        'NOT_BILLED 未出账 Not_billed',
      ),
      { width: 12 },
    ),
    amount('amount', '本期金额', 'Amount'),
    amount('previousAmount', '上期金额', 'Previous amount', { width: 16 }),
    amount('difference', '差额', 'Difference'),
    decimal('percent', '变动 %', 'Change %', 1),
    text('causes', '原因', 'Why', { width: 22 }),
    choice('warning', '提醒', 'Warning', values('ZERO_NOW 本期为零 Zero_now', 'JUMP 变动过大 Jump'), { width: 14 }),
    decimal('quantity', '数量', 'Quantity', 6),
    decimal('previousQuantity', '上期数量', 'Previous quantity', 6),
    decimal('unitPrice', '单价', 'Unit price', 12),
    decimal('previousUnitPrice', '上期单价', 'Previous unit price', 12),
    amount('discount', '优惠', 'Discount'),
    amount('previousDiscount', '上期优惠', 'Previous discount'),
  ]),
};

export const runExceptions: Dataset = {
  ...runLines,
  name: 'RUN_EXCEPTIONS',
  title: { zh: '出账异常', en: 'Exceptions' },
};

export const pricePreview: Dataset = {
  name: 'PRICE_PREVIEW',
  title: { zh: '试算', en: 'Price preview' },
  editable: false,
  filters: ['month', 'customer', 'community'],
  columns: readOnly([
    customer,
    customerName,
    premise,
    text('binding', '计费绑定', 'Binding'),
    feeItem,
    feeItemName,
    periodStart,
    periodEnd,
    decimal('quantity', '数量', 'Quantity', 6),
    decimal('unitPrice', '单价', 'Unit price', 12),
    amount('gross', '优惠前金额', 'Gross'),
    amount('discount', '优惠', 'Discount'),
    amount('amount', '应收金额', 'Amount'),
    amount('net', '不含税金额', 'Net'),
    amount('tax', '税额', 'Tax'),
    currency,
    text('discounts', '已用优惠', 'Discounts taken', { width: 22 }),
    text('exception', '异常', 'Exception', { width: 22 }),
    text('message', '说明', 'Message', { width: 36 }),
  ]),
};

export const bills: Dataset = {
  name: 'BILLS',
  title: { zh: '账单', en: 'Bills' },
  editable: false,
  filters: ['month', 'status', 'customer'],
  columns: readOnly([
    text('number', '账单号', 'Number'),
    customer,
    customerName,
    month,
    date('issueDate', '出账日期', 'Issue date'),
    date('dueDate', '到期日', 'Due date'),
    currency,
    amount('total', '合计', 'Total'),
    amount('allocated', '已核销', 'Allocated'),
    amount('credited', '红字', 'Credited'),
    amount('open', '未收', 'Open'),
    choice(
      'status',
      '账单状态',
      'Bill status',
      values(
        'OPEN 未付 Open',
        'PARTLY_PAID 部分付款 Partly paid',
        'PAID 已付清 Paid',
        'OVERDUE 逾期 Overdue',
        'VOID 作废 Void',
      ),
    ),
    int('daysOverdue', '逾期天数', 'Days overdue', { width: 13 }),
    // The labels stand in the right order when a PivotTable sorts them as texts.
    choice(
      'ageing',
      '账龄',
      'Ageing',
      values(
        'NOT_DUE 未到期 Not due',
        'D1_30 逾期1–30天 Overdue 1–30 days',
        'D31_60 逾期31–60天 Overdue 31–60 days',
        'D61_90 逾期61–90天 Overdue 61–90 days',
        'D91 逾期超过90天 Overdue over 90 days',
        'SETTLED 已结清 Settled',
      ),
      { width: 20 },
    ),
    text('community', '小区', 'Community', { width: 20 }),
  ]),
};

export const charges: Dataset = {
  name: 'CHARGES',
  title: { zh: '费用明细', en: 'Charges' },
  editable: false,
  filters: ['month', 'billNumber'],
  columns: readOnly([
    text('bill', '账单号', 'Bill'),
    customer,
    premise,
    feeItem,
    feeItemName,
    choice('kind', '类型', 'Kind', values('REGULAR 正常 Regular', 'CORRECTION 调整 Correction')),
    periodStart,
    periodEnd,
    decimal('quantity', '数量', 'Quantity', 6),
    amount('amount', '金额', 'Amount'),
    amount('net', '不含税金额', 'Net'),
    amount('tax', '税额', 'Tax'),
    amount('open', '未收', 'Open'),
    text('month', '账单月份', 'Bill month', { width: 11 }),
    currency,
  ]),
};

/** What a request that somebody decides says of the two. */
const request = [
  text('reason', '原因', 'Reason', { width: 36 }),
  date('requestedOn', '申请日期', 'Requested on'),
  text('requestedBy', '申请人', 'Requested by'),
  date('decidedOn', '审批日期', 'Decided on'),
  text('decidedBy', '审批人', 'Decided by'),
  text('note', '审批意见', 'Note', { width: 30 }),
];

export const creditNotes: Dataset = {
  name: 'CREDIT_NOTES',
  title: { zh: '红字与减免', en: 'Credit notes' },
  editable: false,
  filters: [],
  columns: readOnly([
    text('number', '单号', 'Number'),
    text('bill', '账单号', 'Bill'),
    customer,
    customerName,
    choice('kind', '类型', 'Kind', values('CREDIT 红字 Credit', 'WAIVER 减免 Waiver', 'REVERSAL 冲销 Reversal')),
    choice(
      'status',
      '状态',
      'Status',
      values('REQUESTED 待审批 Requested', 'POSTED 已生效 Posted', 'REJECTED 已驳回 Rejected'),
    ),
    date('issueDate', '日期', 'Date'),
    amount('total', '金额', 'Amount'),
    amount('tax', '税额', 'Tax'),
    text('reason', '原因', 'Reason', { width: 36 }),
    text('requestedBy', '申请人', 'Requested by'),
    text('decidedBy', '审批人', 'Decided by'),
  ]),
};

export const trialBalance: Dataset = {
  name: 'TRIAL_BALANCE',
  title: { zh: '科目余额表', en: 'Trial balance' },
  editable: false,
  filters: ['month'],
  columns: readOnly([
    month,
    text('account', '科目编码', 'Account'),
    text('accountName', '科目名称', 'Account name', { width: 24 }),
    choice(
      'kind',
      '类别',
      'Kind',
      values(
        'ASSET 资产 Asset',
        'LIABILITY 负债 Liability',
        'EQUITY 权益 Equity',
        'INCOME 收入 Income',
        'EXPENSE 费用 Expense',
      ),
    ),
    currency,
    amount('opening', '期初余额', 'Opening'),
    amount('debit', '本期借方', 'Debit'),
    amount('credit', '本期贷方', 'Credit'),
    amount('closing', '期末余额', 'Closing'),
  ]),
};

export const journal: Dataset = {
  name: 'JOURNAL',
  title: { zh: '序时账', en: 'Journal' },
  editable: false,
  filters: ['month'],
  columns: readOnly([
    date('postingDate', '入账日期', 'Posted'),
    text('kind', '凭证类型', 'Kind'),
    text('description', '摘要', 'Description', { width: 28 }),
    text('debit', '借方科目', 'Debit'),
    text('debitName', '借方名称', 'Debit name', { width: 20 }),
    text('credit', '贷方科目', 'Credit'),
    text('creditName', '贷方名称', 'Credit name', { width: 20 }),
    amount('amount', '金额', 'Amount'),
    currency,
    customer,
    text('bill', '账单号', 'Bill'),
    feeItem,
  ]),
};

export const payments: Dataset = {
  name: 'PAYMENTS',
  title: { zh: '收款', en: 'Payments' },
  editable: false,
  filters: [],
  columns: readOnly([
    text('number', '收款编号', 'Number'),
    customer,
    customerName,
    date('receivedOn', '收款日期', 'Received on'),
    text('channel', '渠道', 'Channel', { width: 14 }),
    amount('amount', '金额', 'Amount'),
    amount('allocated', '已核销', 'Allocated'),
    amount('refunded', '已退款', 'Refunded'),
    amount('unallocated', '待核销', 'Unallocated'),
    text('reference', '附言', 'Reference', { width: 28 }),
    text('takenBy', '收款员', 'Taken by'),
    text('month', '收款月份', 'Month received', { width: 15 }),
    currency,
  ]),
};

export const statementLines: Dataset = {
  name: 'STATEMENT_LINES',
  title: { zh: '流水行', en: 'Statement lines' },
  editable: false,
  filters: ['statementId', 'status'],
  columns: readOnly([
    text('statement', '对账单', 'Statement'),
    date('bookedOn', '入账日期', 'Booked on'),
    choice('direction', '方向', 'Direction', values('IN 收入 In', 'OUT 支出 Out'), { width: 10 }),
    amount('amount', '金额', 'Amount'),
    currency,
    text('payerName', '付款人', 'Payer name', { width: 22 }),
    text('payerAccount', '付款账号', 'Payer account', { width: 24 }),
    text('reference', '附言', 'Reference', { width: 26 }),
    text('text', '摘要', 'Text', { width: 26 }),
    choice(
      'status',
      '勾对状态',
      'Match status',
      values(
        'UNMATCHED 未勾对 Unmatched',
        'SUGGESTED 待确认 Suggested',
        'MATCHED 已勾对 Matched',
        'IGNORED 已忽略 Ignored',
      ),
    ),
    text('rule', '规则', 'Rule', { width: 18 }),
    decimal('score', '得分', 'Score', 4, { width: 9 }),
    text('bill', '账单', 'Bill'),
    customer,
    text('candidates', '候选', 'Candidates', { width: 30 }),
    text('message', '说明', 'Message', { width: 36 }),
  ]),
};

export const refunds: Dataset = {
  name: 'REFUNDS',
  title: { zh: '退款', en: 'Refunds' },
  editable: false,
  filters: [],
  columns: readOnly([
    text('number', '单号', 'Number'),
    text('payment', '收款编号', 'Payment'),
    customer,
    customerName,
    amount('amount', '金额', 'Amount'),
    currency,
    choice('method', '方式', 'Method', values('CASH 现金 Cash', 'BANK 银行转账 Bank transfer')),
    text('payeeName', '收款人', 'Payee'),
    text('payeeAccount', '收款账号', 'Payee account', { width: 24 }),
    choice(
      'status',
      '状态',
      'Status',
      values(
        'REQUESTED 待审批 Requested',
        'REJECTED 已驳回 Rejected',
        'APPROVED 待付款 To be paid',
        'PAID 已付款 Paid',
        'REVERSED 已撤销 Taken back',
      ),
    ),
    ...request,
  ]),
};

export const customerStatement: Dataset = {
  name: 'CUSTOMER_STATEMENT',
  title: { zh: '客户对账函', en: 'Customer statement' },
  editable: false,
  filters: ['customer', 'from', 'to'],
  columns: readOnly([
    date('date', '日期', 'Date'),
    choice(
      'kind',
      '摘要',
      'What',
      values(
        'OPENING 期初余额 Opening balance',
        'BILL 账单 Bill',
        'CREDIT_NOTE 红字与减免 Credit note',
        'PAYMENT 收款 Payment',
        'REFUND 退款 Refund',
        'WRITE_OFF 坏账核销 Write-off',
        'CLOSING 期末余额 Closing balance',
        'WAITING 其中待核销款 Of it waiting',
      ),
      { width: 18 },
    ),
    text('number', '单号', 'Number'),
    amount('charged', '应收', 'Charged'),
    amount('paid', '已收', 'Paid'),
    amount('balance', '余额', 'Balance'),
    text('pays', '核销账单', 'Put to', { width: 36 }),
    currency,
  ]),
};

export const writeOffs: Dataset = {
  name: 'WRITE_OFFS',
  title: { zh: '坏账核销', en: 'Write-offs' },
  editable: false,
  filters: [],
  columns: readOnly([
    text('number', '单号', 'Number'),
    text('bill', '账单号', 'Bill'),
    customer,
    customerName,
    amount('amount', '金额', 'Amount'),
    currency,
    choice(
      'status',
      '状态',
      'Status',
      values(
        'REQUESTED 待审批 Requested',
        'REJECTED 已驳回 Rejected',
        'POSTED 已核销 Written off',
        'REVERSED 已撤销 Taken back',
      ),
    ),
    ...request,
  ]),
};

const counterChannels = values('CASH 现金 Cash', 'POS 刷卡 POS', 'CHEQUE 支票 Cheque');

export const dayCloses: Dataset = {
  name: 'DAY_CLOSES',
  title: { zh: '日结', en: 'Day closes' },
  editable: false,
  filters: [],
  columns: readOnly([
    text('number', '日结编号', 'Number'),
    date('closedOn', '日结日期', 'Closed on'),
    text('cashier', '收款员', 'Cashier'),
    choice('channel', '收款方式', 'Channel', counterChannels, { width: 12 }),
    int('payments', '笔数', 'Payments'),
    amount('booked', '账面金额', 'Booked'),
    amount('counted', '清点金额', 'Counted'),
    amount('difference', '差额', 'Difference'),
    text('explanation', '差额说明', 'Explanation', { width: 28 }),
    text('closedBy', '经办人', 'Closed by'),
    text('reverses', '冲销的日结', 'Takes back', { width: 14 }),
    text('reversedBy', '被冲销于', 'Taken back by', { width: 14 }),
    currency,
  ]),
};

export const deposits: Dataset = {
  name: 'DEPOSITS',
  title: { zh: '押金', en: 'Deposits' },
  editable: false,
  filters: [],
  columns: readOnly([
    text('bill', '账单号', 'Bill'),
    date('billedOn', '出账日期', 'Billed on'),
    customer,
    customerName,
    text('premise', '房产', 'Premise'),
    text('feeItem', '费项', 'Fee item'),
    amount('amount', '押金', 'Deposit'),
    amount('paid', '已收', 'Paid'),
    amount('released', '已释放', 'Released'),
    amount('held', '在押', 'Held'),
    currency,
  ]),
};

export const allocations: Dataset = {
  name: 'ALLOCATIONS',
  title: { zh: '收款核销', en: 'Allocations' },
  editable: false,
  filters: [],
  columns: readOnly([
    text('payment', '收款编号', 'Payment'),
    text('bill', '账单号', 'Bill'),
    customer,
    customerName,
    date('allocatedOn', '核销日期', 'Allocated on'),
    amount('amount', '金额', 'Amount'),
  ]),
};

export const unidentifiedReceipts: Dataset = {
  name: 'UNIDENTIFIED_RECEIPTS',
  title: { zh: '待认领款', en: 'Unidentified receipts' },
  editable: false,
  filters: [],
  columns: readOnly([
    text('account', '账户', 'Account', { width: 14 }),
    date('bookedOn', '入账日期', 'Booked on'),
    int('days', '等待天数', 'Days waiting'),
    amount('amount', '金额', 'Amount'),
    currency,
    text('payerName', '付款人', 'Payer name', { width: 22 }),
    text('payerAccount', '付款账号', 'Payer account', { width: 24 }),
    text('reference', '附言', 'Reference', { width: 26 }),
    text('text', '摘要', 'Text', { width: 26 }),
    int('candidates', '候选数', 'Candidates'),
  ]),
};

const account = text('account', '账户', 'Account', { width: 14 });
const day = date('day', '日期', 'Day');

export const channelSettlement: Dataset = {
  name: 'CHANNEL_SETTLEMENT',
  title: { zh: '渠道结算', en: 'Channel settlement' },
  editable: false,
  filters: [],
  columns: readOnly([
    account,
    day,
    currency,
    int('trades', '交易笔数', 'Trades'),
    amount('gross', '交易额', 'Gross'),
    amount('refunds', '退款', 'Refunds'),
    amount('fees', '手续费', 'Fees'),
    amount('net', '净额', 'Net'),
    amount('paidOut', '已结算', 'Paid out'),
    amount('open', '未结算', 'Not paid out', { width: 16 }),
  ]),
};

export const bankReconciliation: Dataset = {
  name: 'BANK_RECONCILIATION',
  title: { zh: '银行余额调节表', en: 'Bank reconciliation' },
  editable: false,
  filters: [],
  columns: readOnly([
    account,
    day,
    currency,
    amount('moneyIn', '收入', 'In'),
    amount('moneyOut', '支出', 'Out'),
    amount('lines', '流水累计', 'Lines to date', { width: 16 }),
    amount('stated', '对账单余额', 'Stated balance', { width: 18 }),
    amount('statedDifference', '余额差异', 'Stated differs by', { width: 20 }),
    amount('ledger', '账面余额', 'Ledger balance', { width: 18 }),
    amount('counter', '柜台收款', 'Taken at the counter', { width: 22 }),
    amount('unexplained', '未解释差异', 'Not explained', { width: 17 }),
    amount('waiting', '待处理', 'Waiting'),
  ]),
};

export const kpis: Dataset = {
  name: 'KPIS',
  title: { zh: '指标', en: 'KPIs' },
  editable: false,
  filters: ['fromMonth', 'toMonth', 'asOf'],
  columns: readOnly([
    month,
    feeItem,
    feeItemName,
    amount('due', '应收', 'Due'),
    amount('collected', '已收', 'Collected'),
    amount('open', '未收', 'Open'),
    amount('overdue', '逾期', 'Overdue'),
    decimal('collectionRate', '收缴率', 'Collection rate', 4, { width: 15 }),
  ]),
};
