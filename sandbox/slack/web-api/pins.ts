import { textOf } from '../arguments.ts';
import { pin, pinnedItems, unpin } from '../pins.ts';
import type { Channel, Message } from '../shapes.ts';
import { type Call, channelOf, type Method, messageOf, Refusal } from './call.ts';

/** https://docs.slack.dev/reference/methods?family=pins */
export const pinMethods: Readonly<Record<string, Method>> = {
  'pins.add': { tier: 2, scopes: ['pins:write'], run: (call) => change(call, pin) },
  'pins.remove': { tier: 2, scopes: ['pins:write'], run: (call) => change(call, unpin) },
  'pins.list': { tier: 2, scopes: ['pins:read'], run: list },
};

function change(call: Call, how: typeof pin) {
  const channel = channelOf(call, { member: true, writable: true });
  const error = how(call.world, { channel, message: itemOf(call, channel) }, call.world.app.userId);
  if (error) throw new Refusal(error);
  return {};
}

/** @throws {Refusal} `no_item_specified`, `bad_timestamp`, `message_not_found`. */
function itemOf(call: Call, channel: Channel): Message {
  const ts = textOf(call.args, 'timestamp');
  if (ts === undefined) throw new Refusal('no_item_specified');
  if (!/^\d+\.\d+$/.test(ts)) throw new Refusal('bad_timestamp');
  return messageOf(call, channel, 'timestamp');
}

function list(call: Call) {
  return { items: pinnedItems(channelOf(call)) };
}
