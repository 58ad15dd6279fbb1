import type { WebClient } from '@slack/web-api';
import { rotationNames } from '../../duty/shift.ts';
import { channelWords } from '../../slack/channel-words.ts';
import { mention } from '../../slack/text.ts';
import { leaderNow } from '../leader.ts';
import type { IncidentParts } from '../parts.ts';

/** Tells who may open incidents. */
export type MayOpen = (user: string) => Promise<boolean>;

/** So long it is remembered who is in a user group. */
const REMEMBERED_MS = 60_000;
/** So many are named to ask while nobody has a duty. */
const MOST_ADMINS = 3;

/**
 * Who may open incidents by `incidents.may_open`: everyone, or who is in one of its user groups. While Slack does not
 * say who that is, whoever is in a rotation of duty or an admin may: an incident does not wait for Slack.
 */
export function createMayOpen(parts: IncidentParts & { client: WebClient }): MayOpen {
  const { client, clock, schedule, config } = parts;
  const remembered = new Map<string, { users: readonly string[]; at: number }>();

  async function usersOf(usergroup: string): Promise<readonly string[]> {
    const now = clock.now().getTime();
    const known = remembered.get(usergroup);
    if (known && now - known.at < REMEMBERED_MS) return known.users;
    const { users = [] } = await client.usergroups.users.list({ usergroup });
    remembered.set(usergroup, { users, at: now });
    return users;
  }

  async function isOnTheTeam(user: string): Promise<boolean> {
    const members = await Promise.all(rotationNames.map(schedule.members));
    return config.admins.includes(user) || members.flat().some((member) => member.user === user);
  }

  return async (user) => {
    const groups = config.incidents.may_open;
    if (groups === 'everyone') return true;
    const answers = await Promise.allSettled(groups.map(usersOf));
    const isIn = answers.some((answer) => answer.status === 'fulfilled' && answer.value.includes(user));
    return isIn || (answers.some(({ status }) => status === 'rejected') && (await isOnTheTeam(user)));
  };
}

/** What somebody reads who must not open incidents: who can, and where else to say it. */
export async function mayNotWords(parts: IncidentParts): Promise<string> {
  const { admins, channels } = parts.config;
  const leader = await leaderNow(parts);
  const asked = leader === null ? admins.slice(0, MOST_ADMINS) : [leader];
  const ask = asked.length === 0 ? '' : `ask ${asked.map(mention).join(' or ')}, or `;
  return `You cannot open incidents yourself. Please ${ask}tell it in ${channelWords(channels.bugs)}: somebody looks there.`;
}
