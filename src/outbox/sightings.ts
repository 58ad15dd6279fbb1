import type { WebClient } from '@slack/web-api';

/** The name under which our messages carry their id in Slack's metadata. */
export const METADATA_EVENT = 'watchbill_message';

/** Our clock and Slack's may differ by this much. */
const CLOCK_SKEW_S = 120;
const PAGE = 200;
/** Pages read before giving up, which stays below what Slack allows a minute: no more than 8000 messages are searched. */
const MOST_PAGES = 40;
/** Listings kept to be used again; there is one for each channel, and for each thread, with something in doubt. */
const MOST_LISTINGS = 50;

/** What a channel or thread was seen to hold since `oldest` (Slack's time, seconds), up to `newest`. */
type Listing = { madeAt: number; oldest: number; newest: number; found: Map<string, string> };

/** A message (or file) of ours that Slack may have, said at `since`. */
export type Missed = { id: string; channelId: string; threadTs: string | null; since: Date };

/** Finds messages and files of ours that Slack has, though we never heard that it took them. */
export type Sightings = {
  /**
   * The `ts` of our message, or of the one that shares a file of that id, in the channel or in the thread of `threadTs`;
   * null when Slack does not have it.
   * @param doubtUntil only what is read from then on tells; a listing made later is used again for other messages.
   */
  find(message: Missed, doubtUntil: number): Promise<string | null>;
};

/**
 * Reads Slack's history by the metadata that `chat.postMessage` kept (https://docs.slack.dev/messaging/message-metadata).
 * @param now milliseconds of a clock that never goes back.
 */
export function createSightings(client: WebClient, now: () => number): Sightings {
  const listings = new Map<string, Listing>();
  return {
    async find(message, doubtUntil) {
      const place = `${message.channelId} ${message.threadTs ?? ''}`;
      const oldest = message.since.getTime() / 1000 - CLOCK_SKEW_S;
      const before = listings.get(place);
      const known = before && before.oldest <= oldest ? before : null;
      const madeAt = now();
      const listing =
        known && known.madeAt >= doubtUntil ? known : await look(client, message, { known, oldest, madeAt });
      listings.delete(place);
      listings.set(place, listing);
      const [longestUnused] = listings.keys();
      if (listings.size > MOST_LISTINGS && longestUnused !== undefined) listings.delete(longestUnused);
      return listing.found.get(message.id) ?? null;
    },
  };
}

type Look = { known: Listing | null; oldest: number; madeAt: number };

/** Lists a place; of one that was listed before, only what is new. */
async function look(
  client: WebClient,
  { channelId: channel, threadTs }: Missed,
  { known, oldest, madeAt }: Look,
): Promise<Listing> {
  const found = new Map(known?.found);
  let newest = known?.newest ?? oldest;
  const from = known ? Math.max(oldest, newest - CLOCK_SKEW_S) : oldest;
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const range = {
      channel,
      oldest: from.toFixed(6),
      limit: PAGE,
      include_all_metadata: true,
      ...(cursor && { cursor }),
    };
    const answer = threadTs
      ? await client.conversations.replies({ ...range, ts: threadTs })
      : await client.conversations.history(range);
    for (const { ts, metadata, files } of answer.messages ?? []) {
      if (ts === undefined) continue;
      newest = Math.max(newest, Number(ts));
      const { id } = (metadata?.event_payload ?? {}) as { id?: unknown };
      if (metadata?.event_type === METADATA_EVENT && typeof id === 'string') found.set(id, ts);
      for (const file of files ?? []) if (file.id !== undefined) found.set(file.id, ts);
    }
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return { madeAt, oldest: known?.oldest ?? oldest, newest, found };
}
