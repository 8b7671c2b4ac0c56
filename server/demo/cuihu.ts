/**
 * 翠湖物业, a property-management company: 3 communities, 1,200 premises, 900 customers. Water and electricity follow
 * Beijing's residential tariffs (water 2014-05-01, electricity below 1 kV), both yearly tiers.
 */
import { chance } from './chance.ts';
import { personName, shopName } from './names.ts';
import { type SheetRow, sheetRow } from './sheet-row.ts';

const TENANT = 'cuihu';
/** The first month of history. */
export const HISTORY_START = '2025-10-01';

const row = (dataset: string, name: string, cells: SheetRow['cells']) => sheetRow(TENANT, dataset, name, cells);

export const feeItems: SheetRow[] = [
  ['FEE-MGMT', '物业管理费', 'Management fee', 'BASIC', 'MONTHLY', 'ARREARS', '㎡', 'VAT6', '住宅,按建筑面积'],
  [
    'FEE-MGMT-SHOP',
    '商铺物业费',
    'Shop management fee',
    'BASIC',
    'MONTHLY',
    'ARREARS',
    '㎡',
    'VAT6',
    '商铺,按建筑面积',
  ],
  ['FEE-LIFT', '电梯运行维护费', 'Lift maintenance', 'BASIC', 'MONTHLY', 'ARREARS', '㎡', 'VAT6', ''],
  ['FEE-PARK', '车位管理费', 'Parking', 'VALUE_ADDED', 'MONTHLY', 'ADVANCE', '个', 'VAT9', '2026-04 起 300 元'],
  ['FEE-WATER', '水费', 'Water', 'PASS_THROUGH', 'MONTHLY', 'ARREARS', 'm³', 'VAT3', '北京居民阶梯水价'],
  ['FEE-ELEC', '电费', 'Electricity', 'PASS_THROUGH', 'MONTHLY', 'ARREARS', 'kWh', 'VAT13', '北京居民阶梯电价'],
  [
    'FEE-WASTE',
    '生活垃圾处理费',
    'Waste disposal',
    'PASS_THROUGH',
    'QUARTERLY',
    'ARREARS',
    '户',
    'VAT6',
    '每户每季 30 元',
  ],
  [
    'FEE-GREEN',
    '绿化专项服务费',
    'Gardening',
    'VALUE_ADDED',
    'MONTHLY',
    'ARREARS',
    '㎡',
    'VAT6',
    '2026-10 新增,待定价',
  ],
].map(([code, nameZh, nameEn, category, cycle, timing, unit, taxCode, note]) =>
  row('FEE_ITEMS', code as string, {
    code: code as string,
    nameZh: nameZh as string,
    nameEn: nameEn as string,
    category: category as string,
    cycle: cycle as string,
    timing: timing as string,
    unit: unit as string,
    currency: 'CNY',
    taxCode: taxCode as string,
    effectiveFrom: '2025-01-01',
    note: (note as string) || null,
  }),
);

const price = (feeItem: string, effectiveFrom: string, effectiveTo: string | null, cells: SheetRow['cells']) =>
  row('PRICES', `${feeItem} ${effectiveFrom}`, {
    feeItem,
    effectiveFrom,
    effectiveTo,
    proration: 'ACTUAL_DAYS',
    ...cells,
  });

export const prices: SheetRow[] = [
  price('FEE-MGMT', '2025-01-01', null, { model: 'PER_UNIT', price: '2.85' }),
  price('FEE-MGMT-SHOP', '2025-01-01', null, { model: 'PER_UNIT', price: '6.5' }),
  price('FEE-LIFT', '2025-01-01', null, { model: 'PER_UNIT', price: '0.35' }),
  price('FEE-PARK', '2025-01-01', '2026-04-01', { model: 'FIXED', price: '280' }),
  price('FEE-PARK', '2026-04-01', null, { model: 'FIXED', price: '300' }),
  price('FEE-WATER', '2025-01-01', null, {
    model: 'GRADUATED',
    tiers: '0-180: 5 | 180-260: 7 | 260+: 9',
    reset: 'YEAR',
  }),
  price('FEE-ELEC', '2025-01-01', null, {
    model: 'GRADUATED',
    tiers: '0-2880: 0.4883 | 2880-4800: 0.5383 | 4800+: 0.7883',
    reset: 'YEAR',
  }),
  price('FEE-WASTE', '2025-01-01', null, { model: 'FIXED', price: '30' }),
];

const COMMUNITIES = [
  { code: 'CH1', name: '翠湖花园', buildings: 8, units: 2, floors: 15, rooms: 2, shops: 0, spaces: 90 },
  { code: 'CH2', name: '翠湖雅苑', buildings: 6, units: 1, floors: 12, rooms: 4, shops: 12, spaces: 50 },
  { code: 'CH3', name: '翠湖天地', buildings: 2, units: 1, floors: 20, rooms: 5, shops: 37, spaces: 40 },
] as const;

/** A room, shop or parking space and who pays for it. */
interface Place {
  code: string;
  name: string;
  kind: 'ROOM' | 'SHOP' | 'PARKING';
  community: string;
  building: string;
  unit: string;
  room: string;
  area: string | null;
  customer: number;
}

export const CUSTOMERS = 900;
const customerCode = (n: number) => `C-${String(n).padStart(5, '0')}`;
const two = (n: number) => String(n).padStart(2, '0');

/** Square metres with two decimals, as text. */
function area(kind: string, code: string): string {
  const [least, span] = kind === 'SHOP' ? [35, 140] : [58, 90];
  return `${least + chance(span, 'area', code)}.${two(chance(100, 'dm', code))}`;
}

function places(): Place[] {
  const list: Omit<Place, 'customer'>[] = [];
  for (const c of COMMUNITIES) {
    for (let b = 1; b <= c.buildings; b += 1)
      for (let u = 1; u <= c.units; u += 1)
        for (let f = 1; f <= c.floors; f += 1)
          for (let r = 1; r <= c.rooms; r += 1) {
            const room = `${f}${two(r)}`;
            const code = `${c.code}-${two(b)}-${u}-${room}`;
            const name = `${c.name}${b}号楼${u}单元${room}`;
            list.push({
              code,
              name,
              kind: 'ROOM',
              community: c.code,
              building: String(b),
              unit: String(u),
              room,
              area: area('ROOM', code),
            });
          }
    for (let s = 1; s <= c.shops; s += 1) {
      const code = `${c.code}-S${two(s)}`;
      list.push({
        code,
        name: `${c.name}底商${s}号`,
        kind: 'SHOP',
        community: c.code,
        building: '底商',
        unit: '',
        room: two(s),
        area: area('SHOP', code),
      });
    }
    for (let p = 1; p <= c.spaces; p += 1) {
      const code = `${c.code}-P${String(p).padStart(3, '0')}`;
      list.push({
        code,
        name: `${c.name}车位${p}`,
        kind: 'PARKING',
        community: c.code,
        building: '地下',
        unit: '',
        room: String(p),
        area: null,
      });
    }
  }
  // Everybody gets a first place in turn; the rest and the parking spaces go to some who have one already.
  let next = 1;
  return list.map((place) => {
    const customer =
      place.kind !== 'PARKING' && next <= CUSTOMERS ? next++ : 1 + chance(CUSTOMERS, 'owner', place.code);
    return { ...place, customer };
  });
}

const PLACES = places();
const SHOP_OWNERS = new Set(PLACES.filter((p) => p.kind === 'SHOP').map((p) => p.customer));

/** Account number that the customer's bank writes on statements; six in ten are known to us. */
export const payerAccount = (n: number) => `62220210${String(10_000_000 + n * 7919).padStart(11, '0')}`;
export const isCompany = (n: number) => SHOP_OWNERS.has(n);
export const customerName = (n: number) => (isCompany(n) ? shopName(n) : personName(n));

export const customers: SheetRow[] = Array.from({ length: CUSTOMERS }, (_, i) => i + 1).map((n) =>
  row('CUSTOMERS', customerCode(n), {
    code: customerCode(n),
    name: customerName(n),
    kind: isCompany(n) ? 'COMPANY' : 'PERSON',
    customerGroup: isCompany(n) ? '商户' : chance(6, 'old', n) === 0 ? '老客户' : '业主',
    region: '北京',
    phone: `138${String(10_000_000 + n * 104_729).slice(-8)}`,
    email: n % 5 === 0 ? `c${n}@example.com` : null,
    taxId: isCompany(n) ? `91110105MA${String(10_000_000 + n * 31)}` : null,
    bankAccount: chance(10, 'bank', n) < 6 ? payerAccount(n) : null,
    language: 'ZH',
  }),
);

export const communities: SheetRow[] = COMMUNITIES.map((c) =>
  row('PREMISES', c.code, { code: c.code, name: c.name, kind: 'COMMUNITY' }),
);

export const premises: SheetRow[] = PLACES.map((p) =>
  row('PREMISES', p.code, {
    code: p.code,
    name: p.name,
    kind: p.kind,
    community: p.community,
    building: p.building,
    unit: p.unit || null,
    room: p.room,
    area: p.area,
    customer: customerCode(p.customer),
  }),
);

/** Rooms of CH1 have water meters, those of CH3 electricity meters. */
const METER_KIND: Partial<Record<string, 'WATER' | 'ELECTRICITY'>> = { CH1: 'WATER', CH3: 'ELECTRICITY' };

const metered = PLACES.filter((p) => p.kind === 'ROOM').flatMap((place) => {
  const kind = METER_KIND[place.community];
  return kind ? [{ place, kind }] : [];
});
const meterCode = (m: (typeof metered)[number]) => `${m.kind === 'WATER' ? 'W' : 'E'}-${m.place.code}`;

export const meters: SheetRow[] = metered.map((m) =>
  row('METERS', meterCode(m), {
    code: meterCode(m),
    premise: m.place.code,
    kind: m.kind,
    digits: '6',
    multiplier: '1',
    installedOn: '2024-06-01',
  }),
);

export const contracts: SheetRow[] = PLACES.filter((p) => p.kind === 'SHOP').map((p) =>
  row('CONTRACTS', `HT-${p.code}`, {
    number: `HT-${p.code}`,
    customer: customerCode(p.customer),
    startDate: '2025-07-01',
    endDate: '2027-07-01',
    paymentDays: '10',
  }),
);

/** Two rooms are let from November on, and their water goes to the tenants from that day. */
const LET_FROM = '2026-11-01';
const LET: Partial<Record<string, number>> = { 'CH1-01-1-201': 31, 'CH1-01-1-202': 32 };

function bindingRow(feeItem: string, p: Place, cells: SheetRow['cells']): SheetRow {
  const code = `${feeItem}@${p.code}`;
  // Some moved in during the year, in the middle of a month.
  const moved = chance(40, 'moved', p.code) === 0;
  return row('BINDINGS', code, {
    code,
    customer: customerCode(p.customer),
    feeItem,
    premise: p.code,
    startDate: moved ? `2026-0${1 + chance(8, 'month', p.code)}-${two(2 + chance(26, 'day', p.code))}` : HISTORY_START,
    ...cells,
  });
}

function bindingsOf(p: Place): SheetRow[] {
  const byArea = { quantitySource: 'AREA' };
  const fixed = { quantitySource: 'FIXED', quantity: '1' };
  if (p.kind === 'PARKING') return [bindingRow('FEE-PARK', p, fixed)];
  if (p.kind === 'SHOP')
    return [bindingRow('FEE-MGMT-SHOP', p, { ...byArea, contract: `HT-${p.code}`, endDate: '2027-07-01' })];
  const old: SheetRow['cells'] =
    chance(6, 'old', p.customer) === 0 ? { discountKind: 'PERCENT', discountValue: '10' } : {};
  const list = [bindingRow('FEE-MGMT', p, { ...byArea, ...old })];
  if (p.community !== 'CH2') list.push(bindingRow('FEE-LIFT', p, byArea));
  const payer: SheetRow['cells'] = LET[p.code] === undefined ? {} : { payer: 'OCCUPANT' };
  if (p.community === 'CH1')
    list.push(bindingRow('FEE-WATER', p, { quantitySource: 'METER', meter: `W-${p.code}`, ...payer }));
  if (p.community === 'CH2') list.push(bindingRow('FEE-WASTE', p, fixed));
  if (p.community === 'CH3') list.push(bindingRow('FEE-ELEC', p, { quantitySource: 'METER', meter: `E-${p.code}` }));
  return list;
}

export const bindings: SheetRow[] = [
  ...PLACES.flatMap(bindingsOf),
  // A new service that two customers ordered before anybody gave it a price: the preview says so.
  ...PLACES.filter((p) => p.code === 'CH1-01-1-101' || p.code === 'CH1-01-1-102').map((p) =>
    row('BINDINGS', `FEE-GREEN@${p.code}`, {
      code: `FEE-GREEN@${p.code}`,
      customer: customerCode(p.customer),
      feeItem: 'FEE-GREEN',
      premise: p.code,
      startDate: '2026-10-01',
      quantitySource: 'AREA',
    }),
  ),
];

/** Every room has an owner, who pays until somebody else does. */
export const occupancies: SheetRow[] = PLACES.filter((p) => p.kind === 'ROOM').flatMap((p) => {
  const occupant = (role: string, n: number, startDate: string, endDate: string | null) =>
    row('OCCUPANCIES', `${role} ${p.code}`, {
      premise: p.code,
      customer: customerCode(n),
      role,
      startDate,
      endDate,
      pays: 'true',
    });
  const tenant = LET[p.code];
  if (tenant === undefined) return [occupant('OWNER', p.customer, HISTORY_START, null)];
  return [occupant('OWNER', p.customer, HISTORY_START, LET_FROM), occupant('TENANT', tenant, LET_FROM, null)];
});

/** Agreed from November on, so that the months behind stay as they were billed. */
export const discounts: SheetRow[] = (
  [
    ['OLD-PARK', '老客户车位 9 折', { scope: 'CUSTOMER_GROUP', customerGroup: '老客户', kind: 'PERCENT', value: '10' }],
    [
      'PACKAGE',
      '物业加车位套餐减 30 元',
      { scope: 'FEE_ITEM', kind: 'AMOUNT', value: '30', packageItems: 'FEE-MGMT + FEE-PARK' },
    ],
    ['FIRST-3', '新签车位首三期半价', { scope: 'FEE_ITEM', kind: 'PERCENT', value: '50', firstCycles: '3' }],
  ] as const
).map(([code, name, cells], i) =>
  row('DISCOUNTS', code, {
    code,
    name,
    feeItem: 'FEE-PARK',
    validFrom: '2026-11-01',
    stackOrder: String((i + 1) * 10),
    ...cells,
  }),
);

/** Meters that nobody has read for October yet. */
const UNREAD = new Set(['W-CH1-02-1-301', 'W-CH1-05-2-1202', 'E-CH3-01-1-805']);

/** What a meter used in a month, in whole units; more in summer for electricity. */
function used(code: string, month: number): number {
  const season = (10 + month) % 12;
  if (code.startsWith('W-')) return 6 + chance(16, 'water', code) + chance(5, 'w', code, month);
  const summer = season >= 6 && season <= 8 ? 120 : 0;
  return 130 + chance(220, 'elec', code) + chance(60, 'e', code, month) + summer;
}

/**
 * Readings taken on the first day of a month.
 * @param month months after the first reading (2025-10-01); 13 is 2026-11-01, the end of October
 */
export function readings(month: number, readOn: string): SheetRow[] {
  return metered
    .map(meterCode)
    .filter((code) => month < 13 || !UNREAD.has(code))
    .map((code) => {
      let value = 200 + chance(4000, 'start', code);
      for (let m = 0; m < month; m += 1) value += used(code, m);
      return row('METER_READINGS', `${code} ${readOn}`, { meter: code, readOn, value: String(value), kind: 'ACTUAL' });
    });
}
