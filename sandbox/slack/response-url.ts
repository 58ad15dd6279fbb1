import { flagOf, textOf } from './arguments.ts';
import { post, remove, replace } from './messages.ts';
import type { Json, Message, ResponseUrl } from './shapes.ts';
import { Refusal } from './web-api/call.ts';
import { contentOf, isEmpty, signature } from './web-api/message-content.ts';
import type { World } from './world.ts';

// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
const MAX_USES = 5;
const LIVES_MS = 30 * 60_000;

/** Gives leave to answer an interaction of `user` in `channel`; `original` is the message it was about. */
export function issueResponseUrl(world: World, user: string, channel: string, original: string | null): string {
  const id = world.newId('R');
  world.responseUrls.set(id, { user, channel, original, issuedAt: world.clock.now().getTime(), uses: 0 });
  return id;
}

/** Uses a response_url. @throws {Refusal} `expired_url`, `used_url`, or what is wrong with the message. */
export function useResponseUrl(world: World, id: string, body: Json): void {
  const leave = world.responseUrls.get(id);
  if (!leave || world.clock.now().getTime() - leave.issuedAt > LIVES_MS) throw new Refusal('expired_url');
  if (leave.uses >= MAX_USES) throw new Refusal('used_url');
  leave.uses += 1;
  respond(world, leave, body);
}

/** Does what an answer to an interaction says: a new message, or another one in the place of the original. */
export function respond(world: World, leave: Omit<ResponseUrl, 'uses' | 'issuedAt'>, body: Json): void {
  const deletes = flagOf(body, 'delete_original');
  const content = contentOf({ world, args: body });
  if (!deletes && isEmpty(content)) throw new Refusal('no_text');
  const parts = { ...signature(world), text: '', ...content };
  if (leave.original !== null && (deletes || flagOf(body, 'replace_original'))) {
    changeOriginal(world, leave, deletes ? null : parts);
    return;
  }
  const channel = world.channels.get(leave.channel);
  if (!channel) throw new Refusal('channel_not_found');
  const thread = textOf(body, 'thread_ts');
  const draft = { ...parts, ...(thread === undefined ? {} : { thread_ts: thread }) };
  if (body['response_type'] === 'in_channel') return void post(world, channel, draft);
  whisper(world, leave, draft);
}

/** Shows a message to one person only. */
export function whisper(
  world: World,
  { user, channel }: { user: string; channel: string },
  draft: Omit<Message, 'type' | 'ts' | 'team' | 'reactions'>,
): void {
  const message: Message = { ...draft, type: 'message', ts: world.nextTs(), team: world.team.id, reactions: [] };
  world.ephemerals.push({ user, channel, message });
  world.changed();
}

type Parts = Pick<Message, 'user' | 'bot_id' | 'app_id' | 'text' | 'blocks' | 'attachments'>;

/** Rewrites or takes away what the person had clicked on. */
function changeOriginal(
  world: World,
  { channel: id, original }: Pick<ResponseUrl, 'channel' | 'original'>,
  parts: Parts | null,
) {
  const channel = world.channels.get(id);
  const message = channel?.messages.get(original ?? '');
  if (channel && message) {
    if (!parts) return remove(world, channel, message);
    const { blocks: _blocks, attachments: _attachments, ...rest } = message;
    return replace(world, channel, message, { ...rest, ...parts });
  }
  const index = world.ephemerals.findIndex((each) => each.message.ts === original && each.channel === id);
  const seen = world.ephemerals[index];
  if (!seen) throw new Refusal('message_not_found');
  const { blocks: _blocks, attachments: _attachments, ...rest } = seen.message;
  const next = parts ? [{ ...seen, message: { ...rest, ...parts } }] : [];
  world.ephemerals.splice(index, 1, ...next);
  world.changed();
}
