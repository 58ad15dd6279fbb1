import { beforeAll, describe, expect, it } from 'vitest';
import type { Evidence, KeptChange, KeptShift } from '../../sandbox/year/evidence.ts';
import { judge } from '../../sandbox/year/judge.ts';
import { playYear } from '../../sandbox/year/play.ts';
import { printed, reportOf } from '../../sandbox/year/report.ts';

/** Eight weeks: the clocks change on 28 March, Kim ends her shadowing, Gus leaves, Bob and Hana come back. */
const SPAN = { from: '2027-02-15', to: '2027-04-11' };
/** A Wednesday amid them. */
const DAY = '2027-03-10';

let evidence: Evidence;

beforeAll(async () => {
  evidence = await playYear(SPAN);
});

const wrongIn = (tampered: Evidence): string[] =>
  judge(tampered)
    .filter(({ wrong }) => wrong.length > 0)
    .map(({ name }) => name);

const shiftOf = (rotation: KeptShift['rotation'], day = DAY): KeptShift =>
  evidence.shifts.find((shift) => shift.rotation === rotation && shift.day === day) as KeptShift;

/** The same shifts, but one of them changed. */
const withShift = (old: KeptShift, changed: Partial<KeptShift>): Evidence => ({
  ...evidence,
  shifts: evidence.shifts.map((shift) => (shift === old ? { ...shift, ...changed } : shift)),
});

/** That a shift went from its member to somebody, in the morning before it. */
const withChange = (shift: KeptShift, change: Partial<KeptChange>): Evidence => {
  const { rotation, day, member } = shift;
  const at = new Date(`${day}T05:30:00Z`);
  const made: KeptChange = { at, rotation, day, from: member, to: member, cause: 'replanned', ref: null, ...change };
  return { ...evidence, changes: [...evidence.changes, made].sort((a, b) => a.at.getTime() - b.at.getTime()) };
};

/** Nobody got the direct messages that say so. */
const withoutDirect = (words: RegExp): Evidence => ({
  ...evidence,
  direct: new Map([...evidence.direct].map(([user, all]) => [user, all.filter(({ text }) => !words.test(text))])),
});

const admin = () => evidence.admins[0] as string;
const other = (shift: KeptShift) =>
  evidence.shifts.find(({ rotation, member }) => rotation === shift.rotation && member !== shift.member)?.member ?? '';

describe('eight weeks of duty over a change of the clocks', () => {
  it('keep every promise, and every promise is looked at', () => {
    const checks = judge(evidence);
    expect(checks.flatMap(({ wrong }) => wrong)).toEqual([]);
    const unseen = checks.filter(({ looked }) => looked === 0).map(({ name }) => name);
    // These need not come to pass in eight weeks; that they are looked for is shown below.
    const rare = [
      'nobody twice in a row where another could',
      'a gap is told at once, to the channel and to the admins',
    ];
    expect(rare).toEqual(expect.arrayContaining(unseen));
  });

  it('hold what a year is made of: absences, illness, covers, swaps, joins, leaves', () => {
    const { absences, spread, acts } = reportOf(evidence, []);
    expect(absences.moved).toBeGreaterThan(0);
    expect(absences.moved).toBe(absences.least);
    expect(Math.max(...Object.values(spread))).toBeLessThanOrEqual(1);
    expect(Object.keys(acts)).toEqual(
      expect.arrayContaining(['absence', 'cover', 'illness', 'swap, accepted', 'undo']),
    );
    expect(evidence.configs).toHaveLength(3);
  });

  it('are the same every time', async () => {
    const span = { from: '2027-03-22', to: '2027-03-31' };
    const [one, other] = [await playYear(span), await playYear(span)];
    expect(printed(reportOf(one, judge(one)))).toBe(printed(reportOf(other, judge(other))));
  });
});

describe('the judge finds', () => {
  it.each<[string, string, () => Evidence]>([
    [
      'hours that nobody was planned for',
      'every configured hour is in one shift',
      () => ({ ...evidence, shifts: evidence.shifts.filter((shift) => shift !== shiftOf('ic')) }),
    ],
    [
      'an hour that is missing on the day when the clocks change',
      'every configured hour is in one shift',
      () => {
        const sunday = shiftOf('oncall', '2027-03-28');
        return withShift(sunday, { start: new Date(sunday.start.getTime() + 3_600_000) });
      },
    ],
    [
      'somebody on duty who takes no turns',
      'whoever has a shift is there; a gap only where nobody is',
      () => withShift(shiftOf('ic'), { member: admin() }),
    ],
    [
      'a gap where somebody could',
      'whoever has a shift is there; a gap only where nobody is',
      () => withShift(shiftOf('ic'), { member: null }),
    ],
    [
      'both duties with one person',
      'nobody has both duties on one day',
      () => withShift(shiftOf('oncall'), { member: shiftOf('ic').member }),
    ],
    [
      'somebody twice in a row',
      'nobody twice in a row where another could',
      () => withShift(shiftOf('ic', '2027-03-11'), { member: shiftOf('ic').member }),
    ],
    [
      'one who has the shifts of another',
      'in every whole cycle equals differ by one at most',
      () => {
        const { member } = shiftOf('oncall', '2027-04-10');
        const heir = other(shiftOf('oncall', '2027-04-10'));
        const shifts = evidence.shifts.map((shift) => (shift.member === member ? { ...shift, member: heir } : shift));
        return { ...evidence, shifts };
      },
    ],
    [
      'a change of what was near',
      'what is near stays, unless its member can not have it',
      () => withChange(shiftOf('ic'), { from: other(shiftOf('ic')) }),
    ],
    [
      'an absence that moved more than it had to',
      'an absence moves as little as possible',
      () => {
        const [absence] = evidence.absences;
        return withChange(shiftOf('ic'), { at: absence?.at ?? new Date(0), cause: 'away', ref: absence?.id ?? 0 });
      },
    ],
    [
      'a day that was not announced',
      'every day is announced once, in time, with the right names',
      () => ({
        ...evidence,
        engineering: evidence.engineering.filter(({ text }) => !text.startsWith('*Wednesday, 10 Mar*')),
      }),
    ],
    [
      'a day that was announced twice',
      'every day is announced once, in time, with the right names',
      () => ({
        ...evidence,
        engineering: evidence.engineering.flatMap((message) =>
          message.text.startsWith('*Wednesday, 10 Mar*') ? [message, message] : [message],
        ),
      }),
    ],
    [
      'a gap that nobody was told of',
      'a gap is told at once, to the channel and to the admins',
      () => withChange(shiftOf('ic'), { to: null }),
    ],
    [
      'a topic with somebody else in it',
      'the topics of #bugs and #war are right after each change',
      () => ({
        ...evidence,
        sightings: evidence.sightings.map((each, index) =>
          index === 100 ? { ...each, topics: { ...each.topics, war: 'IC: nobody · On call: nobody' } } : each,
        ),
      }),
    ],
    [
      'a group with somebody else in it',
      'the user groups hold who has the duties, or has them next',
      () => ({
        ...evidence,
        sightings: evidence.sightings.map((each, index) =>
          index === 100 ? { ...each, groups: { ...each.groups, oncall: [admin()] } } : each,
        ),
      }),
    ],
    ['notices that did not come', 'one notice three days before a shift', () => withoutDirect(/^You are \S+ on Wed/)],
    ['a start that was not told', 'one message as a shift begins', () => withoutDirect(/^You are IC now/)],
    [
      'moves that were not told',
      'everybody whose shift moved was told',
      () => withoutDirect(/now, not yours|is yours now|Some of your shifts changed/),
    ],
    [
      'handovers that did not come',
      'one handover at the end of each IC shift, to both',
      () => withoutDirect(/^IC han/),
    ],
  ])('%s', (_what, property, tampered) => {
    expect(wrongIn(tampered())).toContain(property);
  });
});
