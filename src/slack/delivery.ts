import type { App, ReceiverEvent } from '@slack/bolt';
import { SlackError } from '../errors.ts';
import { isSlackAddress } from './address.ts';
import { withinTime } from './within-time.ts';

/** What Slack sent, by whichever transport. `body` is parsed already. */
export type Envelope = {
  body: Record<string, unknown>;
  isEvent: boolean;
  retryNum?: number;
  retryReason?: string;
  acknowledge(response?: unknown): Promise<void>;
};

/** Brings what Slack sent to Bolt, until it is stopped. */
export type Delivery = {
  init(app: App): void;
  /**
   * Hands Bolt what Slack sent. Commands and clicks acknowledge by themselves, at once. Events are acknowledged here,
   * after their listeners have committed what they came for, though Bolt would do it before: what failed comes again.
   * @throws {SlackError} once it is stopped, or when the answer would have to go elsewhere than to Slack; else whatever
   * a listener threw. An event is then not acknowledged.
   */
  deliver(envelope: Envelope): Promise<void>;
  /** Takes nothing more, and waits for what was begun, though not for ever. */
  stop(): Promise<void>;
};

const STOP_MS = 3000;

/** @param apiUrl the configured base of the Web API, whose host may be answered too. */
export function createDelivery(apiUrl: string): Delivery {
  const underWay = new Set<Promise<void>>();
  let app: App | null = null;
  return {
    init(bolt) {
      app = bolt;
    },
    async deliver(envelope) {
      if (!app) throw new SlackError('the bot is stopping', { code: 'stopping', retryable: true });
      const work = hand(app, envelope, apiUrl);
      underWay.add(work);
      try {
        await work;
      } finally {
        underWay.delete(work);
      }
    },
    async stop() {
      app = null;
      await withinTime(Promise.allSettled(underWay), STOP_MS).catch(() => {});
    },
  };
}

async function hand(app: App, envelope: Envelope, apiUrl: string): Promise<void> {
  const { body, isEvent, acknowledge, retryNum, retryReason } = envelope;
  // Here and not in a middleware of Bolt's: by then its `respond` has the address already.
  if (!answerUrls(body).every((url) => isSlackAddress(url, apiUrl))) {
    throw new SlackError('it names an answer address that is not of Slack', {
      code: 'foreign_response_url',
      retryable: false,
    });
  }
  const event: ReceiverEvent = {
    body,
    ack: isEvent ? async () => {} : acknowledge,
    ...(retryNum !== undefined && { retryNum }),
    ...(retryReason !== undefined && { retryReason }),
  };
  await app.processEvent(event);
  if (isEvent) await acknowledge();
}

/** Where an interaction may be answered; forms carry a list, when they ask for one. */
function answerUrls(body: Record<string, unknown>): string[] {
  const { response_url: one, response_urls: several } = body;
  const listed = Array.isArray(several) ? several.map((each: { response_url?: unknown }) => each?.response_url) : [];
  return [one, ...listed].filter((url) => url !== undefined).map(String);
}
