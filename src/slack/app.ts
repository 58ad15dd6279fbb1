import { App, type Receiver } from '@slack/bolt';
import type { Log } from '../log.ts';
import { boltLog } from './bolt-log.ts';
import { clientOptions, type SlackAccess } from './clients.ts';
import type { Identity } from './identity.ts';

/**
 * Bolt's app over one of our receivers. `identity` is asked at each event, for the bot may start while Slack does not
 * answer; until Slack has, it knows no own messages.
 */
export function createApp(
  receiver: Receiver,
  { access, identity, log }: { access: SlackAccess; identity(): Identity | null; log: Log },
): App {
  const app = new App({
    receiver,
    logger: boltLog(log),
    clientOptions: clientOptions(access.apiUrl, log, 2500),
    authorize: async () => {
      const { botUserId, botId } = identity() ?? {};
      return { botToken: access.botToken, ...(botUserId && { botUserId }), ...(botId && { botId }) };
    },
  });
  app.error(async (error) => {
    throw error.original ?? error;
  });
  return app;
}
