import type { KnownEventFromType } from '@slack/bolt';

type Message = KnownEventFromType<'message'>;
type Saying = Extract<Message, { subtype: undefined | 'thread_broadcast' | 'file_share' }>;

/** Something that a person said: on its own, with a file, or in a thread and in the channel at once. */
export function isPersons(message: Message): message is Saying {
  const isSaying =
    message.subtype === undefined || message.subtype === 'thread_broadcast' || message.subtype === 'file_share';
  return isSaying && !('bot_id' in message && message.bot_id !== undefined);
}
