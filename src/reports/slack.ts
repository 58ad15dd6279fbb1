import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Log } from '../log.ts';
import { type ChartParts, postChart } from './chart.ts';
import { type HomeParts, homeOf } from './home.ts';
import { type HomeLook, homeBlocks } from './home-blocks.ts';
import { readSpan } from './stats.ts';
import { CHART } from './stats-blocks.ts';

/** What the App Home needs. `client` answers people. */
export type HomeSlackParts = HomeParts & HomeLook & { client: WebClient; log: Log };

/** The App Home: made anew whenever somebody opens it. */
export function onHome(app: App, parts: HomeSlackParts): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    // Whoever still looks opens it again: an event that Slack repeats would only come too late.
    await publishHome(event.user, parts).catch((error: unknown) =>
      parts.log.error({ err: error, user: event.user }, 'an App Home could not be shown'),
    );
  });
}

async function publishHome(user: string, parts: HomeSlackParts): Promise<void> {
  const blocks = homeBlocks(await homeOf(user, parts, parts.zone), parts);
  await parts.client.views.publish({ user_id: user, view: { type: 'home', blocks } });
}

/** The button under the figures of `/duty stats`. */
export function onStats(app: App, parts: ChartParts): void {
  app.action<BlockAction<ButtonAction>>(CHART, async ({ ack, action, body }) => {
    await ack();
    const span = readSpan(action.value ?? '');
    if (span !== null && body.channel) await postChart({ span, channel: body.channel.id, by: body.user.id }, parts);
  });
}
