import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf } from '../../src/duty/days.ts';
import { dueHandovers, type Handover, type HandoverShift, recipients } from '../../src/reports/due-handovers.ts';
import { ADA, BOB, CAT, shift } from './house.ts';

/** Shifts in UTC from 06:00 to 14:00. 2026-11-20 is a Friday. */
const THURSDAY = shift({ day: '2026-11-19', member: CAT });
const FRIDAY = shift({ day: '2026-11-20', member: ADA });
const MONDAY = shift({ day: '2026-11-23', member: BOB });
const TUESDAY = shift({ day: '2026-11-24', member: ADA });
const WEEK = [THURSDAY, FRIDAY, MONDAY, TUESDAY];

const due = (at: string, shifts: readonly HandoverShift[] = WEEK) =>
  dueHandovers(shifts, new Date(`2026-11-${at}:00Z`)).map(
    (handover) =>
      `${handover.kind} ${handover.at.toISOString().slice(8, 13)} since ${handover.since.toISOString().slice(8, 13)}`,
  );

describe('dueHandovers', () => {
  it.each([
    ['is not due before the shift has ended', '20T13:59', ['end 19T14 since 19T06']],
    [
      'is due at the instant at which it ends, with what came since the last one',
      '20T14:00',
      ['end 20T14 since 19T14'],
    ],
    ['stays due over the days without shifts', '22T12:00', ['end 20T14 since 19T14']],
    [
      'is due again at the start after days without shifts, with what came in them',
      '23T06:00',
      ['end 20T14 since 19T14', 'start 23T06 since 20T14'],
    ],
    ['is of no use once the next shift has ended', '23T14:00', ['end 23T14 since 23T06']],
    ['is not due at a start when the day before had a shift', '24T06:00', ['end 23T14 since 23T06']],
    ['of the last shift that is planned stays due', '25T12:00', ['end 24T14 since 23T14']],
  ])('%s', (_sentence, at, expected) => {
    expect(due(at)).toEqual(expected);
  });

  it('leaves no minute out and tells none twice, whatever the days of the week', () => {
    const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(weekdays, (days) => {
        const all = Array.from({ length: 28 }, (_, index) => addDays('2026-11-02', index));
        const shifts = all.filter((day) => days.includes(weekdayOf(day))).map((day) => shift({ day }));
        const told = new Map<string, Handover>();
        for (const { start, end } of shifts) {
          for (const now of [start, end]) {
            for (const each of dueHandovers(shifts, now)) told.set(`${each.kind} ${each.at.toISOString()}`, each);
          }
        }
        const spans = [...told.values()].toSorted((a, b) => a.at.getTime() - b.at.getTime());
        const last = shifts.at(-1)?.end;
        expect(spans[0]?.since).toEqual(shifts[0]?.start);
        expect(spans.at(-1)?.at).toEqual(last);
        for (const [index, span] of spans.slice(1).entries()) expect(span.since).toEqual(spans[index]?.at);
      }),
    );
  });
});

describe('recipients', () => {
  const end = (leaving: string | null, next: string | null): Handover => ({
    ...{ kind: 'end', at: FRIDAY.end, since: FRIDAY.start },
    leaving: { ...FRIDAY, member: leaving },
    next: { ...MONDAY, member: next },
  });
  const start = (next: string | null): Handover => ({
    ...{ kind: 'start', at: MONDAY.start, since: FRIDAY.end },
    next: { ...MONDAY, member: next },
  });
  it.each([
    ['are who leaves and who comes', end(ADA, BOB), [ADA, BOB]],
    ['are one when both are the same', end(ADA, ADA), [ADA]],
    ['are who comes after a gap', end(null, BOB), [BOB]],
    ['are who leaves before a gap', end(ADA, null), [ADA]],
    ['are the admins between gaps', end(null, null), [CAT]],
    ['are the one who begins after days without shifts', start(BOB), [BOB]],
    ['are the admins when nobody begins', start(null), [CAT]],
    ['leave out an address that Slack does not know', end('ada@example.org', BOB), [BOB]],
  ])('%s', (_sentence, handover, people) => {
    expect(recipients(handover, [CAT])).toEqual(people);
  });

  it('are who leaves when no shift is planned after it', () => {
    expect(
      recipients({ ...{ kind: 'end', at: FRIDAY.end, since: FRIDAY.start }, leaving: FRIDAY, next: null }, []),
    ).toEqual([ADA]);
  });
});
