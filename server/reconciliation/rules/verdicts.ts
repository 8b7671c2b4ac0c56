/** What a rule would have made of a line, beside what stands. Pure. */
import { KIND_OF } from '../book-by-rules.ts';
import type { BookingKind } from '../entities.ts';
import type { Decision } from '../matching/decide.ts';
import { type BookAction, isBookAction } from '../matching/rules.ts';
import type { PastLine } from './past-lines.ts';
import type { ReadyRule } from './stored-rules.ts';

export type Verdict = 'AGREES' | 'DISAGREES' | 'NEW' | 'SUGGESTS' | 'HOLDS_BACK';

/** What a line is, or would be. */
export interface Outcome {
  state: 'WAITS' | 'MATCHED' | 'BOOKED' | 'UNDONE';
  billIds: string[];
  customerId: string | null;
  booking: BookingKind | null;
  byPerson: boolean;
  reason: string;
}

export interface Judged {
  line: PastLine;
  /** null: the rule makes no difference to this line. */
  verdict: Verdict | null;
  byPerson: boolean;
  was: Outcome;
  would: Outcome;
}

const WAITS: Outcome = { state: 'WAITS', billIds: [], customerId: null, booking: null, byPerson: false, reason: '' };

/** Judges what the rules with a draft among them decided of a line. */
export function judge(line: PastLine, decision: Decision, draft: ReadyRule): Judged {
  const acts = decision.applied?.by.id === draft.id || (isDraft(decision.booked, draft) && decision.booked?.automatic);
  const would = wouldBe(decision, draft);
  const was = whatStands(line);
  if (acts) {
    if (same(line, decision)) return judged(line, 'AGREES', was, would);
    if (line.stands) return judged(line, 'DISAGREES', was, would);
    const undone = undoneAs(line, would);
    if (undone) return judged(line, 'DISAGREES', undone, would);
    return judged(line, line.undone.length > 0 ? 'SUGGESTS' : 'NEW', was, would);
  }
  return judged(line, withoutActing(line, decision, draft), was, would);
}

const judged = (line: PastLine, verdict: Verdict | null, was: Outcome, would: Outcome): Judged => ({
  line,
  verdict,
  was,
  would,
  byPerson: was.byPerson,
});

const isDraft = (rule: { id: string } | null, draft: ReadyRule) => rule?.id === draft.id;

/** A draft that does not act itself may suggest, or be why what stands would have waited. */
function withoutActing(line: PastLine, decision: Decision, draft: ReadyRule): Verdict | null {
  const acted = decision.applied !== null || decision.booked?.automatic === true;
  const suggests = decision.suggested.some(({ by }) => isDraft(by, draft)) || isDraft(decision.booked, draft);
  const its = line.stands?.ruleId === draft.id;
  if (!acted && line.stands && !line.stands.byPerson && (suggests || its || isDraft(decision.left, draft))) {
    return 'HOLDS_BACK';
  }
  return suggests ? 'SUGGESTS' : null;
}

/** What the rules would do by themselves, or the best that the draft would suggest. */
function wouldBe({ applied, booked, suggested }: Decision, draft: ReadyRule): Outcome {
  if (applied) return { ...WAITS, ...targetOf(applied), state: 'MATCHED', reason: applied.reason };
  if (booked && isBookAction(booked.action)) {
    return { ...WAITS, state: booked.automatic ? 'BOOKED' : 'WAITS', booking: kindOf(booked.action) };
  }
  const best = suggested.find(({ by }) => isDraft(by, draft)) ?? suggested[0];
  return best ? { ...WAITS, ...targetOf(best), reason: best.reason } : WAITS;
}

const kindOf = (action: BookAction): BookingKind => KIND_OF[action];

const targetOf = ({ customerId, bills }: { customerId: string; bills: readonly { id: string }[] }) => ({
  customerId,
  billIds: bills.map(({ id }) => id),
});

function whatStands({ stands }: PastLine): Outcome {
  if (!stands) return WAITS;
  const { match, booking, byPerson } = stands;
  if (match) return { ...WAITS, ...match, state: 'MATCHED', byPerson };
  return { ...WAITS, state: 'BOOKED', booking: booking?.kind ?? null, reason: booking?.reason ?? '', byPerson };
}

function same({ stands }: PastLine, { applied, booked }: Decision): boolean {
  if (!stands) return false;
  if (applied) {
    const { match } = stands;
    return match !== null && match.customerId === applied.customerId && sameBills(match.billIds, applied.bills);
  }
  const rule = booked as ReadyRule | null;
  const { booking } = stands;
  return (
    booking !== null &&
    rule !== null &&
    booking.kind === kindOf(rule.action as BookAction) &&
    booking.accountId === rule.accountId &&
    booking.bankAccountId === rule.bankAccountId
  );
}

const sameBills = (ids: readonly string[], bills: readonly { id: string }[]) =>
  ids.toSorted().join() ===
  bills
    .map(({ id }) => id)
    .toSorted()
    .join();

/** What a person undid or rejected, where the draft would do just that. */
function undoneAs({ undone }: PastLine, would: Outcome): Outcome | null {
  const found = undone.find(({ billIds, kind }) =>
    would.state === 'BOOKED'
      ? kind === would.booking
      : kind === null &&
        sameBills(
          billIds,
          would.billIds.map((id) => ({ id })),
        ),
  );
  if (!found) return null;
  const { customerId, billIds, kind } = found;
  return { ...WAITS, state: 'UNDONE', customerId, billIds, booking: kind, byPerson: true };
}
