/**
 * A tenant whose October has as many charges as are asked for: half PER_UNIT by area, a quarter FIXED, a quarter GRADUATED
 * on meters, one binding in ten with a discount. September is billed already by the product itself, where it is asked for.
 */
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { newId } from '../../server/kernel/ids.ts';
import type { BulkRow } from '../../server/ledger/bulk.ts';
import { type BenchTenant, benchTenant, EDITABLE } from './tenant.ts';

/** A household has four charges: two by its area, one flat, one metered. */
const CHARGES_OF_A_HOUSEHOLD = 4;
/** So that a million charges need no more memory than some. */
const HOUSEHOLDS_AT_ONCE = 5_000;
const START = '2026-09-01';
const MONTH = '2026-10-01';
const READ_ON = ['2026-09-01', '2026-10-01', '2026-11-01'] as const;

const FEE_ITEMS = [
  { code: 'MGMT', model: { model: 'PER_UNIT', unitPrice: '2.85' }, by: 'AREA' },
  { code: 'SHARED', model: { model: 'PER_UNIT', unitPrice: '0.3725' }, by: 'AREA' },
  { code: 'PARKING', model: { model: 'FIXED', amount: '300.00' }, by: 'FIXED' },
  {
    code: 'WATER',
    model: {
      model: 'GRADUATED',
      tiers: [
        { upTo: '15', unitPrice: '5', flatFee: '0' },
        { upTo: '22', unitPrice: '7', flatFee: '0' },
        { upTo: null, unitPrice: '9', flatFee: '0' },
      ],
      reset: 'PERIOD',
    },
    by: 'METER',
  },
] as const;

/**
 * Makes the tenant.
 * @param billed whether September is billed
 * @returns it with the number of charges that October has: a multiple of four
 */
export async function previewTenant(charges: number, billed = true): Promise<{ tenant: BenchTenant; charges: number }> {
  const tenant = await benchTenant('2026-11-05');
  const households = Math.ceil(charges / CHARGES_OF_A_HOUSEHOLD);
  const feeItems = await fillCatalogue(tenant);
  for (let from = 0; from < households; from += HOUSEHOLDS_AT_ONCE) {
    const homes = await fillHouseholds(tenant, from, Math.min(HOUSEHOLDS_AT_ONCE, households - from));
    await fillBindings(tenant, feeItems, homes, from, billed ? START : MONTH);
    // The planner learns of the first part what it would believe wrongly of all others.
    if (from === 0) await tenant.settle();
  }
  await tenant.settle();
  if (!billed) return { tenant, charges: households * CHARGES_OF_A_HOUSEHOLD };
  const run = await previewRun(tenant.books, { key: newId(), month: '2026-09', scope: { kind: 'ALL' } });
  await postRun(tenant.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
  return { tenant, charges: households * CHARGES_OF_A_HOUSEHOLD };
}

async function fillCatalogue({ fill }: BenchTenant): Promise<string[]> {
  const taxCode = newId();
  await fill('tax_code', [{ id: taxCode, code: 'VAT6', name: 'VAT 6 %' }]);
  await fill('tax_rate', [
    { id: newId(), tax_code_id: taxCode, valid_from: '2020-01-01', rate: '0.06', treatment: 'TAXED' },
  ]);
  const items = FEE_ITEMS.map(({ code }) => ({ id: newId(), code, name_zh: code, name_en: code }));
  await fill('fee_item', items, {
    ...EDITABLE,
    category: 'BASIC',
    cycle: 'MONTHLY',
    timing: 'ARREARS',
    unit: '',
    currency: 'CNY',
    tax_code_id: taxCode,
    effective_from: '2020-01-01',
  });
  const prices = FEE_ITEMS.map(({ model }, i) => ({ id: newId(), fee_item_id: items[i]?.id, model }));
  await fill('price_version', prices, { ...EDITABLE, effective_from: '2020-01-01', proration: 'ACTUAL_DAYS' });
  return items.map(({ id }) => id);
}

interface Home {
  code: string;
  customer: string;
  premise: string;
  meter: string;
}

async function fillHouseholds({ fill }: BenchTenant, from: number, count: number): Promise<Home[]> {
  const homes = Array.from({ length: count }, (_, i): Home => {
    const code = String(from + i + 1).padStart(6, '0');
    return { code, customer: newId(), premise: newId(), meter: newId() };
  });
  const texts = { customer_group: '', region: '', phone: '', email: '', tax_id: '', bank_account: '' };
  await fill(
    'customer',
    homes.map(({ code, customer }) => ({ id: customer, code: `C-${code}`, name: `Customer ${code}` })),
    { ...EDITABLE, ...texts, kind: 'PERSON', currency: 'CNY', language: 'ZH' },
  );
  await fill(
    'premise',
    homes.map(({ code, premise }, i) => ({ id: premise, code: `P-${code}`, name: code, area: area(from + i) })),
    { ...EDITABLE, kind: 'ROOM', building: '', unit: '', room: '' },
  );
  await fill(
    'meter',
    homes.map(({ code, premise, meter }) => ({ id: meter, code: `M-${code}`, premise_id: premise })),
    { ...EDITABLE, kind: 'WATER', multiplier: '1' },
  );
  const readings = homes.flatMap(({ meter }, i) =>
    READ_ON.map((on, month) => ({ id: newId(), meter_id: meter, read_on: on, value: reading(from + i, month) })),
  );
  await fill('meter_reading', readings, { ...EDITABLE, kind: 'ACTUAL' });
  return homes;
}

/** From 45.00 to 180.00 square metres, with two decimals. */
const area = (i: number): string => (45 + ((i * 7919) % 13_501) / 100).toFixed(2);

/** A meter that moves on by 4.0 to 33.9 a month, so that every tier is reached. */
const reading = (i: number, month: number): string => (100 + month * (4 + ((i * 104_729) % 300) / 10)).toFixed(1);

async function fillBindings(
  { fill }: BenchTenant,
  feeItems: readonly string[],
  homes: readonly Home[],
  from: number,
  start: string,
): Promise<void> {
  const bindings = homes.flatMap((home, h) =>
    FEE_ITEMS.map(({ code, by }, f): BulkRow => {
      const discount = ((from + h) * FEE_ITEMS.length + f) % 10 === 0;
      return {
        id: newId(),
        code: `${code}-${home.code}`,
        customer_id: home.customer,
        fee_item_id: feeItems[f],
        premise_id: home.premise,
        quantity_source: by,
        quantity: by === 'FIXED' ? '1' : null,
        meter_id: by === 'METER' ? home.meter : null,
        discount_kind: discount ? 'PERCENT' : null,
        discount_value: discount ? '12.5' : null,
      };
    }),
  );
  await fill('binding', bindings, { ...EDITABLE, start_date: start, anchor: start });
}
