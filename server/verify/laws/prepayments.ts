import type { Law } from '../law.ts';
import { balanceOf, currencies } from './subledgers.ts';

/** Prepayments: nobody gets a bonus that no package says, or keeps one whose sale does not stand. */
export const bonusesSold: Law = {
  name: 'bonuses_sold',
  says: 'every bonus came with a sale of its package that stands, once, as much as the package says, and equals its account',
  checks: [
    {
      counts: 'select count(*) from payment where tenant_id = $1 and package_id is not null',
      violations: `
        select 'bonus ' || b.number || ' of ' || b.amount || ' came with payment ' || s.number || ', which is ' || s.status || ' over '
          || s.amount || '; package ' || k.code || ' costs ' || k.price || ' and gives ' || k.bonus as problem
        from payment b join payment s on (s.tenant_id, s.id) = (b.tenant_id, b.bonus_of)
        join prepayment_package k on (k.tenant_id, k.id) = (b.tenant_id, b.package_id)
        where b.tenant_id = $1 and b.status = 'LIVE' and (s.status <> 'LIVE' or s.refunded > 0 or b.amount <> k.bonus or s.amount <> k.price
          or (b.package_id, b.customer_id, b.currency) is distinct from (s.package_id, s.customer_id, s.currency))
        union all
        select 'payment ' || s.number || ' bought package ' || k.code || ' and has no bonus'
        from payment s join prepayment_package k on (k.tenant_id, k.id) = (s.tenant_id, s.package_id) and k.bonus > 0
        where s.tenant_id = $1 and s.channel <> 'BONUS' and s.status = 'LIVE' and s.refunded = 0 and not exists (
          select 1 from payment b where (b.tenant_id, b.bonus_of) = (s.tenant_id, s.id))
        union all
        select 'bonuses in ' || k.currency || ' are ' || ${balanceOf('BONUS')} || ', payments of that kind say ' || s.given
        from ${currencies}, lateral (
          select coalesce(sum(amount), 0) as given from payment
          where tenant_id = $1 and currency = k.currency and channel = 'BONUS' and status = 'LIVE') s
        where s.given <> ${balanceOf('BONUS')}`,
    },
  ],
};
