/** What the add-in says about itself to Office, in both languages: the one source of every manifest. */
import { NAMESPACE } from '../addin/functions/declarations.ts';
import type { Verb } from './icons/draw.ts';

export interface Text {
  en: string;
  zh: string;
}

export type Environment = 'localhost' | 'staging' | 'production';

export interface ManifestSource {
  /** Each environment has an id of its own, so that they can be installed side by side. */
  id: string;
  version: string;
  provider: string;
  name: Text;
  description: Text;
  /** Where the server answers, without a slash at the end; Office asks for https. */
  address: string;
  tab: Text;
  group: Text;
  /** What worksheet functions begin with. */
  namespace: string;
  buttons: readonly Button[];
  welcome: { title: Text; text: Text };
}

export interface Button {
  id: string;
  icon: Verb;
  label: Text;
  tip: Text;
}

/** Requirement sets without which the add-in does not start; see the workbook adapter for what it uses of them. */
export const REQUIREMENTS: readonly { name: string; version: string }[] = [
  { name: 'SharedRuntime', version: '1.1' },
  { name: 'ExcelApi', version: '1.14' },
];

/** Excel loads only https, also from this machine: `npm run excel` puts an https door in front of the server. */
export const LOCAL_ADDRESS = 'https://localhost:4443';

const IDS: Record<Environment, string> = {
  localhost: '5b1f6c1e-7f3a-4f0e-9a52-0d6f0d9c4a01',
  staging: '9f0c2b7a-64f5-4c1b-8d3e-6a1f7b2e5c02',
  production: 'c3d8e4f6-2a19-4b7d-b1c4-7e9a3f5d8b03',
};

const BADGES: Record<Environment, Text> = {
  localhost: { en: ' (local)', zh: '（本机）' },
  staging: { en: ' (staging)', zh: '（预发布）' },
  production: { en: '', zh: '' },
};

const BUTTONS: readonly Button[] = [
  {
    id: 'Open',
    icon: 'open',
    label: { en: 'Open', zh: '打开' },
    tip: { en: 'Open a sheet of fees, customers, bills or KPIs.', zh: '打开收费项目、客户、账单或指标表。' },
  },
  {
    id: 'Refresh',
    icon: 'refresh',
    label: { en: 'Refresh', zh: '刷新' },
    tip: { en: "Bring in others' changes; your own edits stay.", zh: '取回他人的修改，自己的编辑保留。' },
  },
  {
    id: 'Check',
    icon: 'check',
    label: { en: 'Check', zh: '检查' },
    tip: { en: 'See what publishing would do, without doing it.', zh: '查看发布的结果，但不真正发布。' },
  },
  {
    id: 'Publish',
    icon: 'publish',
    label: { en: 'Publish', zh: '发布' },
    tip: { en: 'Send your changed rows to the ledger.', zh: '把修改过的行提交到账务系统。' },
  },
];

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
  const where = address ?? (environment === 'localhost' ? LOCAL_ADDRESS : undefined);
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
    tab: { en: `Suanpan${badge.en}`, zh: `算盘${badge.zh}` },
    group: { en: 'Ledger', zh: '账务' },
    namespace: NAMESPACE,
    buttons: BUTTONS,
    welcome: {
      title: { en: 'Suanpan is ready', zh: '算盘已就绪' },
      text: { en: 'Choose Open on the Suanpan tab to begin.', zh: '请在“算盘”选项卡中选择“打开”。' },
    },
  };
}
