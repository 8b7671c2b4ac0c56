/**
 * A billing run from nothing to POSTED, preview included, against one SQL file that prices in SQL and writes bills, charges
 * and transfers set by set into the same tables, with the same role and policies.
 */
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { newId } from '../../server/kernel/ids.ts';
import { copyRate } from './copy.ts';
import { inTurns, median, peakMemory, rounded, seconds } from './measure.ts';
import { previewTenant } from './preview-tenant.ts';
import { type BenchTenant, byHand, sqlFile } from './tenant.ts';

const MONTH = '2026-10';
const ISSUE_DATE = '2026-11-05';
/** Fifteen payment days, the tenant's. */
const DUE_DATE = '2026-11-20';
/** From so many charges on, a lap takes minutes: comparing both warmed them up. */
const MANY = 500_000;
/** What a run writes. */
const WRITTEN = [
  'billing_run_line',
  'billing_run',
  'charge',
  'bill',
  'transfer',
  'journal_entry',
  'rollup_delta',
  'audit_event',
];

/** @param size charges, in fours */
export async function benchBilling(size: number, log: (line: string) => void) {
  const { tenant, charges } = await previewTenant(size, false);
  try {
    const sql = await sqlFile('billing.sql');
    const previews: number[] = [];
    const prepare = () => startOver(tenant);
    const ours = { prepare, run: async () => void previews.push(await ourRun(tenant)) };
    const limit = { prepare, run: () => runByHand(tenant, sql) };
    const copied = await compare(tenant, sql, charges);
    const laps = await inTurns(ours, limit, log, charges < MANY);
    // The first one of a warm-up does not count.
    const preview = median(charges < MANY ? previews.slice(1) : previews);
    log(
      `  ${charges} charges: ${seconds(laps.seconds)} (preview ${seconds(preview)}), in SQL ${seconds(laps.limitSeconds)}`,
    );
    log(
      `  ${laps.ratio.toFixed(2)} × the SQL, ${Math.round(charges / laps.seconds)} charges a second, ${peakMemory()} MB at most`,
    );
    log(`  bare COPY of the same charges: ${copied} rows a second`);
    return {
      bench: 'billing',
      charges,
      seconds: rounded(laps.seconds),
      preview_seconds: rounded(preview),
      sql_seconds: rounded(laps.limitSeconds),
      ratio_to_sql: rounded(laps.ratio),
      copy_rows_per_s: copied,
      us_per_charge: rounded((laps.seconds / charges) * 1e6),
      peak_rss_mb: peakMemory(),
    };
  } finally {
    await tenant.close();
  }
}

async function startOver(tenant: BenchTenant): Promise<void> {
  await tenant.clear(WRITTEN);
  await tenant.settle();
}

/** @returns the seconds of its preview */
async function ourRun({ books }: BenchTenant): Promise<number> {
  const began = performance.now();
  const run = await previewRun(books, { key: newId(), month: MONTH, scope: { kind: 'ALL' }, issueDate: ISSUE_DATE });
  const previewed = (performance.now() - began) / 1000;
  await postRun(books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
  return previewed;
}

function runByHand(tenant: BenchTenant, sql: string): Promise<void> {
  const id = newId();
  const settings = {
    'bench.run': id,
    'bench.change': newId(),
    'bench.number': `SQL-${id}`,
    'bench.start': `${MONTH}-01`,
    'bench.end': '2026-11-01',
    'bench.issue': ISSUE_DATE,
    'bench.due': DUE_DATE,
  };
  return byHand(tenant, settings, (client) => client.query(sql));
}

/** Both must bill and book the same, or the comparison is worth nothing. @returns rows a second of a bare COPY of its charges */
async function compare(tenant: BenchTenant, sql: string, charges: number): Promise<number> {
  await startOver(tenant);
  await ourRun(tenant);
  const ours = await whatIsBilled(tenant);
  const copied = await copyRate(tenant, 'charge');
  await startOver(tenant);
  await runByHand(tenant, sql);
  const theirs = await whatIsBilled(tenant);
  if (ours === theirs && ours.startsWith(`${charges} `)) return copied;
  throw new Error(`a run and its SQL differ for ${charges} charges: ${ours}, by hand ${theirs}`);
}

/** Bills, charges and transfers as one line of text, without ids and in no order. */
async function whatIsBilled(tenant: BenchTenant): Promise<string> {
  let found = '';
  await byHand(tenant, {}, async (client) => {
    const { rows } = await client.query<{ found: string }>(`
      select concat_ws(' ',
        (select count(*) from charge),
        (select md5(string_agg(t, ',' order by t)) from (select concat_ws('|', binding_id, customer_id, premise_id, meter_id, cycle,
          part, period_start, period_end, trim_scale(gross), trim_scale(discount), trim_scale(amount),
          trim_scale(net), trim_scale(tax), trim_scale(tax_rate), currency) t from charge) c),
        (select md5(string_agg(t, ',' order by t)) from (select concat_ws('|', number, customer_id, due_date, trim_scale(total), trim_scale(tax_total),
          currency) t from bill) b),
        (select md5(string_agg(t, ',' order by t)) from (select concat_ws('|', debit_account_id, credit_account_id, customer_id,
          fee_item_id, trim_scale(amount), posting_date) t from transfer) m)) as found`);
    found = rows[0]?.found ?? '';
  });
  return found;
}
