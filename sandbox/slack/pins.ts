import { shownMessage } from './messages.ts';
import type { Channel, Json, Message } from './shapes.ts';
import type { World } from './world.ts';

/** Pins a message to its channel. @returns Slack's error, or null when it is done. */
export function pin(world: World, at: { channel: Channel; message: Message }, user: string): string | null {
  const { channel, message } = at;
  if (message.subtype === 'channel_join') return 'not_pinnable';
  if (channel.pins.has(message.ts)) return 'already_pinned';
  channel.pins.set(message.ts, { user, created: Math.floor(world.clock.now().getTime() / 1000) });
  tell(world, 'pin_added', at, user);
  return null;
}

/** Takes a pin off. @returns Slack's error, or null when it is done. */
export function unpin(world: World, at: { channel: Channel; message: Message }, user: string): string | null {
  if (!at.channel.pins.has(at.message.ts)) return 'no_pin';
  tell(world, 'pin_removed', at, user);
  at.channel.pins.delete(at.message.ts);
  return null;
}

/** The messages pinned to a channel, as the API shows them, the one pinned last first. */
export function pinnedItems(channel: Channel): Json[] {
  return [...channel.pins.keys()].toReversed().flatMap((ts) => {
    const message = channel.messages.get(ts);
    return message ? [itemOf(channel, message)] : [];
  });
}

function itemOf(channel: Channel, message: Message): Json {
  const pinned = channel.pins.get(message.ts);
  const shown = { ...shownMessage(channel, message), pinned_to: [channel.id] };
  return { type: 'message', channel: channel.id, message: shown, created: pinned?.created, created_by: pinned?.user };
}

function tell(
  world: World,
  type: 'pin_added' | 'pin_removed',
  { channel, message }: { channel: Channel; message: Message },
  user: string,
): void {
  const item = itemOf(channel, message);
  const event = { type, user, channel_id: channel.id, item, item_user: message.user, event_ts: world.nextTs() };
  world.emit(event, channel);
  world.changed();
}
