import type { Delivery } from './deliver.ts';
import type { Grants } from './manifest.ts';
import type { Channel, Json } from './shapes.ts';
import type { World } from './world.ts';

// The app hears of these although it has left the channel, or was never in it.
const HEARD_FROM_OUTSIDE = new Set([
  'channel_left',
  'group_left',
  'app_home_opened',
  'channel_archive',
  'channel_unarchive',
  'channel_rename',
]);

/** The name by which an app subscribes to an event: `message.channels`, else its type. */
function subscription(event: Json, channel: Channel | undefined): string {
  if (event['type'] !== 'message') return String(event['type']);
  const kinds = { channel: 'message.channels', group: 'message.groups', im: 'message.im' };
  return kinds[channel?.kind ?? 'channel'];
}

/** Wraps an event in the envelope of the Events API, and sends it when the app asked for its kind and may hear it. */
export function publish(
  { world, grants, delivery }: { world: World; grants: Grants; delivery: Delivery },
  event: Json,
  channel?: Channel,
): void {
  if (grants.events && !grants.events.has(subscription(event, channel))) return;
  const inside = !channel || channel.members.has(world.app.userId);
  if (!inside && !HEARD_FROM_OUTSIDE.has(String(event['type']))) return;
  const { team, app } = world;
  delivery.event({
    token: 'verification_token',
    team_id: team.id,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: world.newId('Ev'),
    event_time: Math.floor(world.clock.now().getTime() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.userId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    ...(channel ? { event_context: `1-${String(event['type'])}-${team.id}-${channel.id}` } : {}),
  });
}
