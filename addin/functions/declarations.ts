/**
 * The worksheet functions: one declaration, from which come Excel's metadata, the workbench's functions and the help in the
 * pane.
 */
import type { EnumValue, Label } from '../datasets/types.ts';
import type { FigureRequest } from '../generated/operations.ts';

/** What functions begin with, in Excel and in the workbench. */
export const NAMESPACE = 'SUANPAN';

export interface FunctionParameter {
  /** As the formula bar shows it. */
  name: string;
  /** The field of the request that it fills. */
  field: Exclude<keyof FigureRequest, 'function'>;
  kind: 'text' | 'choice' | 'period' | 'date' | 'quantity';
  optional: boolean;
  description: Label;
  /** What a `choice` may be: codes, or their labels in either language. */
  values?: readonly EnumValue[];
}

export interface FunctionDeclaration {
  /** Name behind the namespace, and what the server knows it by. */
  name: 'KPI' | 'BALANCE' | 'PRICE' | 'BILLED' | 'COLLECTED' | 'EXPLAIN';
  result: 'number' | 'string';
  parameters: readonly FunctionParameter[];
  description: Label;
  /** Arguments that work with the demo data. */
  example: string;
}

const KPIS: readonly EnumValue[] = [
  { code: 'DUE', zh: '应收', en: 'Due' },
  { code: 'COLLECTED', zh: '已收', en: 'Collected' },
  { code: 'OPEN', zh: '未收', en: 'Open' },
  { code: 'OVERDUE', zh: '逾期', en: 'Overdue' },
  { code: 'COLLECTION_RATE', zh: '收缴率', en: 'Collection rate' },
];

const DIMENSIONS: readonly EnumValue[] = [
  { code: 'FEE_ITEM', zh: '收费项目', en: 'Fee item' },
  { code: 'COMMUNITY', zh: '小区', en: 'Community' },
  { code: 'CUSTOMER_GROUP', zh: '客户组', en: 'Customer group' },
];

const codes = (values: readonly EnumValue[]) => values.map(({ code }) => code).join(', ');

const period: FunctionParameter = {
  name: 'period',
  field: 'period',
  kind: 'period',
  optional: false,
  description: {
    zh: '月、季度或年：2026-10、2026-Q3、2026，或该月的任一日期',
    en: 'Month, quarter or year: 2026-10, 2026-Q3, 2026, or a date of the month',
  },
};

const feeItem: FunctionParameter = {
  name: 'feeItem',
  field: 'feeItem',
  kind: 'text',
  optional: true,
  description: { zh: '收费项目编码；省略为全部', en: 'Code of a fee item; all without it' },
};

const group: FunctionParameter = {
  name: 'group',
  field: 'group',
  kind: 'text',
  optional: true,
  description: { zh: '客户组；省略为全部', en: 'Customer group; all without it' },
};

const date: FunctionParameter = {
  name: 'date',
  field: 'date',
  kind: 'date',
  optional: true,
  description: { zh: '截至日期；省略为今天', en: 'As of this day; today without it' },
};

const customer: FunctionParameter = {
  name: 'customer',
  field: 'customer',
  kind: 'text',
  optional: false,
  description: { zh: '客户编码', en: 'Code of a customer' },
};

export const FUNCTIONS: readonly FunctionDeclaration[] = [
  {
    name: 'KPI',
    result: 'number',
    description: {
      zh: '应收日落在期间内的收缴指标，截至今天',
      en: 'A collection KPI of what falls due in a period, as of today',
    },
    parameters: [
      {
        name: 'kpi',
        field: 'kpi',
        kind: 'choice',
        optional: false,
        values: KPIS,
        description: { zh: `指标：${codes(KPIS)}（或其中文名）`, en: `KPI: ${codes(KPIS)}` },
      },
      period,
      {
        name: 'dimension',
        field: 'dimension',
        kind: 'choice',
        optional: true,
        values: DIMENSIONS,
        description: { zh: `维度：${codes(DIMENSIONS)}`, en: `Dimension: ${codes(DIMENSIONS)}` },
      },
      {
        name: 'member',
        field: 'member',
        kind: 'text',
        optional: true,
        description: {
          zh: '该维度中的编码，或客户组的名称',
          en: 'Code within the dimension, or name of the customer group',
        },
      },
    ],
    example: '"COLLECTION_RATE","2026-10"',
  },
  {
    name: 'BILLED',
    result: 'number',
    description: { zh: '期间内出账的金额', en: 'What was billed in a period' },
    parameters: [period, feeItem, group],
    example: '"2026-Q3"',
  },
  {
    name: 'COLLECTED',
    result: 'number',
    description: { zh: '期间内收回的金额，不论何时应收', en: 'What was collected in a period, whenever it was due' },
    parameters: [period, feeItem, group],
    example: '"2026-10"',
  },
  {
    name: 'BALANCE',
    result: 'number',
    description: {
      zh: '客户欠款：未付账单减去待核销款，多付为负',
      en: 'What a customer owes: open bills less money that waits; below zero when more was paid',
    },
    parameters: [customer, date],
    example: '"C-00001"',
  },
  {
    name: 'PRICE',
    result: 'number',
    description: {
      zh: '某一数量在某日的价格，不计优惠与按日折算',
      en: 'What a quantity costs on a day, without discounts and proration',
    },
    parameters: [
      { ...feeItem, optional: false, description: { zh: '收费项目编码', en: 'Code of a fee item' } },
      {
        name: 'quantity',
        field: 'quantity',
        kind: 'quantity',
        optional: false,
        description: { zh: '数量', en: 'Quantity' },
      },
      { ...date, description: { zh: '价格日期；省略为今天', en: 'Day of the price; today without it' } },
      {
        ...customer,
        optional: true,
        description: {
          zh: '客户编码：用该客户的价目表；省略为通用价目表',
          en: 'Code of a customer, for the price list of that customer; everybody’s without it',
        },
      },
    ],
    example: '"FEE-MGMT",100',
  },
  {
    name: 'EXPLAIN',
    result: 'string',
    description: { zh: '一笔费用的计算过程', en: 'How a charge comes about, in a sentence' },
    parameters: [
      {
        name: 'charge',
        field: 'charge',
        kind: 'text',
        optional: false,
        description: {
          zh: '账单号与行号，例如 B-000123/1；或费用 ID',
          en: 'Number of the bill and line, such as B-000123/1; or the id of a charge',
        },
      },
    ],
    example: '"B-000001/1"',
  },
];

/** The function as a formula names it: `SUANPAN.KPI`. */
export const fullName = ({ name }: Pick<FunctionDeclaration, 'name'>): string => `${NAMESPACE}.${name}`;

/** `SUANPAN.KPI(kpi, period, [dimension], [member])`. */
export function signature(declaration: FunctionDeclaration): string {
  const names = declaration.parameters.map(({ name, optional }) => (optional ? `[${name}]` : name));
  return `${fullName(declaration)}(${names.join(', ')})`;
}

/** A formula that works with the demo data. */
export const exampleOf = (declaration: FunctionDeclaration): string =>
  `=${fullName(declaration)}(${declaration.example})`;
