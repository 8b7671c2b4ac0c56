/** Previewing a run of many charges, from nothing to PREVIEWED, against one set-based SQL file that prices in SQL. */
import { previewRun } from '../../server/billing/preview.ts';
import { newId } from '../../server/kernel/ids.ts';
import { inTurns, peakMemory, rounded, seconds } from './measure.ts';
import { previewTenant } from './preview-tenant.ts';
import { type BenchTenant, byHand, sqlFile } from './tenant.ts';

const MONTH = '2026-10';

/** @param size charges, in fours */
export async function benchPreview(size: number, log: (line: string) => void) {
  const { tenant, charges } = await previewTenant(size);
  try {
    const sql = await sqlFile('preview.sql');
    const prepare = () => tenant.settle(['billing_run_line']);
    await compare(tenant, sql, charges);
    const ours = { prepare, run: async () => void (await ourPreview(tenant)) };
    const limit = { prepare, run: async () => void (await handPreview(tenant, sql)) };
    const laps = await inTurns(ours, limit, log);
    const perSecond = charges / laps.seconds;
    const memory = peakMemory();
    log(`  ${charges} charges: ${seconds(laps.seconds)}, in SQL ${seconds(laps.limitSeconds)} (without explanations)`);
    log(`  ${laps.ratio.toFixed(2)} × the SQL, ${Math.round(perSecond)} charges a second, ${memory} MB at most`);
    return {
      bench: 'preview',
      charges,
      seconds: rounded(laps.seconds),
      sql_seconds: rounded(laps.limitSeconds),
      ratio_to_sql: rounded(laps.ratio),
      charges_per_s: Math.round(perSecond),
      peak_rss_mb: memory,
    };
  } finally {
    await tenant.close();
  }
}

const ourPreview = async ({ books }: BenchTenant): Promise<string> =>
  (await previewRun(books, { key: newId(), month: MONTH, scope: { kind: 'ALL' } })).id;

async function handPreview(tenant: BenchTenant, sql: string): Promise<string> {
  const id = newId();
  const settings = {
    'bench.run': id,
    'bench.change': newId(),
    'bench.number': `SQL-${id}`,
    'bench.start': `${MONTH}-01`,
    'bench.end': '2026-11-01',
  };
  await byHand(tenant, settings, (client) => client.query(sql));
  return id;
}

/** Both must say the same of every charge, or the comparison is worth nothing. */
async function compare(tenant: BenchTenant, sql: string, charges: number): Promise<void> {
  const ours = await ourPreview(tenant);
  const theirs = await handPreview(tenant, sql);
  const columns = `seq, customer_id, binding_id, premise_id, meter_id, fee_item_id, price_version_id, cycle, part, period_start,
    period_end, gross, discount, amount, net, tax, tax_rate, currency, previous_amount`;
  await byHand(tenant, {}, async (client) => {
    const { rows } = await client.query<{ count: number; different: number; totals: string[] }>(
      `select (select count(*)::int from billing_run_line where run_id = $1 and amount is not null) as count,
        (select count(*)::int from (
          select ${columns} from billing_run_line where run_id = $1 except select ${columns} from billing_run_line where run_id = $2
        ) d) as different,
        (select array_agg(distinct line_count || ' ' || total || ' ' || previous_total) from billing_run where id in ($1, $2)) as totals`,
      [ours, theirs],
    );
    const [found] = rows;
    if (found?.count === charges && found.different === 0 && found.totals.length === 1) return;
    throw new Error(`the preview and its SQL differ: ${JSON.stringify(found)}, ${charges} charges expected`);
  });
}
