import { issueResponseUrl } from './response-url.ts';
import type { Channel, Json, User } from './shapes.ts';
import type { World } from './world.ts';

/** What every interaction says about whom and where it comes from. */
export function origin({ team, app }: World, user: User): Json {
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
    api_app_id: app.id,
    token: 'verification_token',
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Leave to open one form within three seconds; `viewId` is the form that the person is in. */
export function issueTrigger(world: World, user: string, viewId: string | null): string {
  const id = `${world.newId('')}.${world.nextTs().replace('.', '')}.sandbox`;
  world.triggers.set(id, { user, issuedAt: world.clock.now().getTime(), exchanged: false, viewId });
  return id;
}

/** The address at which an interaction in `channel` may be answered; `original` is the message it was about. */
export function responseUrlOf(
  { world, baseUrl }: { world: World; baseUrl: string },
  at: { user: string; channel: string; original: string | null },
): string {
  const id = issueResponseUrl(world, at.user, at.channel, at.original);
  return `${baseUrl}/actions/${world.team.id}/${id}`;
}

/** A channel as interactions name it. */
export function channelReference(channel: Channel): Json {
  const names = { channel: channel.name, group: 'privategroup', im: 'directmessage' };
  return { id: channel.id, name: names[channel.kind] };
}
