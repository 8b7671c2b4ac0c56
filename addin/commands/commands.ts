/**
 * The commands that come to the pane from outside of it: from Excel's ribbon, its context menu and its keyboard, and from the
 * workbench's. Declared once; the manifests, the shortcut files, both hosts' menus and the pane take them from here.
 */
import { datasetNamed } from '../datasets/datasets.ts';
import type { DatasetName, Label } from '../datasets/types.ts';

export const COMMAND_NAMES = [
  'refresh',
  'check',
  'publish',
  'conflicts',
  'runs',
  'reconcile',
  'reports',
  'findCustomer',
  'customer',
  'explain',
  'entries',
  'history',
] as const;

export type CommandName = (typeof COMMAND_NAMES)[number] | 'open';

/** What somebody wants of the pane. */
export type Command = { name: 'open'; dataset: DatasetName } | { name: Exclude<CommandName, 'open'> };

/** A command of one name. */
export type CommandOf<N extends CommandName> = N extends 'open' ? Command & { name: 'open' } : { name: N };

export interface CommandWords {
  label: Label;
  tip: Label;
  /**
   * Keys that call it while the spreadsheet has the keyboard, as Office writes them. Always Ctrl+Alt with a letter that no
   * keyboard layout of our users puts a sign on, and that neither Excel nor a browser takes for itself.
   */
  keys?: string;
}

const said = (en: string, zh: string, tip: string, tipZh: string, keys?: string): CommandWords => ({
  label: { en, zh },
  tip: { en: tip, zh: tipZh },
  ...(keys === undefined ? {} : { keys }),
});

export const WORDS: Record<CommandName, CommandWords> = {
  open: said('Open', '打开', 'Open a sheet of fees, customers, bills or KPIs.', '打开收费项目、客户、账单或指标表。'),
  refresh: said(
    'Refresh',
    '刷新',
    "Bring in others' changes; your own edits stay.",
    '取回他人的修改，自己的编辑保留。',
    'Ctrl+Alt+R',
  ),
  check: said(
    'Check',
    '检查',
    'See what publishing would do, without doing it.',
    '查看发布的结果，但不真正发布。',
    'Ctrl+Alt+K',
  ),
  publish: said(
    'Publish',
    '发布',
    'Look at your changed rows, then send them to the ledger.',
    '先查看修改过的行，再提交到账务系统。',
    'Ctrl+Alt+U',
  ),
  conflicts: said('Conflicts', '冲突', 'Decide about rows that somebody else changed too.', '处理别人也修改过的行。'),
  runs: said('Runs', '出账', 'Preview a billing run, post it, look at earlier ones.', '试算、过账，查看以往的出账。'),
  reconcile: said(
    'Reconcile',
    '对账',
    'Import bank statements and match their lines to bills.',
    '导入银行对账单，与账单勾对。',
  ),
  reports: said('Reports', '报表', 'Collection rate, accounting periods, vouchers.', '收缴率、会计期间和凭证。'),
  findCustomer: said(
    'Find customer',
    '查找客户',
    'By name, code, telephone or premise: balance, bills and premises.',
    '按名称、编码、电话或房产查找：余额、账单和房产。',
    'Ctrl+Alt+F',
  ),
  customer: said(
    'Customer of this row',
    '此行的客户',
    'Balance, bills and premises of the customer whom the selected row names.',
    '所选行的客户：余额、账单和房产。',
  ),
  explain: said(
    'Explain this number',
    '解释这个数字',
    'How the charges of the selected row came about.',
    '所选行的费用是怎样算出来的。',
    'Ctrl+Alt+I',
  ),
  entries: said(
    'Show ledger entries',
    '查看会计分录',
    'What the selected row did to the books: accounts and amounts.',
    '所选行在账上的分录：科目和金额。',
    'Ctrl+Alt+J',
  ),
  history: said(
    'History of this row',
    '此行的历史',
    'Who changed the selected row, when, and what it was before.',
    '所选行由谁、在何时修改，之前是什么。',
    'Ctrl+Alt+H',
  ),
};

/** What *Open ▾* offers: the sheets of daily work. The pane lists all of them. */
export const OPENABLE = [
  'CUSTOMERS',
  'PREMISES',
  'FEE_ITEMS',
  'PRICES',
  'DISCOUNTS',
  'CONTRACTS',
  'BINDINGS',
  'METER_READINGS',
  'BILLS',
  'CHARGES',
  'PAYMENTS',
  'STATEMENT_LINES',
  'KPIS',
] as const satisfies readonly DatasetName[];

/** What the context menu of a cell offers. */
export const CELL_COMMANDS = ['explain', 'entries', 'history', 'customer'] as const satisfies CommandName[];

/** Every command that an Office action stands for. */
export const ALL_COMMANDS: readonly Command[] = [
  ...OPENABLE.map((dataset) => ({ name: 'open', dataset }) as const),
  ...COMMAND_NAMES.map((name) => ({ name })),
];

/** The id by which Office calls a command: letters, digits and `_`, since it may be taken for a function's name. */
export function actionOf(command: Command): string {
  return command.name === 'open' ? `open_${command.dataset}` : command.name;
}

/** What a command is called, and what it does, in both languages. */
export function wordsOf(command: Command): CommandWords {
  const words = WORDS[command.name];
  if (command.name !== 'open') return words;
  const { title } = datasetNamed(command.dataset);
  return {
    label: title,
    tip: { en: `Open the sheet “${title.en}”.`, zh: `打开“${title.zh}”表。` },
  };
}
