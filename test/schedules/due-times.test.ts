import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Refusal } from '../../server/kernel/errors.ts';
import { momentsOf } from '../../server/schedules/clocks.ts';
import { dueTimes, nextDueTime, type Timing } from '../../server/schedules/due-times.ts';
import { checkTiming } from '../../server/schedules/timing.ts';

const BERLIN = 'Europe/Berlin';
const SHANGHAI = 'Asia/Shanghai';

const timing = (over: Partial<Timing>): Timing => ({
  kind: 'DAILY',
  timeOfDay: null,
  weekdays: null,
  monthDay: null,
  cron: null,
  timeZone: SHANGHAI,
  ...over,
});
const daily = (timeOfDay: string, timeZone = SHANGHAI) => timing({ timeOfDay, timeZone });
const cron = (text: string, timeZone = SHANGHAI) => timing({ kind: 'CRON', cron: text, timeZone });

/** Due times as `MM-DD HH:MM` in UTC. */
function due(rule: Timing, after: string, until: string): string[] {
  const times = dueTimes(rule, new Date(`${after}Z`), new Date(`${until}Z`));
  return times.map((time) => time.toISOString().slice(5, 16).replace('T', ' '));
}

describe('When a schedule is due', () => {
  it('is once a day at the time of its zone, after the first moment and up to the second', () => {
    const at = daily('02:30');
    assert.deepEqual(due(at, '2026-10-01T18:30', '2026-10-03T18:30'), ['10-02 18:30', '10-03 18:30']);
    assert.deepEqual(due(at, '2026-10-01T18:29:59', '2026-10-01T18:30'), ['10-01 18:30']);
    assert.deepEqual(due(at, '2026-10-01T18:30', '2026-10-02T18:29:59'), []);
  });

  it('is on the chosen weekdays as its zone counts them', () => {
    // 2026-10-05 is a Monday; at 01:00 in Shanghai it is still Sunday in UTC.
    const rule = timing({ kind: 'WEEKLY', timeOfDay: '01:00', weekdays: [1, 7] });
    assert.deepEqual(due(rule, '2026-10-01T00:00', '2026-10-12T00:00'), [
      '10-03 17:00', '10-04 17:00', '10-10 17:00', '10-11 17:00',
    ]); // biome-ignore format: a list reads better packed
  });

  it('is on the last day of a month that is shorter', () => {
    const rule = (monthDay: number) => timing({ kind: 'MONTHLY', timeOfDay: '12:00', monthDay, timeZone: 'UTC' });
    assert.deepEqual(due(rule(31), '2027-12-01T00:00', '2028-05-01T00:00'), [
      '12-31 12:00', '01-31 12:00', '02-29 12:00', '03-31 12:00', '04-30 12:00',
    ]); // biome-ignore format: a list reads better packed
    assert.deepEqual(due(rule(29), '2027-02-01T00:00', '2027-03-30T00:00'), ['02-28 12:00', '03-29 12:00']);
    assert.deepEqual(due(rule(1), '2027-01-15T00:00', '2027-03-15T00:00'), ['02-01 12:00', '03-01 12:00']);
  });

  it('is when a cron expression says so, in its zone', () => {
    assert.deepEqual(due(cron('0 9 * * 1-5'), '2026-10-02T00:00', '2026-10-06T00:00'), ['10-02 01:00', '10-05 01:00']);
    assert.deepEqual(due(cron('15 0 L * *', 'UTC'), '2027-01-15T00:00', '2027-03-15T00:00'), [
      '01-31 00:15',
      '02-28 00:15',
    ]);
  });

  it('knows the next time, however far it is', () => {
    const next = (rule: Timing, after: string) => nextDueTime(rule, new Date(`${after}Z`))?.toISOString() ?? null;
    assert.equal(next(daily('02:30'), '2026-10-01T18:30'), '2026-10-02T18:30:00.000Z');
    assert.equal(next(cron('0 0 29 2 *', 'UTC'), '2096-03-01T00:00'), '2104-02-29T00:00:00.000Z');
  });

  it('takes the first of many and leaves the rest', () => {
    const times = dueTimes(cron('* * * * *'), new Date('2026-01-01T00:00Z'), new Date('2027-01-01T00:00Z'), 3);
    assert.deepEqual(
      times.map((time) => time.toISOString().slice(11, 16)),
      ['00:01', '00:02', '00:03'],
    );
  });
});

describe('Clocks that are set', () => {
  it('forward leave a time out, and it is due once, as much later', () => {
    assert.deepEqual(due(daily('02:30', BERLIN), '2026-03-28T00:00', '2026-03-31T00:00'), [
      '03-28 01:30', '03-29 01:30', '03-30 00:30',
    ]); // biome-ignore format: a list reads better packed
    // 02:00, 02:15 … are no times of that day, and fall on 03:00, 03:15 … which are due anyway.
    assert.deepEqual(due(cron('0,30 2,3 * * *', BERLIN), '2026-03-29T00:00', '2026-03-29T04:00'), [
      '03-29 01:00', '03-29 01:30',
    ]); // biome-ignore format: a list reads better packed
  });

  it('back show a time twice, and it is due the first time', () => {
    assert.deepEqual(due(daily('02:30', BERLIN), '2026-10-24T00:00', '2026-10-27T00:00'), [
      '10-24 00:30', '10-25 00:30', '10-26 01:30',
    ]); // biome-ignore format: a list reads better packed
  });

  it('do not stop what is due every hour, nor double it', () => {
    assert.equal(due(cron('0,30 * * * *', BERLIN), '2026-10-24T22:00', '2026-10-25T23:00').length, 50);
    assert.equal(due(cron('0,30 * * * *', BERLIN), '2026-03-28T23:00', '2026-03-29T22:00').length, 46);
  });

  it('are not set in Shanghai', () => {
    assert.equal(due(daily('02:30'), '2026-01-01T00:00', '2027-01-01T00:00').length, 365);
  });
});

const timings = fc.oneof(
  fc.record({ hour: fc.nat(23), minute: fc.nat(59) }).map(({ hour, minute }) => ({
    kind: 'DAILY' as const,
    timeOfDay: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
  })),
  fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).map((weekdays) => ({
    kind: 'WEEKLY' as const,
    timeOfDay: '02:30',
    weekdays,
  })),
  fc.integer({ min: 1, max: 31 }).map((monthDay) => ({ kind: 'MONTHLY' as const, timeOfDay: '02:15', monthDay })),
  fc.constantFrom('*/20 * * * *', '30 2 * * *', '0,45 1-3 * * 0', '5 0 L * *', '0 3 25-31 3,10 7').map((text) => ({
    kind: 'CRON' as const,
    cron: text,
  })),
);
const zones = fc.constantFrom(BERLIN, SHANGHAI, 'UTC', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca');
const DAY_MS = 86_400_000;
/** Three moments in order, mostly around the days on which clocks are set. */
const moments = fc
  .record({
    start: fc.constantFrom('2026-02-14', '2026-03-08', '2026-03-28', '2026-04-04', '2026-10-24', '2026-12-30'),
    steps: fc.tuple(...[1, 2, 3].map((days) => fc.integer({ min: 0, max: days * 4 * DAY_MS }))),
  })
  .map(({ start, steps: [a = 0, b = 0, c = 0] }) =>
    [a, a + b, a + b + c].map((ms) => new Date(new Date(start).getTime() + ms)),
  );

describe('Due times of an interval', () => {
  it('are those of its parts together, in order and each once', () => {
    fc.assert(
      fc.property(timings, zones, moments, (rule, timeZone, three) => {
        const [a, b, c] = three as [Date, Date, Date];
        const each = timing({ ...rule, timeZone });
        const whole = dueTimes(each, a, c).map(Number);
        assert.deepEqual([...dueTimes(each, a, b), ...dueTimes(each, b, c)].map(Number), whole);
        assert.deepEqual(
          [...new Set(whole)].toSorted((x, y) => x - y),
          whole,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('has one time a day for a daily schedule, whatever the clocks do', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), zones, (hour, minute, timeZone) => {
        const at = daily(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`, timeZone);
        // A zone may end the year at another offset, so a year lasts from one midnight on its own clocks to another.
        const midnight = (day: string) => new Date(momentsOf(timeZone, Date.parse(`${day}T00:00Z`))[0] - 1);
        const year = dueTimes(at, midnight('2026-01-10'), midnight('2027-01-10'));
        assert.equal(year.length, 365);
      }),
      { numRuns: 60 },
    );
  });
});

describe('What is said of when', () => {
  const now = new Date('2026-10-01T00:00Z');
  const refuses = (input: Parameters<typeof checkTiming>[0], code: string) =>
    assert.throws(
      () => checkTiming(input, now),
      (error) => error instanceof Refusal && error.code === code,
    );

  it('is kept without what its kind does not use', () => {
    const all = { time: '02:30', weekdays: [5, 1, 1], monthDay: 31, cron: '0  3 * *  1', timeZone: SHANGHAI };
    assert.deepEqual(checkTiming({ ...all, kind: 'DAILY' }, now), daily('02:30'));
    assert.deepEqual(checkTiming({ ...all, kind: 'WEEKLY' }, now).weekdays, [1, 5]);
    assert.equal(checkTiming({ ...all, kind: 'MONTHLY' }, now).monthDay, 31);
    assert.deepEqual(checkTiming({ ...all, kind: 'CRON' }, now), cron('0 3 * * 1'));
  });

  it('is refused where it is no time', () => {
    refuses({ kind: 'DAILY', time: '24:00', timeZone: SHANGHAI }, 'schedule.bad_time');
    refuses({ kind: 'DAILY', timeZone: SHANGHAI }, 'schedule.bad_time');
    refuses({ kind: 'DAILY', time: '02:30', timeZone: 'Asia/Atlantis' }, 'schedule.unknown_time_zone');
    refuses({ kind: 'WEEKLY', time: '02:30', weekdays: [], timeZone: SHANGHAI }, 'schedule.no_weekday');
    refuses({ kind: 'WEEKLY', time: '02:30', weekdays: [8], timeZone: SHANGHAI }, 'schedule.no_weekday');
    refuses({ kind: 'MONTHLY', time: '02:30', monthDay: 32, timeZone: SHANGHAI }, 'schedule.bad_month_day');
    for (const text of ['', '* * * * * *', '@daily', 'H 3 * * *', '61 * * * *', '0 0 30 2 *', 'a b c d e']) {
      refuses({ kind: 'CRON', cron: text, timeZone: SHANGHAI }, 'schedule.bad_cron');
    }
  });
});
