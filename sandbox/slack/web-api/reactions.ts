import { flagOf } from '../arguments.ts';
import { addReaction, removeReaction, shownMessage } from '../messages.ts';
import { type Call, channelOf, type Method, messageOf, Refusal, required } from './call.ts';

/** https://docs.slack.dev/reference/methods?family=reactions */
export const reactionMethods: Readonly<Record<string, Method>> = {
  'reactions.get': { tier: 3, scopes: ['reactions:read'], run: get },
  'reactions.add': { tier: 3, scopes: ['reactions:write'], run: add },
  'reactions.remove': { tier: 2, scopes: ['reactions:write'], run: remove },
};

const EMOJI_NAME = /^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/;

/** The name of an emoji as Slack keeps it, without colons. @returns null when it can be none. */
export function emojiName(given: string): string | null {
  const name = given.replace(/^:|:$/g, '');
  return EMOJI_NAME.test(name) ? name : null;
}

function get(call: Call) {
  const channel = channelOf(call);
  const message = messageOf(call, channel, 'timestamp');
  const shown = shownMessage(channel, message, { full: flagOf(call.args, 'full') });
  return { type: 'message', channel: channel.id, message: shown };
}

function nameOf(call: Call): string {
  const name = emojiName(required(call, 'name'));
  if (name === null) throw new Refusal('invalid_name');
  return name;
}

function add(call: Call) {
  const channel = channelOf(call, { member: true, writable: true });
  const at = { channel, message: messageOf(call, channel, 'timestamp') };
  const error = addReaction(call.world, at, call.world.app.userId, nameOf(call));
  if (error) throw new Refusal(error);
  return {};
}

function remove(call: Call) {
  const channel = channelOf(call, { writable: true });
  const at = { channel, message: messageOf(call, channel, 'timestamp') };
  const error = removeReaction(call.world, at, call.world.app.userId, nameOf(call));
  if (error) throw new Refusal(error);
  return {};
}
