/** Lines that a rule is tried on, with what stands of them. */
import { sql } from 'kysely';
import type { Db } from '../../database/orm.ts';
import { Decimal } from '../../kernel/money.ts';
import type { BookingKind } from '../entities.ts';
import type { LineToMatch } from '../matching/line.ts';

/** What was decided of a line. */
export interface Standing {
  /** Ids of the bills that it pays, and of who pays; null where it is no match. */
  match: { customerId: string; billIds: string[]; reason: string } | null;
  booking: { kind: BookingKind; accountId: string | null; bankAccountId: string | null; reason: string } | null;
  ruleId: string | null;
  byPerson: boolean;
}

export interface PastLine extends LineToMatch {
  direction: 'IN' | 'OUT';
  bookedOn: string;
  account: string;
  mayPay: boolean;
  /** Null where it waits. */
  stands: Standing | null;
  /** Feed number of the change that decided it; null where it waits. */
  decidedAt: number | null;
  /** Bills, and what it was booked as, that a person undid or rejected. */
  undone: { customerId: string | null; billIds: string[]; kind: BookingKind | null }[];
}

interface Row extends Omit<PastLine, 'amount' | 'stands' | 'decidedAt' | 'undone'> {
  amount: string;
  match: Standing['match'];
  booking: Standing['booking'];
  ruleId: string | null;
  byPerson: boolean | null;
  decidedAt: string | null;
  undone: PastLine['undone'] | null;
}

/**
 * The latest lines of some days that rules are or were asked of; not such as the file or a channel's payouts explain, and
 * not payments that bounced.
 * @param most at most so many; one more is read to learn that there are more
 */
export async function loadPastLines(
  db: Db,
  tenantId: string,
  { from, to }: { from: string; to: string },
  most: number,
): Promise<{ lines: PastLine[]; cut: boolean }> {
  const { rows } = await sql<Row>`
    select l.id, l.amount, l.currency::text as currency, l.payer_name as "payerName", l.payer_account as "payerAccount",
      l.reference, l.text, l.direction, l.booked_on as "bookedOn", b.code as account, b.channel,
      l.direction = 'IN' and l.kind in ('PAYMENT', 'OTHER') as "mayPay",
      case when m.id is not null then json_build_object('customerId', m.customer_id, 'billIds', m.bill_ids, 'reason', m.reason) end as match,
      case when k.id is not null then json_build_object('kind', k.kind, 'accountId', k.account_id, 'bankAccountId', k.bank_account_id,
        'reason', k.reason) end as booking,
      coalesce(m.matching_rule_id, k.matching_rule_id) as "ruleId",
      coalesce(m.confirmed or m.rule = 'manual', k.confirmed) as "byPerson", f.feed_no as "decidedAt",
      (select json_agg(json_build_object('customerId', x.customer_id, 'billIds', x.bill_ids, 'kind', x.kind)) from (
        select u.customer_id, u.bill_ids, null as kind from match u where (u.tenant_id, u.statement_line_id) = (l.tenant_id, l.id)
          and (u.state = 'UNDONE' or u.rejected_by is not null)
        union all
        select null, '{}', v.kind from line_booking v where (v.tenant_id, v.statement_line_id) = (l.tenant_id, l.id)
          and (v.state = 'UNDONE' or v.rejected_by is not null)) x) as undone
    from statement_line l
    join bank_account b on (b.tenant_id, b.id) = (l.tenant_id, l.bank_account_id)
    left join match m on (m.tenant_id, m.statement_line_id) = (l.tenant_id, l.id) and m.state = 'APPLIED'
    left join line_booking k on (k.tenant_id, k.statement_line_id) = (l.tenant_id, l.id) and k.state = 'APPLIED'
    left join change_feed f on f.tenant_id = l.tenant_id and f.id = coalesce(m.change_id, k.change_id)
    where l.tenant_id = ${tenantId} and l.booked_on between ${from}::date and ${to}::date and l.kind <> 'FEE'
      and (k.id is null or k.kind <> 'BOUNCE' and (k.confirmed or k.matching_rule_id is not null))
    order by l.booked_on desc, l.statement_id desc, l.line_no desc limit ${most + 1}`.execute(db);
  const lines = rows.slice(0, most).map(({ match, booking, ruleId, byPerson, decidedAt, undone, ...row }) => ({
    ...row,
    amount: new Decimal(row.amount),
    stands: match || booking ? { match, booking, ruleId, byPerson: byPerson ?? false } : null,
    decidedAt: decidedAt === null ? null : Number(decidedAt),
    undone: undone ?? [],
  }));
  // In the order of the files, as they are decided.
  return { lines: lines.toReversed(), cut: rows.length > most };
}
