import { EventEmitter, once } from 'node:events';
import { App } from '@slack/bolt';
import { type Logger, LogLevel, WebAPIPlatformError, WebClient } from '@slack/web-api';
import type { Json, SlackSandbox } from '../../sandbox/slack/sandbox.ts';

const say = () => undefined;

/** Says nothing: the refusals that these tests provoke would fill their output. */
export const silent: Logger = {
  debug: say,
  info: say,
  warn: say,
  error: say,
  setLevel: say,
  setName: say,
  getLevel: () => LogLevel.ERROR,
};

/** A real Web API client that tries everything once. */
export function webClient(slack: SlackSandbox, token = slack.botToken): WebClient {
  return new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: silent });
}

/** A real Bolt app on Socket Mode, not yet started. */
export function socketApp(slack: SlackSandbox): App {
  const { botToken: token, appToken, apiUrl: slackApiUrl } = slack;
  return new App({ token, appToken, socketMode: true, logger: silent, clientOptions: { slackApiUrl } });
}

/** Slack's error name for a call that must be refused. @throws when it is not, or for another reason. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof WebAPIPlatformError) return String(error.data.error);
  throw new Error('the call was not refused', { cause: error });
}

/** Something that came to the app over Socket Mode. */
export type Heard = {
  ack: (answer?: Json) => Promise<void>;
  type: string;
  body: Json & { event: Json };
  retry_num?: number;
  retry_reason?: string;
};

/** Keeps what comes to an app, and lets a test wait for so much of it. */
export type Inbox = { all: Heard[]; hear: (heard: Heard) => void; holding: (count: number) => Promise<Heard[]> };

/** An inbox that acknowledges what comes, or leaves it (`deaf`). */
export function createInbox({ deaf = false } = {}): Inbox {
  const all: Heard[] = [];
  const arrivals = new EventEmitter();
  return {
    all,
    hear: (heard) => {
      all.push(heard);
      if (!deaf) void heard.ack();
      arrivals.emit('arrival');
    },
    holding: async (count) => {
      while (all.length < count) await once(arrivals, 'arrival');
      return all;
    },
  };
}
