import type { WebClient } from '@slack/web-api';

/** The name under which our messages carry their id in Slack's metadata. */
export const METADATA_EVENT = 'watchbill_message';

/** Our clock and Slack's may differ by this much. */
const CLOCK_SKEW_MS = 120_000;
const PAGE = 200;
/** Pages read before giving up: a channel with more messages since is not searched to its end. */
const MOST_PAGES = 50;

type Listing = { madeAt: number; since: number; found: Map<string, string> };

/** Finds messages of ours that Slack has, though we never heard that it took them. */
export type Sightings = {
  /**
   * The `ts` of our message in the channel, or in the thread of `threadTs`; null when Slack does not have it.
   * @param doubtSince when it became unknown: a listing made later is used again for other messages.
   */
  find(message: {
    id: string;
    channelId: string;
    threadTs: string | null;
    since: Date;
    doubtSince: number;
  }): Promise<string | null>;
};

/** Reads Slack's history by the metadata that `chat.postMessage` kept (https://docs.slack.dev/messaging/message-metadata). */
export function createSightings(client: WebClient, now: () => number): Sightings {
  const listings = new Map<string, Listing>();
  return {
    async find({ id, channelId, threadTs, since, doubtSince }) {
      const place = `${channelId} ${threadTs ?? ''}`;
      const oldest = since.getTime() - CLOCK_SKEW_MS;
      let listing = listings.get(place);
      if (!listing || listing.madeAt < doubtSince || listing.since > oldest) {
        listing = { madeAt: now(), since: oldest, found: await list(client, channelId, threadTs, oldest) };
        listings.set(place, listing);
      }
      return listing.found.get(id) ?? null;
    },
  };
}

async function list(
  client: WebClient,
  channel: string,
  threadTs: string | null,
  since: number,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const range = {
      channel,
      oldest: String(since / 1000),
      limit: PAGE,
      include_all_metadata: true,
      ...(cursor && { cursor }),
    };
    const answer = threadTs
      ? await client.conversations.replies({ ...range, ts: threadTs })
      : await client.conversations.history(range);
    for (const { ts, metadata } of answer.messages ?? []) {
      const { id } = (metadata?.event_payload ?? {}) as { id?: unknown };
      if (metadata?.event_type === METADATA_EVENT && typeof id === 'string' && ts !== undefined) found.set(id, ts);
    }
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return found;
}
