import type { Law } from '../law.ts';

/** Laws of documents: bills and charges, the KPI aggregates of both and of allocations, requests. */

export const billedOnce: Law = {
  name: 'billed_once',
  says: 'no cycle of a binding is charged twice, no shared cost beyond what it is, bills are the sums of their charges, numbers have no gap, prices show the tiers that they price with',
  checks: [
    {
      counts: 'select count(*) from charge where tenant_id = $1',
      violations: `
        select 'binding ' || binding_id || ', cycle ' || cycle || ' part ' || part || ' is charged ' || count(*) || ' times' as problem
        from charge where tenant_id = $1 and live group by binding_id, kind, cycle, part having count(*) > 1
        union all
        select 'charges ' || a.id || ' and ' || b.id || ' cover the same days of binding ' || a.binding_id
        from charge a join charge b on (b.tenant_id, b.binding_id, b.kind) = (a.tenant_id, a.binding_id, a.kind) and b.id > a.id
          and b.period_start < a.period_end and a.period_start < b.period_end
        where a.tenant_id = $1 and a.live and b.live and a.kind = 'REGULAR'`,
    },
    {
      counts: 'select count(*) from binding_pause where tenant_id = $1 and not archived',
      violations: `
        select 'charge ' || c.id || ' covers days on which binding ' || c.binding_id || ' is paused from ' || p.start_date as problem
        from binding_pause p join charge c on (c.tenant_id, c.binding_id) = (p.tenant_id, p.binding_id)
          and c.period_end > p.start_date and (p.end_date is null or c.period_start < p.end_date)
        where p.tenant_id = $1 and not p.archived and c.live and c.kind = 'REGULAR'
        union all
        select 'charge ' || c.id || ' covers days of the trial of binding ' || b.code || ', which ends on ' || b.trial_end
        from binding b join charge c on (c.tenant_id, c.binding_id) = (b.tenant_id, b.id) and c.period_start < b.trial_end
        where b.tenant_id = $1 and c.live and c.kind = 'REGULAR'`,
    },
    {
      counts: `select count(*) from charge where tenant_id = $1 and kind = 'CORRECTION'`,
      violations: `
        select 'correction ' || c.id || ' does not name a charge of its own cycle that stands' as problem
        from charge c left join charge s on (s.tenant_id, s.id) = (c.tenant_id, c.corrects_id)
        where c.tenant_id = $1 and c.kind = 'CORRECTION' and c.live and (s.id is null or s.kind <> 'REGULAR' or not s.live
          or (s.binding_id, s.cycle, s.customer_id, s.tax_rate) is distinct from (c.binding_id, c.cycle, c.customer_id, c.tax_rate))
        union all
        select 'cycle ' || cycle || ' of binding ' || binding_id || ' is corrected to ' || sum(amount) || ', less than nothing'
        from charge where tenant_id = $1 and live
        group by binding_id, cycle having bool_or(kind = 'CORRECTION') and sum(amount) < 0`,
    },
    {
      counts: 'select count(*) from price_tier where tenant_id = $1 and not archived',
      violations: `
        select 'the tiers of price version ' || v.id || ' in rows are not those that it prices with' as problem
        from price_version v
        left join lateral (
          select array_agg(row(t.no, trim_scale((t.tier ->> 'upTo')::numeric), trim_scale(
            case v.model ->> 'model' when 'STAIRSTEP' then t.tier ->> 'flatFee' when 'GRADUATED_PERCENTAGE' then t.tier ->> 'rate'
              else t.tier ->> 'unitPrice' end::numeric),
            trim_scale((t.tier ->> 'packageSize')::numeric),
            case when v.model ->> 'model' <> 'STAIRSTEP' then trim_scale(coalesce((t.tier ->> 'flatFee')::numeric, 0)) else 0 end)::text order by t.no) as tiers
          from jsonb_array_elements(case when jsonb_typeof(v.model -> 'tiers') = 'array' and not v.archived then v.model -> 'tiers' end)
            with ordinality t (tier, no)
        ) m on true
        left join lateral (
          select array_agg(row(x.no, trim_scale(x.up_to), trim_scale(x.price), trim_scale(x.package_size), trim_scale(coalesce(x.flat_fee, 0)))::text order by x.no) as tiers
          from (
            select p.*, row_number() over (order by p.from_quantity) as no,
              lag(p.up_to, 1, 0) over (order by p.from_quantity) as start
            from price_tier p where p.tenant_id = v.tenant_id and p.price_version_id = v.id and not p.archived
              and (p.fee_item_id, p.customer_group, p.region, p.effective_from) = (v.fee_item_id, v.customer_group, v.region, v.effective_from)
          ) x
          where x.from_quantity = x.start
        ) r on true
        where v.tenant_id = $1 and m.tiers is distinct from r.tiers`,
    },
    {
      counts: 'select count(*) from bill where tenant_id = $1',
      violations: `
        select 'bill ' || b.number || ' totals ' || b.total || ', its charges ' || coalesce(sum(c.amount), 0) as problem
        from bill b left join charge c on (c.tenant_id, c.bill_id) = (b.tenant_id, b.id)
        where b.tenant_id = $1 group by b.tenant_id, b.id, b.number, b.total, b.tax_total
        having b.total <> coalesce(sum(c.amount), 0) or b.tax_total <> coalesce(sum(c.tax), 0)
        union all
        select 'customer ' || customer_id || ' has ' || count(*) || ' bills of run ' || run_id from bill
        where tenant_id = $1 and status = 'LIVE' group by run_id, customer_id, currency, contract_id having count(*) > 1`,
    },
    {
      counts: 'select count(*) from shared_cost where tenant_id = $1',
      violations: `
        select 'the shared cost of fee item ' || s.fee_item_id || ' from ' || s.period_start || ' is ' || s.amount || ', shares of '
          || x.amount || ' are charged' as problem
        from shared_cost s
        join (
          select line #>> '{pool,id}' as id, sum((line ->> 'amount')::numeric) as amount
          from charge c cross join lateral jsonb_array_elements(c.explanation -> 'lines') line
          where c.tenant_id = $1 and c.live and line ? 'pool'
            and c.fee_item_id in (select fee_item_id from shared_cost where tenant_id = $1)
          group by 1
        ) x on x.id = s.id::text
        where s.tenant_id = $1 and (x.amount > s.amount or s.archived)`,
    },
    {
      counts: `select count(*) from (
        select number from bill where tenant_id = $1 union all select number from payment where tenant_id = $1
        union all select number from credit_note where tenant_id = $1 union all select number from day_close where tenant_id = $1) n`,
      violations: `
        with numbers as (
          select 'bill' as noun, regexp_replace(number, '[0-9]+$', '') as series, substring(number from '[0-9]+$')::bigint as n
          from bill where tenant_id = $1
          union all
          select 'payment', regexp_replace(number, '[0-9]+$', ''), substring(number from '[0-9]+$')::bigint
          from payment where tenant_id = $1
          union all
          select 'credit note', regexp_replace(number, '[0-9]+$', ''), substring(number from '[0-9]+$')::bigint
          from credit_note where tenant_id = $1
          union all
          select 'day close', regexp_replace(number, '[0-9]+$', ''), substring(number from '[0-9]+$')::bigint
          from day_close where tenant_id = $1
        )
        select noun || ' numbers ' || series || ' run from ' || min(n) || ' to ' || max(n) || ' but there are ' || count(*)
          || ' (' || count(distinct n) || ' different)' as problem
        from numbers group by noun, series
        having min(n) <> 1 or max(n) <> count(*) or count(distinct n) <> count(*)`,
    },
    {
      counts: 'select count(*) from number_series where tenant_id = $1',
      violations: `
        select 'number series ' || s.series || ' has given ' || s.next_no - 1 || ' numbers, ' || d.found || ' documents are there' as problem
        from number_series s
        join (
          select 'B' as series, count(*) as found from bill where tenant_id = $1
          union all select 'R', count(*) from billing_run where tenant_id = $1
          union all select 'CN', count(*) from credit_note where tenant_id = $1
          union all select 'DAY_CLOSE', count(*) from day_close where tenant_id = $1
          union all select 'PAYMENT', count(*) from payment where tenant_id = $1
          union all select 'RF', count(*) from refund where tenant_id = $1
          union all select 'WO', count(*) from write_off where tenant_id = $1
          union all select 'STATEMENT', count(*) from statement where tenant_id = $1
        ) d on d.series = s.series
        where s.tenant_id = $1 and s.next_no - 1 <> d.found`,
    },
  ],
};

export const nothingSilentlyZero: Law = {
  name: 'nothing_silently_zero',
  says: 'what could not be priced is an exception and not a charge, what was posted is what was previewed, and a zero has its reason',
  checks: [
    {
      counts: 'select count(*) from charge where tenant_id = $1',
      violations: `
        select 'charge ' || id || ' does not add up: gross ' || gross || ', discount ' || discount || ', net ' || net || ', tax ' || tax
          || ', amount ' || amount as problem
        from charge where tenant_id = $1 and (gross - discount <> amount or net + tax <> amount or explanation is null)
        union all
        select 'charge ' || id || ' is zero although it has a quantity, a price and no discount' from charge
        where tenant_id = $1 and amount = 0 and discount = 0 and quantity <> 0 and coalesce(unit_price, 0) >= 0.01
          and quantity * unit_price >= 0.005 and not explanation @> '{"settled": true}'`,
    },
    {
      counts: `select count(*) from billing_run_line l join billing_run r on (r.tenant_id, r.id) = (l.tenant_id, l.run_id)
        where l.tenant_id = $1 and r.status = 'POSTED'`,
      violations: `
        select 'run ' || r.number || ': line ' || l.seq || ' was previewed with ' || coalesce(l.amount::text, l.exception_code)
          || ' and posted with ' || coalesce(c.amount::text, 'nothing') as problem
        from billing_run r
        join billing_run_line l on (l.tenant_id, l.run_id) = (r.tenant_id, r.id)
        left join (select c.*, b.run_id from charge c join bill b on (b.tenant_id, b.id) = (c.tenant_id, c.bill_id)) c
          on (c.tenant_id, c.run_id, c.binding_id, c.kind, c.cycle, c.part)
            = (l.tenant_id, l.run_id, l.binding_id, l.kind, l.cycle, l.part)
        where r.tenant_id = $1 and r.status = 'POSTED' and c.amount is distinct from l.amount`,
    },
  ],
};

export const aggregatesEqual: Law = {
  name: 'aggregates_equal',
  says: 'the KPI roll-ups with their deltas equal what charges and allocations say, key by key',
  checks: [
    {
      counts: `select (select count(*) from rollup where tenant_id = $1) + (select count(*) from rollup_delta where tenant_id = $1)`,
      violations: `
        with stored as (
          select measure, due_date, posting_date, fee_item_id, community_id, currency, sum(amount) as amount from (
            select measure, due_date, posting_date, fee_item_id, community_id, currency, amount from rollup where tenant_id = $1
            union all
            select measure, due_date, posting_date, fee_item_id, community_id, currency, amount from rollup_delta where tenant_id = $1
          ) x group by 1, 2, 3, 4, 5, 6 having sum(amount) <> 0
        ),
        counted as (
          select c.*, b.due_date, coalesce(c.community_id, '00000000-0000-0000-0000-000000000000'::uuid) as community
          from charge c
          join bill b on (b.tenant_id, b.id) = (c.tenant_id, c.bill_id)
          join fee_item f on (f.tenant_id, f.id) = (c.tenant_id, c.fee_item_id)
          where c.tenant_id = $1 and f.category not in ('DEPOSIT', 'PENALTY')
        ),
        recomputed as (
          select measure, due_date, posting_date, fee_item_id, community_id, currency, sum(amount) as amount from (
            select 'DUE' as measure, c.due_date, e.posting_date, c.fee_item_id, c.community as community_id, c.currency, c.amount
            from counted c join journal_entry e on (e.tenant_id, e.source_id) = (c.tenant_id, c.bill_id) and e.kind = 'BILL'
            union all
            select 'DUE', c.due_date, e.posting_date, c.fee_item_id, c.community, c.currency, -l.amount
            from counted c
            join credit_note_line l on (l.tenant_id, l.charge_id) = (c.tenant_id, c.id)
            join credit_note n on (n.tenant_id, n.id) = (l.tenant_id, l.credit_note_id) and n.status = 'POSTED'
            join journal_entry e on (e.tenant_id, e.source_id) = (n.tenant_id, n.id) and e.kind = 'CREDIT_NOTE'
            union all
            select 'COLLECTED', c.due_date, a.allocated_on, c.fee_item_id, c.community, c.currency, l.amount
            from counted c
            join allocation_line l on (l.tenant_id, l.charge_id) = (c.tenant_id, c.id)
            join allocation a on (a.tenant_id, a.id) = (l.tenant_id, l.allocation_id)
            join payment p on (p.tenant_id, p.id) = (a.tenant_id, a.payment_id) and p.channel <> 'WRITE_OFF'
          ) x group by 1, 2, 3, 4, 5, 6 having sum(amount) <> 0
        )
        select coalesce(s.measure, r.measure) || ' due ' || coalesce(s.due_date, r.due_date) || ' posted '
          || coalesce(s.posting_date, r.posting_date) || ' of fee item ' || coalesce(s.fee_item_id, r.fee_item_id)
          || ' is ' || coalesce(s.amount, 0) || ', charges and allocations say ' || coalesce(r.amount, 0) as problem
        from stored s full join recomputed r
          on (s.measure, s.due_date, s.posting_date, s.fee_item_id, s.community_id, s.currency)
           = (r.measure, r.due_date, r.posting_date, r.fee_item_id, r.community_id, r.currency)
        where coalesce(s.amount, 0) <> coalesce(r.amount, 0)`,
    },
  ],
};

export const requestsOnce: Law = {
  name: 'requests_once',
  says: 'an idempotency key stands once, with its answer, and a file line is known once',
  checks: [
    {
      counts: 'select count(*) from idempotency_key where tenant_id = $1',
      violations: `
        select 'idempotency key ' || id || ' stands ' || count(*) || ' times' as problem from idempotency_key
        where tenant_id = $1 group by id having count(*) > 1
        union all
        select 'idempotency key ' || id || ' has no answer' from idempotency_key where tenant_id = $1 and result is null`,
    },
    {
      counts: 'select count(*) from statement_line where tenant_id = $1',
      violations: `
        select 'statement line ' || fingerprint || ' was imported ' || count(*) || ' times' as problem from statement_line
        where tenant_id = $1 group by bank_account_id, fingerprint having count(*) > 1
        union all
        select 'statement line ' || statement_line_id || ' pays ' || count(*) || ' times' from match
        where tenant_id = $1 and state = 'APPLIED' group by statement_line_id having count(*) > 1`,
    },
    {
      // A file goes in whole: what the statement says was new of it is there, in the order of the file.
      counts: 'select count(*) from statement where tenant_id = $1',
      violations: `
        select 'statement ' || s.number || ' says ' || s.new_line_count || ' new lines of ' || s.line_count || ', it has '
          || count(l.id) || ' as far as line ' || coalesce(max(l.line_no), 0) as problem
        from statement s left join statement_line l on (l.tenant_id, l.statement_id) = (s.tenant_id, s.id)
        where s.tenant_id = $1 group by s.tenant_id, s.id
        having count(l.id) <> s.new_line_count or s.new_line_count > s.line_count or count(distinct l.line_no) <> count(l.id)`,
    },
    {
      counts: 'select count(*) from statement_profile where tenant_id = $1',
      violations: `
        select 'statement profile ' || p.name || ' is known by other headings than it names' as problem
        from statement_profile p, lateral (
          select coalesce(array_agg(h), '{}') as named from jsonb_array_elements_text(p.definition -> 'header') h) d
        where p.tenant_id = $1 and not (p.headings @> d.named and p.headings <@ d.named)
        union all
        select 'statement profiles ' || string_agg(name, ', ' order by name) || ' are for the same files' from statement_profile
        where tenant_id = $1 and not archived and headings <> '{}' group by headings having count(*) > 1
        union all
        select 'statement profile ' || p.name || ' was changed without a trace' from statement_profile p
        where p.tenant_id = $1 and not exists (
          select 1 from audit_event e where e.tenant_id = p.tenant_id and e.row_id = p.id and e.change_id = p.change_id)`,
    },
  ],
};
