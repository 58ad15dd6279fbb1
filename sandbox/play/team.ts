import { addDays, dayIn } from '../../src/duty/days.ts';
import type { SlackSandbox } from '../slack/sandbox.ts';

/** Everybody in the workspace; the first is the one at the terminal, and an admin. */
const PEOPLE = ['ada', 'bob', 'cleo', 'dan', 'eve'] as const;
/** Eve is new, and shadows the Incident Commander for so many days. */
const SHADOWS_FOR = 30;

/** Who works in a workspace, by their ids, and the parts of the configuration file that tell of them. */
export type Team = { people: ReadonlyMap<string, string>; admins: readonly string[]; duty: object };

/** Brings the team in, with a user group for each duty. Everybody's clock is that of this machine. */
export function bringTeamIn(slack: SlackSandbox, { now, zone }: { now: Date; zone: string }): Team {
  const ids = PEOPLE.map((name) => slack.user({ name, tz: zone }));
  const [ada = '', bob, cleo, , eve] = ids;
  const group = (handle: string) => slack.createGroup({ handle, users: [ada] });
  const shadowUntil = addDays(dayIn(now, zone), SHADOWS_FOR);
  return {
    people: new Map(ids.map((id, index) => [id, PEOPLE[index] as string])),
    admins: [ada],
    // Half a day each, and announced as the day begins, so that there is something to see at any hour.
    duty: {
      announce_at: '00:00',
      announce_days: { ic: 'mon-sun', oncall: 'mon-sun' },
      ic: {
        members: [ada, bob, cleo, { user: eve, shadow_until: shadowUntil }],
        hours: { 'mon-sun': '00:00-12:00' },
        user_group: group('ic'),
      },
      oncall: { members: ids, hours: { 'mon-sun': '12:00-24:00' }, user_group: group('oncall') },
    },
  };
}
