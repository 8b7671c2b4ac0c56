import { chance, pick } from './chance.ts';

const SURNAMES = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕');
const GIVEN = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建文辉力子涵宇轩欣怡梓萱浩然思远雨桐若曦嘉');
const TRADES = ['餐饮', '便利店', '美容', '教育科技', '口腔门诊', '宠物', '文化传媒', '健身', '水果', '烘焙'];
const BRANDS = ['翠湖', '云栖', '锦程', '恒信', '佳禾', '瑞丰', '悦邻', '同仁', '新禾', '大成', '百汇', '蓝鲸'];
const FIRST = ['Ada', 'Ben', 'Cleo', 'Dana', 'Eli', 'Faye', 'Gus', 'Hana', 'Ivo', 'June', 'Kai', 'Lena', 'Max', 'Nora'];
const SAAS = ['Labs', 'Works', 'Systems', 'Analytics', 'Health', 'Logistics', 'Studio', 'Robotics', 'Foods', 'Energy'];
const ROOTS = [
  'Acorn',
  'Beacon',
  'Cobalt',
  'Delta',
  'Ember',
  'Fjord',
  'Granite',
  'Harbor',
  'Indigo',
  'Juniper',
  'Kestrel',
];
const SUFFIXES = ['Inc.', 'LLC', 'Ltd', 'Corp.', ''];

/** A Chinese person's name; some repeat, as they do. */
export function personName(n: number): string {
  const given = pick(GIVEN, 'g1', n) + (chance(4, 'len', n) === 0 ? '' : pick(GIVEN, 'g2', n));
  return pick(SURNAMES, 's', n) + given;
}

/** A shop's company name. */
export function shopName(n: number): string {
  return `${pick(BRANDS, 'b', n)}${pick(SURNAMES, 'bs', n)}记${pick(TRADES, 't', n)}有限公司`;
}

/** A software customer's company name. */
export function companyName(n: number): string {
  const parts = [pick(ROOTS, 'r', n), pick(FIRST, 'f', n), pick(SAAS, 'k', n), pick(SUFFIXES, 'x', n)];
  return parts.filter(Boolean).join(' ');
}
