/** Making, changing, ordering and removing rules. */
import { sql } from 'kysely';
import { Refusal } from '../../kernel/errors.ts';
import { newId, parseId } from '../../kernel/ids.ts';
import type { Books } from '../../ledger/books.ts';
import { writeOnce } from '../../ledger/idempotency.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import { checkRule, type RuleInput } from './check-rule.ts';
import { insertRule, type StoredRule, writtenRules } from './stored-rules.ts';

/** More rules would be asked of every line. */
const MOST_RULES = 100;

/** A rule to keep. */
export interface SaveRuleInput {
  key: string;
  /** The rule that is changed; none for a new one, which comes first. */
  id?: string | null | undefined;
  version?: number | null | undefined;
  enabled: boolean;
  rule: RuleInput;
}

/**
 * Makes a rule or changes one. It is asked of lines that are matched from then on.
 * @returns its id
 * @throws Refusal those of `checkRule`, `matching.unknown_rule`, `matching.changed_meanwhile`, `matching.too_many_rules`
 */
export function saveRule(books: Books, { key, ...input }: SaveRuleInput): Promise<string> {
  return writeOnce(books, { key, operation: 'matching_rule.save', input }, async (work) => {
    const rules = await writtenRules(work, { hold: true });
    const content = await checkRule(work.db, work.tenantId, input.rule);
    const after = { ...content, enabled: input.enabled };
    if (!input.id) {
      if (rules.length >= MOST_RULES) {
        const message = `there are ${MOST_RULES} rules already; remove one, or widen one`;
        throw new Refusal('matching.too_many_rules', message);
      }
      const id = newId();
      await setPositions(work, ['', ...rules.map((rule) => rule.id)]);
      await insertRule(work, { ...after, id, version: 1 }, 1);
      work.audit({ noun: 'MatchingRule', rowId: id, action: 'CREATED', after });
      return id;
    }
    const known = knownRule(rules, input.id);
    if (input.version !== known.version) {
      const message = 'somebody else has changed this rule; look at it again first';
      throw new Refusal('matching.changed_meanwhile', message, { field: 'version' });
    }
    await changeRule(work, { ...after, id: known.id, version: known.version });
    const { id, version: _version, ...before } = known;
    work.audit({ noun: 'MatchingRule', rowId: id, action: 'CHANGED', before, after });
    return id;
  });
}

/** Removes a rule; what it matched stays. @throws Refusal `matching.unknown_rule` */
export function removeRule(books: Books, { key, ...input }: { key: string; id: string }): Promise<string> {
  return writeOnce(books, { key, operation: 'matching_rule.remove', input }, async (work) => {
    const { id } = knownRule(await writtenRules(work, { hold: true }), input.id);
    await sql`update matching_rule set archived = true, version = version + 1, change_id = ${work.changeId}
      where tenant_id = ${work.tenantId} and id = ${id}`.execute(work.db);
    work.audit({ noun: 'MatchingRule', rowId: id, action: 'ARCHIVED' });
    return id;
  });
}

/**
 * Puts the rules in another order.
 * @param input all rules, each once
 * @throws Refusal `matching.changed_meanwhile` where these are not all that there are
 */
export function orderRules(books: Books, { key, ...input }: { key: string; ids: readonly string[] }): Promise<null> {
  return writeOnce(books, { key, operation: 'matching_rule.order', input }, async (work) => {
    const before = (await writtenRules(work, { hold: true })).map(({ id }) => id);
    const ids = input.ids.map((id) => parseId(id, 'ids'));
    if (ids.toSorted().join() !== before.toSorted().join()) {
      const message = 'somebody has added or removed a rule; look at the list again, and order it then';
      throw new Refusal('matching.changed_meanwhile', message, { field: 'ids' });
    }
    await setPositions(work, ids);
    work.audit({
      noun: 'MatchingRule',
      rowId: work.tenantId,
      action: 'ORDERED',
      before: { ids: before },
      after: { ids },
    });
    return null;
  });
}

function knownRule(rules: readonly StoredRule[], id: string): StoredRule {
  const known = rules.find((rule) => rule.id === parseId(id, 'id'));
  if (known) return known;
  throw new Refusal('matching.unknown_rule', 'there is no such rule; somebody may have removed it', { field: 'id' });
}

/** Gives rules their places, from 1; an empty id keeps a place free. */
async function setPositions(work: Work, ids: readonly string[]): Promise<void> {
  const places = ids.map((id, i) => ({ id, position: i + 1 })).filter(({ id }) => id !== '');
  await sql`update matching_rule r set position = p.position, change_id = ${work.changeId}
    from json_to_recordset(${JSON.stringify(places)}::json) p(id uuid, position integer)
    where r.tenant_id = ${work.tenantId} and r.id = p.id and r.position <> p.position`.execute(work.db);
}

async function changeRule(work: Work, rule: StoredRule): Promise<void> {
  await sql`update matching_rule set name = ${rule.name}, action = ${rule.action}, enabled = ${rule.enabled},
      conditions = ${JSON.stringify(rule.conditions)}::jsonb, tolerance = ${rule.tolerance}::numeric,
      automatic = ${rule.automatic}, threshold = ${rule.threshold}, account_id = ${rule.accountId},
      bank_account_id = ${rule.bankAccountId}, version = version + 1, change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and id = ${rule.id}`.execute(work.db);
}
