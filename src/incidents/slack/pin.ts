import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { clip } from '../../clip.ts';
import { namingNobody } from '../../slack/outside.ts';
import { plainText } from '../../slack/plain-text.ts';
import { dateOf } from '../../slack/stamp.ts';
import { LONGEST_NOTE, note } from '../note.ts';
import type { IncidentParts } from '../parts.ts';
import { incidentInChannel, incidentOfThread } from '../talked-about.ts';

/** The emoji that puts a message on the timeline. */
const PUSHPIN = 'pushpin';

/** What pinning needs: `client` reads Slack, `channelId` finds the id of a channel that the configuration names. */
export type PinParts = IncidentParts & { client: WebClient; channelId(channel: string): Promise<string> };

/** Somebody put an emoji on a message. */
export type Reacted = { channelId: string; ts: string; emoji: string; by: string };

/** A message as Slack tells it. */
type Message = { user: string | null; botId: string | null; text: string; threadTs: string | null };

/**
 * Puts a message that somebody pins, where an incident is talked about, on its timeline, once, as its author's note.
 * @throws whatever Slack's client throws when the message cannot be read now; Slack sends the reaction again.
 */
export async function pinMessage({ channelId, ts, emoji, by }: Reacted, parts: PinParts): Promise<void> {
  if (emoji !== PUSHPIN) return;
  const { db, config, client } = parts;
  const own = await incidentInChannel(db, channelId);
  if (own === null && channelId !== (await parts.channelId(config.channels.war))) return;
  const message = await readMessage(channelId, ts, client);
  if (message === null) return;
  const { threadTs } = message;
  const incident = own ?? (threadTs === null ? null : await incidentOfThread(db, { channelId, threadTs }));
  if (incident === null) return;
  const isBots = message.botId !== null;
  const words = isBots ? namingNobody(plainText(message.text)) : plainText(message.text);
  const author = message.user ?? message.botId ?? by;
  const pinned = { key: `${channelId} ${ts}`, author, at: dateOf(ts) };
  await note({ id: incident.id, by, text: clip(words.trim(), LONGEST_NOTE), pinned }, parts);
}

const goneErrors = new Set(['thread_not_found', 'message_not_found', 'channel_not_found', 'not_in_channel']);

/** Null for one that is not there any more. Asked by a reply, Slack tells of its thread's first message too. */
async function readMessage(channel: string, ts: string, client: WebClient): Promise<Message | null> {
  try {
    const about = { channel, ts, oldest: ts, latest: ts, inclusive: true };
    const { messages = [] } = await client.conversations.replies(about);
    const found = messages.find((message) => message.ts === ts);
    if (!found) return null;
    const { user, bot_id: botId, text, files = [], thread_ts: threadTs = null } = found;
    const words = text || files.map(({ name }) => name).join(', ');
    return { user: user ?? null, botId: botId ?? null, text: words, threadTs };
  } catch (error) {
    if (error instanceof WebAPIPlatformError && goneErrors.has(error.data.error)) return null;
    throw error;
  }
}
