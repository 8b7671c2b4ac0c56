/** Where the user stands between editing a sheet and having published it. */
import type { PublishReport } from '../../sync/outcome.ts';
import type { RefreshReport } from '../../sync/refresh.ts';
import type { UndoOffer } from '../../sync/undo.ts';
import type { Counts } from './counts.ts';

export type Scope = 'all' | 'selection';
export type Missing = 'restore' | 'archive';

export type Flow =
  | { step: 'idle' }
  | { step: 'working'; verb: Verb; activity: number | null }
  | { step: 'reviewed'; counts: Counts; scope: Scope; selection: readonly number[] }
  | { step: 'offered'; offer: UndoOffer }
  | { step: 'published'; verb: 'check' | 'publish'; report: PublishReport }
  | { step: 'refreshed'; report: RefreshReport }
  | { step: 'failed'; verb: Verb; error: unknown };

export type Verb = 'open' | 'refresh' | 'review' | 'check' | 'publish' | 'undo' | 'resolve';

export type FlowAction =
  | { type: 'start'; verb: Verb }
  | { type: 'started'; activity: number }
  | { type: 'reviewed'; counts: Counts; scope: Scope; selection: readonly number[] }
  | { type: 'offered'; offer: UndoOffer }
  | { type: 'published'; verb: 'check' | 'publish'; report: PublishReport }
  | { type: 'refreshed'; report: RefreshReport }
  | { type: 'failed'; error: unknown }
  | { type: 'cancelled' }
  | { type: 'dismiss' };

/** A result never replaces what the user started afterwards: answers count only while work is under way. */
export function flowReducer(flow: Flow, action: FlowAction): Flow {
  switch (action.type) {
    case 'start':
      return flow.step === 'working' ? flow : { step: 'working', verb: action.verb, activity: null };
    case 'dismiss':
      return flow.step === 'working' ? flow : { step: 'idle' };
    default:
      return flow.step === 'working' ? answered(flow, action) : flow;
  }
}

function answered(flow: Flow & { step: 'working' }, action: Exclude<FlowAction, { type: 'start' | 'dismiss' }>): Flow {
  switch (action.type) {
    case 'started':
      return { ...flow, activity: action.activity };
    case 'reviewed':
      return { step: 'reviewed', counts: action.counts, scope: action.scope, selection: action.selection };
    case 'offered':
      return { step: 'offered', offer: action.offer };
    case 'published':
      return { step: 'published', verb: action.verb, report: action.report };
    case 'refreshed':
      return { step: 'refreshed', report: action.report };
    case 'failed':
      return { step: 'failed', verb: flow.verb, error: action.error };
    default:
      return { step: 'idle' };
  }
}
