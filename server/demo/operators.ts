import type { Role } from '../access/entities.ts';

/** The demo's password, the same for everybody: a demo has nothing to protect. */
export const DEMO_PASSWORD = 'suanpan-demo';

/** An operator of the demo tenants. */
export interface DemoOperator {
  login: string;
  nameZh: string;
  nameEn: string;
  roles: readonly Role[];
}

/** One sign-in for each role; the clerk of the tour holds FINANCE and PRICING. */
export const DEMO_OPERATORS: readonly DemoOperator[] = [
  { login: 'clerk', nameZh: '林会计', nameEn: 'Lin (clerk)', roles: ['FINANCE', 'PRICING'] },
  { login: 'finance', nameZh: '周财务', nameEn: 'Zoe (finance)', roles: ['FINANCE'] },
  { login: 'pricing', nameZh: '齐定价', nameEn: 'Quinn (pricing)', roles: ['PRICING'] },
  { login: 'viewer', nameZh: '温查询', nameEn: 'Vera (viewer)', roles: ['FINANCE_VIEWER'] },
  { login: 'service', nameZh: '何客服', nameEn: 'Sam (service)', roles: ['SERVICE'] },
  { login: 'approver', nameZh: '郑审批', nameEn: 'Ada (approver)', roles: ['APPROVER'] },
  { login: 'admin', nameZh: '管理员', nameEn: 'Alex (administrator)', roles: ['ADMIN'] },
  { login: 'analyst', nameZh: '安分析', nameEn: 'Ann (analyst)', roles: ['ANALYST'] },
  { login: 'auditor', nameZh: '沈审计', nameEn: 'Otto (auditor)', roles: ['AUDITOR'] },
];

/** Codes of the demo tenants, in the order in which sign-in offers them. */
export const DEMO_TENANTS = ['cuihu', 'nimbus'] as const;
