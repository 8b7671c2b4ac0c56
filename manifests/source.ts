/** What the add-in says about itself to Office, in both languages: the one source of every manifest. */
import { ALL_COMMANDS, actionOf, CELL_COMMANDS, type Command, WORDS, wordsOf } from '../addin/commands/commands.ts';
import { NAMESPACE } from '../addin/functions/declarations.ts';
import type { Verb } from './icons/draw.ts';

export interface Text {
  en: string;
  zh: string;
}

export type Environment = 'localhost' | 'staging' | 'production' | 'suite';

export interface ManifestSource {
  /** Each environment has an id of its own, so that they can be installed side by side. */
  id: string;
  version: string;
  provider: string;
  name: Text;
  description: Text;
  /** Where the server answers, without a slash at the end; Office asks for https. */
  address: string;
  /** The page that is shown as the task pane, below the address. */
  page: string;
  tab: Text;
  groups: readonly Group[];
  /** What the context menu of a cell offers, under one entry; null for no such entry. */
  cells: Menu | null;
  /** What worksheet functions begin with; null where there are none. */
  namespace: string | null;
  /** Whether commands have keyboard shortcuts. */
  shortcuts: boolean;
  welcome: { title: Text; text: Text };
}

/** A labelled part of the ribbon tab. Office shows up to six controls of one. */
export interface Group {
  id: string;
  label: Text;
  controls: readonly (Button | Menu)[];
}

interface Shown {
  /** Unique in the manifest, letters, digits and `_`. */
  id: string;
  icon: Verb | 'suanpan';
  label: Text;
  tip: Text;
}

export interface Button extends Shown {
  /** The action that the pane's page gives to Office; null: it only shows the pane. */
  action: string | null;
}

export interface Menu extends Shown {
  items: readonly Button[];
}

/** Requirement sets without which the add-in does not start; see the workbook adapter for what it uses of them. */
export const REQUIREMENTS: readonly { name: string; version: string }[] = [
  { name: 'SharedRuntime', version: '1.1' },
  { name: 'ExcelApi', version: '1.14' },
];

/** Excel loads only https, also from this machine: `npm run excel` puts an https door in front of the server. */
export const LOCAL_ADDRESS = 'https://localhost:4443';

const LOCAL: ReadonlySet<Environment> = new Set(['localhost', 'suite']);

const IDS: Record<Environment, string> = {
  localhost: '5b1f6c1e-7f3a-4f0e-9a52-0d6f0d9c4a01',
  staging: '9f0c2b7a-64f5-4c1b-8d3e-6a1f7b2e5c02',
  production: 'c3d8e4f6-2a19-4b7d-b1c4-7e9a3f5d8b03',
  suite: '4e7b1d92-83c5-4a6f-9d20-5f8c6b1a7e04',
};

const BADGES: Record<Environment, Text> = {
  localhost: { en: ' (local)', zh: '（本机）' },
  staging: { en: ' (staging)', zh: '（预发布）' },
  production: { en: '', zh: '' },
  suite: { en: ' (test suite)', zh: '（测试）' },
};

const button = (command: Command, id = actionOf(command)): Button => {
  const { label, tip } = wordsOf(command);
  return { id, icon: command.name, label, tip, action: actionOf(command) };
};

const PANE: Button = {
  id: 'pane',
  icon: 'suanpan',
  label: { en: 'Suanpan', zh: '算盘' },
  tip: { en: 'Show the pane beside the sheet.', zh: '在表格旁显示任务窗格。' },
  action: null,
};

const GROUPS: readonly Group[] = [
  {
    id: 'sheets',
    label: { en: 'Sheets', zh: '数据表' },
    controls: [
      PANE,
      {
        id: 'open',
        icon: 'open',
        ...WORDS.open,
        items: ALL_COMMANDS.filter(({ name }) => name === 'open').map((c) => button(c)),
      },
      button({ name: 'refresh' }),
    ],
  },
  {
    id: 'publishing',
    label: { en: 'Publish', zh: '发布' },
    controls: [button({ name: 'check' }), button({ name: 'publish' }), button({ name: 'conflicts' })],
  },
  {
    id: 'work',
    label: { en: 'Billing and cash', zh: '出账与收款' },
    controls: [
      button({ name: 'runs' }),
      button({ name: 'reconcile' }),
      button({ name: 'reports' }),
      button({ name: 'findCustomer' }),
    ],
  },
];

const CELLS: Menu = {
  id: 'cell',
  icon: 'suanpan',
  label: { en: 'Suanpan', zh: '算盘' },
  tip: { en: 'What is behind the selected row.', zh: '所选行的来龙去脉。' },
  items: CELL_COMMANDS.map((name) => button({ name }, `cell_${name}`)),
};

/** What the manifest of the suite for real Excel has instead: nothing but a way to its page. */
const SUITE_GROUPS: readonly Group[] = [{ id: 'suite', label: { en: 'Test suite', zh: '测试' }, controls: [PANE] }];

/** A server that Office may be sent to, or a sentence why not. */
function checkedAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '') {
    throw new Error(`The address must begin with https:// and be no more than host and path, not ${address}.`);
  }
  return address.replace(/\/+$/, '');
}

/**
 * The source for one environment.
 *
 * @param address needed for staging and production, where only the customer knows it
 */
export function manifestSource(environment: Environment, address?: string): ManifestSource {
  const where = address ?? (LOCAL.has(environment) ? LOCAL_ADDRESS : undefined);
  if (where === undefined) throw new Error(`Say where ${environment} is: --address https://…`);
  const badge = BADGES[environment];
  return {
    id: IDS[environment],
    version: '1.0.0.0',
    provider: 'Suanpan',
    name: { en: `Suanpan${badge.en}`, zh: `算盘${badge.zh}` },
    description: {
      en: 'Fee management for finance teams that live in Excel: edit, check and publish fees, bills and reconciliation.',
      zh: '面向财务团队的收费管理：在 Excel 中编辑、检查并发布收费、账单与对账。',
    },
    address: checkedAddress(where),
    page: environment === 'suite' ? 'suite/index.html' : 'taskpane.html',
    tab: { en: `Suanpan${badge.en}`, zh: `算盘${badge.zh}` },
    groups: environment === 'suite' ? SUITE_GROUPS : GROUPS,
    cells: environment === 'suite' ? null : CELLS,
    namespace: environment === 'suite' ? null : NAMESPACE,
    shortcuts: environment !== 'suite',
    welcome: {
      title: { en: 'Suanpan is ready', zh: '算盘已就绪' },
      text: { en: 'Choose Open on the Suanpan tab to begin.', zh: '请在“算盘”选项卡中选择“打开”。' },
    },
  };
}
