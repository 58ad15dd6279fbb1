import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Log } from '../log.ts';
import { boltLog } from './bolt-log.ts';

/** Where and as whom the Web API is called. `apiUrl` ends in a slash. */
export type SlackAccess = { botToken: string; apiUrl: string };

/**
 * Two clients, so that what answers a person never waits behind what the outbox sends. Neither hides a fault by
 * trying for half an hour, as the library would by default, nor lets one 429 hold up other calls.
 */
export type SlackClients = {
  /** For the outbox and for reading: no retries, the caller decides. */
  outbox: WebClient;
  /** For forms and answers, which are worth nothing after three seconds. */
  answers: WebClient;
};

/** Creates both clients. */
export function createClients({ botToken, apiUrl }: SlackAccess, log: Log): SlackClients {
  return {
    outbox: new WebClient(botToken, clientOptions(apiUrl, log, 7000)),
    answers: new WebClient(botToken, clientOptions(apiUrl, log, 2500)),
  };
}

/** @param timeout milliseconds after which a call is given up. */
export function clientOptions(apiUrl: string, log: Log, timeout: number): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    allowAbsoluteUrls: false,
    logger: boltLog(log),
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  };
}
