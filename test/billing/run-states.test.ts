import assert from 'node:assert/strict';
import { checkStep, endOf, mayGo } from '../../server/billing/run-states.ts';

describe('The states of a run', () => {
  it('lead from a preview to a posted run, over a pause if need be', () => {
    const way = ['DRAFT', 'PREVIEWING', 'PREVIEWED', 'POSTING', 'PAUSED', 'POSTING', 'POSTED'] as const;
    for (const [i, to] of way.slice(1).entries()) assert.ok(mayGo(way[i] as (typeof way)[number], to), to);
  });

  it('never lead back from an end', () => {
    for (const end of ['STOPPED', 'CANCELLED', 'REVERSED'] as const) {
      assert.throws(() => checkStep('R-1', end, 'POSTING'), { code: 'billing.wrong_state' });
    }
    assert.throws(() => checkStep('R-1', 'POSTED', 'CANCELLED'), { code: 'billing.wrong_state' });
  });

  it('call a run with bills stopped and one without cancelled', () => {
    assert.equal(endOf('R-1', 'POSTING', 3), 'STOPPED');
    assert.equal(endOf('R-1', 'PAUSED', 0), 'CANCELLED');
    assert.equal(endOf('R-1', 'PREVIEWED', 0), 'CANCELLED');
    assert.throws(() => endOf('R-1', 'POSTED', 3), { code: 'billing.wrong_state', message: /R-1 is POSTED/ });
  });
});
