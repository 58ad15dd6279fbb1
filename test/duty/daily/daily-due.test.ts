import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../../src/config/schema.ts';
import { showTime } from '../../../src/config/week.ts';
import { type DutyRun, daysToLookAt, dueRuns } from '../../../src/duty/daily/due.ts';
import { addDays } from '../../../src/duty/days.ts';
import { shiftsOf } from '../../../src/duty/hours/shifts-of.ts';
import type { ListedShift } from '../../../src/duty/shift.ts';

const MINUTE_MS = 60_000;
const zones = fc.constantFrom(
  ...['UTC', 'Europe/Warsaw', 'America/New_York', 'America/St_Johns', 'America/Nuuk', 'Africa/Cairo'],
  ...['Antarctica/Troll', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Auckland'],
);
const instants = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2030-12-01T00:00:00Z'),
  noInvalidDate: true,
});

function configOf(zone: string, announceAt: string) {
  const rotation = { members: ['UADA'], hours: { 'mon-sun': '22:00-06:00' } };
  return configSchema.parse({
    timezone: zone,
    channels: { alerts: 'alerts', bugs: 'bugs', war: 'war', engineering: 'engineering' },
    duty: { announce_at: announceAt, notice: '1d', ic: rotation, oncall: rotation },
  });
}

/** What is due every ten minutes for three days, with the day and time that the clock of the zone shows then. */
function timeline(zone: string, { announceAt, since }: { announceAt: string; since: Date }) {
  const config = configOf(zone, announceAt);
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const days = {
    from: addDays(since.toISOString().slice(0, 10), -3),
    to: addDays(since.toISOString().slice(0, 10), 7),
  };
  const { hours } = config.duty.ic;
  const shifts = shiftsOf(hours, { ...days, zone, isHoliday: () => false }).map(
    (time, id): ListedShift => ({
      ...{ id, rotation: 'ic', ...time, member: 'UADA', planned: 'UADA', override: false, shadows: [], changes: 0 },
    }),
  );
  return Array.from({ length: 3 * 144 }, (_, step) => {
    const now = new Date(since.getTime() + step * 10 * MINUTE_MS);
    const span = daysToLookAt({ config, now });
    const near = shifts.filter(({ day }) => day >= span.from && day <= span.to);
    const [day = '', time = ''] = clock.format(now).split(' ');
    return { now, day, time, shifts: near, runs: dueRuns(near, { config, now }) };
  });
}

const kinds = (runs: readonly DutyRun[], kind: DutyRun['kind']) => runs.filter((run) => run.kind === kind);

describe('what is due', () => {
  it('is, of announcements, that of the day alone, from its time until the day is over, in every zone', () => {
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 1439 }), instants, (zone, minute, since) => {
        const announceAt = showTime(minute);
        let before = { day: '', isDue: false };
        for (const { day, time, runs } of timeline(zone, { announceAt, since })) {
          const dues = kinds(runs, 'announcement').map(({ due }) => due);
          const isDue = dues.length > 0;
          if (isDue) expect(dues).toEqual([day]);
          // A clock that is set back shows times before it once more, at which it is due still.
          if (day === before.day && before.isDue) expect(isDue).toBe(true);
          else expect(isDue).toBe(time >= announceAt);
          before = { day, isDue };
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is, of signs, the newest change of all: a shift that begins or ends, or the morning', () => {
    fc.assert(
      fc.property(zones, instants, (zone, since) => {
        let last = '';
        for (const { now, shifts, runs } of timeline(zone, { announceAt: '07:00', since })) {
          const [{ due }] = kinds(runs, 'signs') as [DutyRun];
          expect(due <= now.toISOString() && due >= last).toBe(true);
          for (const at of shifts.flatMap(({ start, end }) => [start, end]).filter((each) => each <= now)) {
            expect(due >= at.toISOString()).toBe(true);
          }
          expect(now.getTime() - Date.parse(due)).toBeLessThan(26 * 60 * MINUTE_MS);
          last = due;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is, of messages, never a notice and the beginning of one turn at once', () => {
    fc.assert(
      fc.property(zones, instants, (zone, since) => {
        for (const { now, runs } of timeline(zone, { announceAt: '07:00', since })) {
          for (const run of runs) {
            if (run.kind !== 'notice' && run.kind !== 'start') continue;
            const [{ start, end }] = run.turn.shifts;
            expect(run.kind === 'notice' ? now < start : now >= start && now < end).toBe(true);
            expect(start.getTime() - now.getTime()).toBeLessThanOrEqual(24 * 60 * MINUTE_MS);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
