import { knownTeamUrl } from '../../slack/identity.ts';
import { permalink } from '../../slack/permalink.ts';
import { inChunks } from '../../store/chunks.ts';
import type { Db } from '../../store/tables.ts';
import { type Incident, ownRoom } from '../incident.ts';

/** Where an incident is talked about: the channel's id, and the address of it or of the thread in #war; null before. */
export type Place = { channel: string | null; url: string | null };

/** Looks up where incidents are talked about. */
export async function placesOf(db: Db, incidents: readonly Incident[]): Promise<(incident: Incident) => Place> {
  const teamUrl = await knownTeamUrl(db);
  const messages = db.selectFrom('message').select(['id', 'channel_id', 'ts']);
  const ids = incidents.map(({ warId }) => warId);
  const rows = await inChunks(ids, (chunk) => messages.where('id', 'in', chunk).execute());
  const inWar = new Map(rows.map(({ id, channel_id, ts }) => [id, { channel: channel_id, ts }]));
  return (incident) => {
    const own = ownRoom(incident);
    if (own !== null) return { channel: own, url: channelUrl(teamUrl, own) };
    const { channel = null, ts = null } = inWar.get(incident.warId) ?? {};
    // Until it has a channel of its own, #war tells of it without being its channel.
    return { channel: incident.room === null ? null : channel, url: permalink(teamUrl, channel, ts) };
  };
}

/** https://docs.slack.dev/interactivity/deep-linking: without the workspace's address Slack finds it by itself. */
const channelUrl = (teamUrl: string | null, channel: string): string =>
  teamUrl === null ? `https://slack.com/app_redirect?channel=${channel}` : `${teamUrl}archives/${channel}`;
