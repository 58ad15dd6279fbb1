import type { App, KnownEventFromType } from '@slack/bolt';
import { isPersons } from '../../slack/persons-message.ts';
import { plainText } from '../../slack/plain-text.ts';
import { repostCard } from '../repost-card.ts';
import { takeReply } from '../take-reply.ts';
import type { SupportSlackParts } from './parts.ts';

/** Replies in the threads of cards and of direct messages about tickets, and cards that somebody deleted. */
export function onReplies(app: App, parts: SupportSlackParts): void {
  app.message(async ({ message }) => {
    const gone = deletedIn(message);
    if (gone !== null) {
      await repostCard({ channelId: message.channel, ts: gone }, parts);
      return;
    }
    if (!isPersons(message) || message.thread_ts === undefined) return;
    const { channel: channelId, thread_ts: threadTs, ts, user, text = '' } = message;
    const files = 'files' in message ? (message.files ?? []).map(({ name }) => name ?? 'a file') : [];
    const words = [plainText(text), ...files.map((name) => `📎 ${name}`)].filter(Boolean).join('\n');
    await takeReply({ channelId, threadTs, ts, user, text: words }, parts);
  });
}

/** The message that an event says was deleted. One that was answered leaves a stone in its place, and is changed instead. */
function deletedIn(message: KnownEventFromType<'message'>): string | null {
  if (message.subtype === 'message_deleted') return message.deleted_ts;
  if (message.subtype !== 'message_changed') return null;
  const { message: now } = message;
  return 'subtype' in now && String(now.subtype) === 'tombstone' ? now.ts : null;
}
