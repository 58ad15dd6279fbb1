import { flagOf, nestedOf, textOf } from '../arguments.ts';
import { checkBlocks, withIds } from '../blocks.ts';
import type { Json, Message, Metadata } from '../shapes.ts';
import type { World } from '../world.ts';
import { type Call, invalidArguments, Refusal } from './call.ts';

// https://docs.slack.dev/reference/methods/chat.postMessage
const TEXT_CUT = 40_000;
const MAX_MARKDOWN = 12_000;
const MAX_ATTACHMENTS = 100;
// https://docs.slack.dev/messaging/message-metadata tells no number; messages as a whole are held to 16 KB of it.
const MAX_METADATA_BYTES = 16_384;

/** What a message says. A part that was not given is left out, which `chat.update` tells from an empty one. */
export type Content = Pick<Message, 'blocks' | 'attachments'> & { text?: string };

/** The content of a call or of a response_url's body, checked as Slack checks it. @throws {Refusal} */
export function contentOf({ world, args }: Pick<Call, 'world' | 'args'>): Content {
  const markdown = textOf(args, 'markdown_text');
  const blocks = blocksOf(world, args);
  const attachments = attachmentsOf(args);
  const text = textOf(args, 'text') ?? markdown;
  if (markdown !== undefined && (textOf(args, 'text') !== undefined || blocks))
    throw new Refusal('markdown_text_conflict');
  if ((markdown?.length ?? 0) > MAX_MARKDOWN) throw new Refusal('msg_too_long');
  return {
    ...(text === undefined ? {} : { text: text.slice(0, TEXT_CUT) }),
    ...(blocks ? { blocks } : {}),
    ...(attachments ? { attachments } : {}),
  };
}

/** Tells a message that says nothing. */
export function isEmpty({ text, blocks, attachments }: Content): boolean {
  return (text ?? '').trim() === '' && (blocks ?? []).length === 0 && (attachments ?? []).length === 0;
}

function blocksOf(world: World, args: Json): Json[] | undefined {
  const given = nestedOf(args, 'blocks');
  if (given === undefined) return undefined;
  if (given === 'broken' || !Array.isArray(given.value)) throw new Refusal('invalid_blocks_format');
  const problems = checkBlocks(given.value, { surface: 'message', files: world.files });
  if (problems.length > 0) {
    const refusal = invalidArguments(problems, 'invalid_blocks');
    throw new Refusal('invalid_blocks', { errors: problems, ...refusal.more });
  }
  return withIds(given.value, world.newId);
}

function attachmentsOf(args: Json): Json[] | undefined {
  const given = nestedOf(args, 'attachments');
  if (given === undefined) return undefined;
  if (given === 'broken' || !Array.isArray(given.value)) throw new Refusal('invalid_attachments');
  if (given.value.length > MAX_ATTACHMENTS) throw new Refusal('too_many_attachments');
  return given.value.map((attachment, index) => ({ id: index + 1, ...attachment }));
}

/**
 * The metadata of a call: undefined when none was given, null when `{}` takes it away.
 * @throws {Refusal} `invalid_metadata_format`, `metadata_too_large`.
 */
export function metadataOf({ args }: Call): Metadata | null | undefined {
  const given = nestedOf(args, 'metadata');
  if (given === undefined) return undefined;
  if (given === 'broken' || typeof given.value !== 'object' || given.value === null) throw badMetadata();
  const entries: Json = { ...given.value };
  if (Object.keys(entries).length === 0) return null;
  const { event_type: type, event_payload: payload } = entries;
  if (typeof type !== 'string' || type === '') throw badMetadata();
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) throw badMetadata();
  if (Buffer.byteLength(JSON.stringify(entries)) > MAX_METADATA_BYTES) throw new Refusal('metadata_too_large');
  return { event_type: type, event_payload: { ...payload } };
}

function badMetadata(): Refusal {
  return new Refusal('invalid_metadata_format');
}

/** What tells a message of the app from a person's. */
export function signature({ app }: World): Pick<Message, 'user' | 'bot_id' | 'app_id'> {
  return { user: app.userId, bot_id: app.botId, app_id: app.id };
}

/** Where in a thread a new message goes; nowhere when its parent is gone, since Slack then posts it to the channel. */
export function threadOf(call: Call, messages: ReadonlyMap<string, Message>): { thread_ts?: string; subtype?: string } {
  const ts = textOf(call.args, 'thread_ts');
  const named = ts === undefined ? undefined : messages.get(ts);
  if (!named) return {};
  // A deleted message with replies still carries its thread; the lines Slack itself writes carry none.
  if (named.subtype && !['tombstone', 'thread_broadcast', 'bot_message', 'file_share'].includes(named.subtype)) {
    throw new Refusal('cannot_reply_to_message');
  }
  const parent = named.thread_ts ?? named.ts;
  return { thread_ts: parent, ...(flagOf(call.args, 'reply_broadcast') ? { subtype: 'thread_broadcast' } : {}) };
}
