import { addDays } from '../../src/duty/days.ts';
import { absencesOf } from '../../src/duty/overrides/absence-store.ts';
import { goAway } from '../../src/duty/overrides/away.ts';
import { cancelAbsence } from '../../src/duty/overrides/give-back.ts';
import type { RotationName } from '../../src/duty/shift.ts';
import { dayOf, instant } from './calendar.ts';
import { countOutcome, type Happening, type Scene } from './happening.ts';
import type { Name } from './team.ts';

/** Who is away from when to when, both days included, and when they say so: a day, a minute after each other. */
const TOLD: readonly (readonly [Name, string, string, string])[] = [
  // Christmas: half the team.
  ['ada', '2026-12-21', '2027-01-03', '2026-12-01'],
  ['cleo', '2026-12-21', '2026-12-31', '2026-12-02'],
  ['eve', '2026-12-23', '2027-01-03', '2026-12-03'],
  ['hana', '2026-12-24', '2026-12-27', '2026-12-18'],
  ['ivo', '2026-12-21', '2027-01-01', '2026-11-26'],
  // Winter.
  ['finn', '2027-01-25', '2027-02-05', '2027-01-07'],
  ['jola', '2027-02-01', '2027-02-12', '2027-01-15'],
  ['dan', '2027-02-13', '2027-02-21', '2027-02-11'],
  ['gus', '2027-03-01', '2027-03-02', '2027-02-26'],
  // Easter, and the first week of May.
  ['bob', '2027-03-25', '2027-03-31', '2027-03-01'],
  ['kim', '2027-03-26', '2027-04-02', '2027-03-22'],
  ['ada', '2027-05-01', '2027-05-09', '2027-04-02'],
  ['eve', '2027-05-03', '2027-05-07', '2027-04-20'],
  ['ivo', '2027-04-30', '2027-05-05', '2027-04-26'],
  // All Incident Commanders are at a conference.
  ...(['ada', 'cleo', 'dan', 'eve', 'finn', 'kim'] as const).map(
    (name) => [name, '2027-06-10', '2027-06-11', '2027-06-01'] as const,
  ),
  ['bob', '2027-06-10', '2027-06-10', '2027-06-02'],
  ['bob', '2027-06-11', '2027-06-11', '2027-06-02'],
  // Summer: two weeks each.
  ['ada', '2027-07-12', '2027-07-25', '2027-05-10'],
  ['bob', '2027-08-02', '2027-08-15', '2027-06-07'],
  ['cleo', '2027-06-28', '2027-07-11', '2027-05-24'],
  ['dan', '2027-07-05', '2027-07-16', '2027-06-14'],
  ['eve', '2027-07-19', '2027-08-01', '2027-06-30'],
  ['finn', '2027-08-16', '2027-08-29', '2027-07-15'],
  ['hana', '2027-08-09', '2027-08-22', '2027-06-22'],
  ['ivo', '2027-07-26', '2027-08-08', '2027-07-05'],
  ['jola', '2027-08-23', '2027-09-05', '2027-08-02'],
  ['kim', '2027-09-06', '2027-09-17', '2027-08-10'],
  ['leo', '2027-08-30', '2027-09-03', '2027-08-27'],
  // Autumn.
  ['finn', '2027-09-27', '2027-09-29', '2027-09-25'],
  ['cleo', '2027-10-11', '2027-10-17', '2027-09-30'],
  ['hana', '2027-11-01', '2027-11-05', '2027-10-28'],
];

/** Whoever has the duty of a day falls ill, for so many days, and says so at that time. */
const ILL: readonly (readonly [RotationName, string, string, number])[] = [
  ['ic', '2026-12-09', '06:40', 1],
  ['ic', '2027-01-14', '07:30', 2],
  ['oncall', '2027-01-20', '13:10', 1],
  ['ic', '2027-02-24', '06:50', 1],
  ['oncall', '2027-03-17', '13:40', 3],
  ['ic', '2027-04-13', '06:30', 2],
  ['oncall', '2027-05-19', '18:20', 1],
  ['ic', '2027-06-08', '06:45', 1],
  ['oncall', '2027-08-25', '12:10', 2],
  ['ic', '2027-09-14', '07:20', 1],
  ['ic', '2027-10-20', '06:35', 1],
  ['oncall', '2027-10-31', '08:30', 1],
];

/** Who is not away after all: the absence that is the next on a day is taken back, at 16:20. */
const CANCELLED: readonly (readonly [Name, string, string])[] = [
  ['bob', '2027-06-09', '2027-06-11'],
  ['hana', '2027-10-30', '2027-11-01'],
];

/** All that people do about being away. */
export function absences(): Happening[] {
  return [
    ...TOLD.map(([name, from, to, told], index) => ({
      at: new Date(instant(told, '10:40').getTime() + index * 60_000),
      act: (scene: Scene) => tell(scene, 'absence', { member: scene.ids.get(name) as string, from, to }),
    })),
    ...ILL.map(([rotation, day, time, days]) => ({
      at: instant(day, time),
      async act(scene: Scene) {
        const shifts = await scene.overrides.schedule.shifts({ from: day, to: day });
        const member = shifts.find((shift) => shift.rotation === rotation)?.member;
        if (member) await tell(scene, 'illness', { member, from: day, to: addDays(day, days - 1) });
      },
    })),
    ...CANCELLED.map(([name, day, first]) => ({
      at: instant(day, '16:20'),
      act: (scene: Scene) => takeBack(scene, scene.ids.get(name) as string, first),
    })),
  ];
}

async function tell(scene: Scene, what: string, away: { member: string; from: string; to: string }): Promise<void> {
  countOutcome(scene, what, await goAway({ ...away, by: away.member }, scene.overrides));
}

async function takeBack(scene: Scene, member: string, first: string): Promise<void> {
  const { db, clock } = scene.overrides;
  const absence = (await absencesOf(db, member, dayOf(clock.now()))).find(({ from }) => from === first);
  if (absence) {
    const outcome = await cancelAbsence({ id: absence.id, by: member }, scene.overrides);
    countOutcome(scene, 'absence cancelled', outcome);
  }
}
