import { stringify } from 'yaml';
import { readConfig } from '../../src/config/read-config.ts';
import type { Config } from '../../src/config/schema.ts';
import type { RotationName } from '../../src/duty/shift.ts';
import { ANNOUNCE_AT, HOURS, ZONE } from './calendar.ts';

/** Everybody who takes turns at some time of the year, and Maja, who leads them and is the admin. */
export const PEOPLE = [
  ...['ada', 'bob', 'cleo', 'dan', 'eve', 'finn', 'gus', 'hana', 'ivo', 'jola', 'kim', 'leo', 'maja'],
] as const;
/** What somebody of the team is called. */
export type Name = (typeof PEOPLE)[number];

/** What people wrote into the topic of #bugs, and what is to stay there. */
export const PEOPLES_TOPIC = 'Which deployment, since when?';

/** Somebody in a rotation, as the configuration file has it. */
type Entry = { from?: string; until?: string; shadow_until?: string; away?: string[] };
type Team = Record<RotationName, ReadonlyMap<Name, Entry>>;

/** What changes in the file on a day, at 13:15, when the bot is restarted with it. */
export type Edition = { day: string; team: Team };

const first: Team = {
  ic: new Map((['ada', 'bob', 'cleo', 'dan', 'eve', 'finn'] as const).map((name) => [name, {}])),
  oncall: new Map(PEOPLE.slice(0, 10).map((name) => [name, {}])),
};

const both = ({ ic, oncall }: Team, name: Name, entry: Entry): Team => ({
  ic: ic.has(name) ? new Map([...ic, [name, entry]]) : ic,
  oncall: new Map([...oncall, [name, entry]]),
});

const without = ({ ic, oncall }: Team, name: Name): Team => ({
  ic: new Map([...ic].filter(([each]) => each !== name)),
  oncall: new Map([...oncall].filter(([each]) => each !== name)),
});

/** Kim joins, and shadows for two months before she may be Incident Commander or on call. */
const kim: Entry = { from: '2027-01-11', shadow_until: '2027-03-14' };
/** The pitch cycle of Bob and Hana: six weeks without duties. */
const pitch: Entry = { away: ['2027-02-08..2027-03-21'] };

/** The configuration file as it was from each day on. */
export function editions(): Edition[] {
  const steps: [string, (team: Team) => Team][] = [
    ['2026-11-21', (team) => team],
    ['2026-12-14', ({ ic, oncall }) => both({ ic: new Map([...ic, ['kim', kim]]), oncall }, 'kim', kim)],
    ['2027-01-20', (team) => both(both(team, 'bob', pitch), 'hana', pitch)],
    ['2027-03-24', (team) => both(team, 'gus', { until: '2027-03-31' })],
    ['2027-04-06', (team) => both(without(team, 'gus'), 'leo', { from: '2027-05-03' })],
    ['2027-07-20', (team) => both(team, 'dan', { until: '2027-08-31' })],
    ['2027-09-06', (team) => without(team, 'dan')],
  ];
  const made: Edition[] = [];
  for (const [day, change] of steps) made.push({ day, team: change(made.at(-1)?.team ?? first) });
  return made;
}

/** The ids that Slack gave to people and groups. */
export type Ids = { people: ReadonlyMap<Name, string>; groups: Readonly<Record<RotationName | 'duty', string>> };

/** The configuration file of a team, read as the bot reads it. */
export function configOf(team: Team, { people, groups }: Ids): Config {
  const rotation = (name: RotationName) => ({
    members: [...team[name]].map(([member, entry]) => ({ user: people.get(member), ...entry })),
    hours: HOURS[name],
    user_group: groups[name],
  });
  const file = {
    timezone: ZONE,
    channels: { alerts: 'alerts', bugs: 'bugs', war: 'war', engineering: 'engineering' },
    admins: [people.get('maja')],
    duty: {
      announce_at: ANNOUNCE_AT,
      country: 'PL',
      user_group: groups.duty,
      ic: rotation('ic'),
      oncall: rotation('oncall'),
    },
  };
  const { config, problems } = readConfig(stringify(file), 'watchbill.yml');
  if (!config) throw new Error(problems.join('\n'));
  return config;
}
