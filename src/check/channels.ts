import type { WebClient } from '@slack/web-api';
import type { Config } from '../config/schema.ts';
import { isChannelId } from '../slack/directory.ts';
import { type Finding, findingsOf } from './finding.ts';
import { slackFault } from './slack-fault.ts';

const { error, warning } = findingsOf('channels');

type Channel = { name?: string; is_archived?: boolean; is_member?: boolean; is_private?: boolean };

/** Looks at each channel that the bot posts to. `scopes` null: Slack did not tell what the bot may do. */
export async function checkChannels(
  config: Config,
  { client, scopes }: { client: WebClient; scopes: readonly string[] | null },
): Promise<Finding[]> {
  const used = usedChannels(config);
  const byName = await listed(
    client,
    used.filter(({ channel }) => !isChannelId(channel)).map(({ channel }) => channel),
  );
  const findings: Finding[] = [];
  for (const { key, channel } of used) {
    const found = isChannelId(channel) ? await byId(client, channel) : byName(channel);
    findings.push(...judge(`${key} (${channel})`, found, scopes === null || scopes.includes('chat:write.public')));
  }
  return findings;
}

/** The channels that something is posted to, by the key that names them. */
function usedChannels({ channels, alarms }: Config): { key: string; channel: string }[] {
  const pingdom = alarms.pingdom.enabled ? [{ key: 'alarms.pingdom.channel', channel: alarms.pingdom.channel }] : [];
  return [{ key: 'channels.alerts', channel: channels.alerts }, ...pingdom];
}

type Found = { channel: Channel } | { fault: string };

function judge(what: string, found: Found, mayPostAnywhere: boolean): Finding[] {
  if ('fault' in found) {
    if (found.fault !== 'channel_not_found')
      return [error(`Slack does not tell of ${what}: ${found.fault}.`, 'Mend that, and check again.')];
    const fix =
      'Create it, mend its name in the configuration, or, if it is private, invite the bot: /invite @Watchbill.';
    return [error(`The bot sees no channel ${what}.`, fix)];
  }
  const { is_archived: isArchived, is_member: isMember, is_private: isPrivate } = found.channel;
  if (isArchived) return [error(`${what} is archived.`, 'Bring it back in Slack, or configure another channel.')];
  if (isMember) return [];
  const fix = 'Invite the bot there: /invite @Watchbill.';
  if (isPrivate || !mayPostAnywhere) return [error(`The bot may not post to ${what}: it is no member.`, fix)];
  return [warning(`The bot is no member of ${what}: it posts there, but hears neither reactions nor replies.`, fix)];
}

async function byId(client: WebClient, channel: string): Promise<Found> {
  try {
    const answer = await client.conversations.info({ channel });
    return { channel: answer.channel ?? {} };
  } catch (fault) {
    return { fault: slackFault(fault).word };
  }
}

/** Lists the workspace's channels once for all names. An archived channel is found only where no other has the name. */
async function listed(client: WebClient, names: readonly string[]): Promise<(name: string) => Found> {
  const found = new Map<string, Channel>();
  const lacks = () => names.some((name) => found.get(name)?.is_archived !== false);
  try {
    let cursor: string | undefined;
    while (cursor !== '' && lacks()) {
      const page = { types: 'public_channel,private_channel', limit: 999, ...(cursor && { cursor }) };
      const answer = await client.conversations.list(page);
      for (const channel of answer.channels ?? []) {
        if (channel.name !== undefined && found.get(channel.name)?.is_archived !== false)
          found.set(channel.name, channel);
      }
      cursor = answer.response_metadata?.next_cursor ?? '';
    }
  } catch (fault) {
    const { word } = slackFault(fault);
    return (name) => {
      const channel = found.get(name);
      return channel ? { channel } : { fault: word };
    };
  }
  return (name) => {
    const channel = found.get(name);
    return channel ? { channel } : { fault: 'channel_not_found' };
  };
}
