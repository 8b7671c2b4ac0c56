/** Datasets that finance edits: the fee catalogue, customers and what is charged for. */
import { amount, bool, choice, code, date, decimal, int, ref, text, values } from './columns.ts';
import type { Dataset } from './types.ts';

const note = text('note', '备注', 'Note', { width: 28 });
/** An end date belongs to the period no more; the heading says so, because people read "to" as inclusive. */
const until = (id: string) => date(id, '截止日期（不含）', 'Until (exclusive)', { width: 16 });

export const feeItems: Dataset = {
  name: 'FEE_ITEMS',
  title: { zh: '收费项目', en: 'Fee items' },
  editable: true,
  filters: [],
  columns: [
    code('code', '项目编码', 'Code'),
    text('nameZh', '中文名称', 'Chinese name', { required: true, width: 20 }),
    text('nameEn', '英文名称', 'English name', { width: 24 }),
    choice(
      'category',
      '类别',
      'Category',
      values(
        'BASIC 基础服务 Basic',
        'VALUE_ADDED 增值服务 Value-added',
        'DEPOSIT 押金 Deposit',
        'PENALTY 违约金 Penalty',
        'PASS_THROUGH 代收代付 Pass-through',
        'ONE_OFF 一次性 One-off',
      ),
      { required: true },
    ),
    choice(
      'cycle',
      '计费周期',
      'Cycle',
      values(
        'ONE_OFF 一次性 One-off',
        'DAILY 每日 Daily',
        'WEEKLY 每周 Weekly',
        'MONTHLY 每月 Monthly',
        'QUARTERLY 每季 Quarterly',
        'HALF_YEARLY 每半年 Half-yearly',
        'YEARLY 每年 Yearly',
      ),
      { required: true },
    ),
    choice('timing', '收取时点', 'Timing', values('ADVANCE 预收 In advance', 'ARREARS 后收 In arrears'), {
      required: true,
    }),
    int('anchorDay', '周期起始日', 'Anchor day', { width: 12 }),
    text('unit', '计量单位', 'Unit', { width: 10 }),
    text('currency', '币种', 'Currency', { required: true, width: 10 }),
    text('taxCode', '税码', 'Tax code', { width: 12 }),
    text('revenueAccount', '收入科目', 'Revenue account', { width: 16 }),
    date('effectiveFrom', '生效日期', 'Effective from', { required: true, width: 14 }),
    until('effectiveTo'),
    text('forGroups', '适用客户组', 'For customer groups'),
    text('forRegions', '适用区域', 'For regions'),
    text('forPremiseKinds', '适用房产类型', 'For premise kinds'),
    choice('status', '项目状态', 'Item status', values('ACTIVE 启用 Active', 'ARCHIVED 已归档 Archived'), {
      editable: false,
    }),
    note,
  ],
};

export const prices: Dataset = {
  name: 'PRICES',
  title: { zh: '价格版本', en: 'Prices' },
  editable: true,
  filters: [],
  columns: [
    ref('feeItem', '收费项目', 'Fee item', 'FEE_ITEMS', { required: true }),
    date('effectiveFrom', '生效日期', 'Effective from', { required: true, width: 14 }),
    until('effectiveTo'),
    choice(
      'model',
      '计价方式',
      'Model',
      values(
        'FIXED 固定金额 Fixed',
        'PER_UNIT 按单位 Per unit',
        'GRADUATED 阶梯 Graduated',
        'VOLUME 全量阶梯 Volume',
        'STAIRSTEP 分档定额 Stairstep',
        'PACKAGE 按包 Package',
        'PERCENTAGE 按比例 Percentage',
        'GRADUATED_PERCENTAGE 阶梯比例 Graduated percentage',
        'TIME_OF_USE 分时 Time of use',
        'FORMULA 公式 Formula',
        'SHARED 公摊 Shared cost',
      ),
      { required: true, width: 18 },
    ),
    decimal('price', '单价', 'Price', 4, { wireScale: 12 }),
    text('tiers', '阶梯', 'Tiers', { width: 36 }),
    choice(
      'reset',
      '阶梯重置',
      'Tier reset',
      values('PERIOD 每期 Each period', 'MONTH 每月 Monthly', 'YEAR 每年 Yearly'),
    ),
    text('terms', '其他条款', 'Terms', { width: 40 }),
    choice(
      'proration',
      '折算方式',
      'Proration',
      values('ACTUAL_DAYS 按实际天数 Actual days', 'THIRTY_360 按30天 30/360', 'NONE 不折算 None'),
    ),
    // A price list of its own; empty for the prices that hold for everybody.
    text('customerGroup', '客户组', 'Customer group', { width: 16 }),
    text('region', '区域', 'Region', { width: 12 }),
    note,
  ],
};

/** A price version as a block of rows: it is named by fee item, price list and first day. */
export const priceTiers: Dataset = {
  name: 'PRICE_TIERS',
  title: { zh: '价格阶梯', en: 'Price tiers' },
  editable: true,
  filters: [],
  columns: [
    ref('feeItem', '收费项目', 'Fee item', 'FEE_ITEMS', { required: true }),
    date('effectiveFrom', '生效日期', 'Effective from', { required: true, width: 14 }),
    decimal('from', '超过', 'Above', 6, { required: true }),
    decimal('upTo', '至（含）', 'Up to (incl.)', 6, { width: 14 }),
    decimal('price', '单价', 'Price', 4, { required: true, wireScale: 12 }),
    decimal('packageSize', '每包数量', 'Package size', 6),
    decimal('flatFee', '固定费', 'Flat fee', 4, { wireScale: 12 }),
    text('customerGroup', '客户组', 'Customer group', { width: 16 }),
    text('region', '区域', 'Region', { width: 12 }),
  ],
};

export const customers: Dataset = {
  name: 'CUSTOMERS',
  title: { zh: '缴费客户', en: 'Customers' },
  editable: true,
  filters: [],
  columns: [
    code('code', '客户编码', 'Code'),
    text('name', '名称', 'Name', { required: true, width: 24 }),
    choice('kind', '类型', 'Kind', values('PERSON 个人 Person', 'COMPANY 单位 Company'), { required: true }),
    text('customerGroup', '客户组', 'Customer group'),
    text('region', '区域', 'Region', { width: 14 }),
    text('phone', '电话', 'Phone', { width: 16 }),
    text('email', '邮箱', 'Email', { width: 24 }),
    text('taxId', '税号', 'Tax ID', { width: 22 }),
    text('bankAccount', '银行账号', 'Bank account', { width: 24 }),
    int('paymentDays', '付款天数', 'Payment days', { width: 13 }),
    choice('language', '语言', 'Language', values('ZH 中文 Chinese', 'EN 英文 English')),
    text('industry', '行业', 'Industry', { width: 14 }),
    text('tags', '标签', 'Tags'),
    text('contacts', '联系人', 'Contacts', { width: 28 }),
    choice('billPer', '账单方式', 'Bill per', values('CUSTOMER 每客户一张 Customer', 'CONTRACT 每合同一张 Contract')),
    choice('waitingMoney', '预存款', 'Waiting money', values('KEEP 留存 Keep', 'USE 自动抵扣新账单 Pay new bills')),
    choice(
      'billChannel',
      '账单送达方式',
      'Bill channel',
      values('PAPER 纸质 Paper', 'EMAIL 邮件 E-mail', 'SMS 短信 SMS', 'WECHAT 微信 WeChat'),
    ),
    note,
  ],
};

export const prepaymentPackages: Dataset = {
  name: 'PREPAYMENT_PACKAGES',
  title: { zh: '预存套餐', en: 'Prepayment packages' },
  editable: true,
  filters: [],
  columns: [
    code('code', '套餐编码', 'Code'),
    text('name', '名称', 'Name', { required: true, width: 24 }),
    decimal('price', '实收金额', 'Price', 4, { required: true }),
    decimal('bonus', '赠送金额', 'Bonus', 4, { required: true }),
    date('validFrom', '开始销售', 'Sold from'),
    date('validTo', '停止销售', 'Sold until'),
    note,
  ],
};

export const premises: Dataset = {
  name: 'PREMISES',
  title: { zh: '房产', en: 'Premises' },
  editable: true,
  filters: [],
  columns: [
    code('code', '房产编码', 'Code'),
    text('name', '名称', 'Name', { required: true, width: 24 }),
    choice(
      'kind',
      '类型',
      'Kind',
      values('COMMUNITY 小区 Community', 'ROOM 房间 Room', 'SHOP 商铺 Shop', 'PARKING 车位 Parking', 'SITE 场地 Site'),
      { required: true },
    ),
    ref('community', '所属小区', 'Community', 'PREMISES'),
    text('building', '楼栋', 'Building', { width: 12 }),
    text('unit', '单元', 'Unit', { width: 10 }),
    text('room', '房号', 'Room', { width: 10 }),
    decimal('area', '面积（㎡）', 'Area (m²)', 2),
    ref('customer', '缴费客户', 'Customer', 'CUSTOMERS'),
    ref('parent', '附属于', 'Part of', 'PREMISES'),
    date('vacantFrom', '空置开始', 'Vacant from'),
    date('vacantTo', '空置截止（不含）', 'Vacant until (exclusive)', { width: 20 }),
    note,
  ],
};

export const accounts: Dataset = {
  name: 'ACCOUNTS',
  title: { zh: '会计科目', en: 'Accounts' },
  editable: true,
  filters: [],
  columns: [
    code('code', '科目编码', 'Code'),
    text('nameZh', '中文名称', 'Chinese name', { required: true, width: 26 }),
    text('nameEn', '英文名称', 'English name', { required: true, width: 24 }),
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
      { required: true },
    ),
    text('externalCode', '对应科目编码', 'Your code'),
    text('externalName', '对应科目名称', 'Your name', { width: 24 }),
  ],
};

export const contracts: Dataset = {
  name: 'CONTRACTS',
  title: { zh: '合同', en: 'Contracts' },
  editable: true,
  filters: [],
  columns: [
    code('number', '合同编号', 'Number'),
    ref('customer', '缴费客户', 'Customer', 'CUSTOMERS', { required: true }),
    date('startDate', '开始日期', 'Start date', { required: true }),
    until('endDate'),
    int('paymentDays', '付款天数', 'Payment days', { width: 13 }),
    text('terms', '合同条款', 'Terms', { width: 36 }),
    note,
  ],
};

export const bindings: Dataset = {
  name: 'BINDINGS',
  title: { zh: '计费绑定', en: 'Bindings' },
  editable: true,
  filters: [],
  columns: [
    code('code', '绑定编码', 'Code', { width: 26 }),
    ref('customer', '缴费客户', 'Customer', 'CUSTOMERS', { required: true }),
    ref('feeItem', '收费项目', 'Fee item', 'FEE_ITEMS', { required: true }),
    ref('premise', '房产', 'Premise', 'PREMISES'),
    ref('contract', '合同', 'Contract', 'CONTRACTS'),
    date('startDate', '开始日期', 'Start date', { required: true }),
    until('endDate'),
    date('trialEnd', '试用截止（不含）', 'Trial until (exclusive)', { width: 18 }),
    choice(
      'quantitySource',
      '数量来源',
      'Quantity source',
      values('FIXED 固定 Fixed', 'AREA 面积 Area', 'METER 表计 Meter', 'USAGE 用量 Usage', 'PREMISES 房产数 Premises'),
      {
        required: true,
        width: 16,
      },
    ),
    decimal('quantity', '数量', 'Quantity', 6),
    ref('meter', '表计', 'Meter', 'METERS'),
    ref('metric', '用量指标', 'Metric', 'USAGE_METRICS'),
    choice('discountKind', '优惠方式', 'Discount kind', values('PERCENT 百分比 Percent', 'AMOUNT 金额 Amount')),
    decimal('discountValue', '优惠值', 'Discount value', 4, { width: 15 }),
    choice('payer', '付款方', 'Payer', values('CUSTOMER 绑定客户 Customer', 'OCCUPANT 业主或租户 Occupant')),
    note,
  ],
};

export const discounts: Dataset = {
  name: 'DISCOUNTS',
  title: { zh: '优惠', en: 'Discounts' },
  editable: true,
  filters: [],
  columns: [
    code('code', '优惠编码', 'Code'),
    text('name', '名称', 'Name', { required: true, width: 22 }),
    choice(
      'scope',
      '适用范围',
      'Scope',
      values(
        'BINDING 单个绑定 Binding',
        'CUSTOMER 客户 Customer',
        'CUSTOMER_GROUP 客户组 Customer group',
        'FEE_ITEM 收费项目 Fee item',
      ),
      { required: true },
    ),
    ref('binding', '计费绑定', 'Binding', 'BINDINGS'),
    ref('customer', '缴费客户', 'Customer', 'CUSTOMERS'),
    text('customerGroup', '客户组', 'Customer group'),
    ref('feeItem', '收费项目', 'Fee item', 'FEE_ITEMS'),
    choice(
      'kind',
      '优惠方式',
      'Kind',
      values(
        'PERCENT 百分比 Percent',
        'AMOUNT 金额 Amount',
        'PRICE_OVERRIDE 协议价 Agreed price',
        'FREE_UNITS 免费数量 Free units',
      ),
      { required: true },
    ),
    decimal('value', '优惠值', 'Value', 4, { wireScale: 12, required: true }),
    date('validFrom', '生效日期', 'Valid from', { required: true, width: 14 }),
    until('validTo'),
    int('firstCycles', '仅前几期', 'First cycles only', { width: 16 }),
    int('stackOrder', '叠加顺序', 'Stacking order', { width: 14 }),
    text('packageItems', '套餐项目', 'Package items', { width: 30 }),
    note,
  ],
};

export const occupancies: Dataset = {
  name: 'OCCUPANCIES',
  title: { zh: '业主与租户', en: 'Occupants' },
  editable: true,
  filters: [],
  columns: [
    ref('premise', '房产', 'Premise', 'PREMISES', { required: true }),
    ref('customer', '缴费客户', 'Customer', 'CUSTOMERS', { required: true }),
    choice('role', '身份', 'Role', values('OWNER 业主 Owner', 'TENANT 租户 Tenant'), { required: true }),
    date('startDate', '开始日期', 'Start date', { required: true }),
    until('endDate'),
    bool('pays', '付费', 'Pays'),
    note,
  ],
};

/** Seats that come and go; a binding's own quantity holds from its start. */
export const quantityChanges: Dataset = {
  name: 'QUANTITY_CHANGES',
  title: { zh: '数量变更', en: 'Quantity changes' },
  editable: true,
  filters: [],
  columns: [
    ref('binding', '计费绑定', 'Binding', 'BINDINGS', { required: true }),
    date('effectiveFrom', '生效日期', 'Effective from', { required: true }),
    decimal('quantity', '数量', 'Quantity', 6, { required: true }),
    note,
  ],
};

export const pauses: Dataset = {
  name: 'PAUSES',
  title: { zh: '暂停计费', en: 'Pauses' },
  editable: true,
  filters: [],
  columns: [
    ref('binding', '计费绑定', 'Binding', 'BINDINGS', { required: true }),
    date('startDate', '暂停开始', 'Paused from', { required: true }),
    until('endDate'),
    note,
  ],
};

/** What a community has to share of a fee item's cost (公摊). */
export const sharedCosts: Dataset = {
  name: 'SHARED_COSTS',
  title: { zh: '公摊费用', en: 'Shared costs' },
  editable: true,
  filters: [],
  columns: [
    ref('feeItem', '收费项目', 'Fee item', 'FEE_ITEMS', { required: true }),
    ref('community', '小区', 'Community', 'PREMISES', { required: true }),
    date('periodStart', '起始日期', 'From', { required: true, width: 14 }),
    { ...until('periodEnd'), required: true },
    amount('amount', '金额', 'Amount', { required: true }),
    note,
  ],
};

/** Accounts that customers pay from: lines from there are known to be theirs. */
export const payerAccounts: Dataset = {
  name: 'PAYER_ACCOUNTS',
  title: { zh: '付款账户', en: 'Payer accounts' },
  editable: true,
  filters: [],
  columns: [
    ref('customer', '客户', 'Customer', 'CUSTOMERS', { required: true }),
    text('account', '账号', 'Account', { required: true, width: 26 }),
    choice('source', '来源', 'Source', values('ENTERED 手工录入 Entered', 'LEARNT 勾对学习 Learnt'), {
      editable: false,
    }),
    note,
  ],
};
