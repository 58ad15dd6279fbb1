import type { Json } from './shapes.ts';
import type { After } from './time.ts';

/** How long Slack waits for the app. https://docs.slack.dev/apis/events-api */
export const ANSWER_WITHIN_MS = 3000;
/** How long after a failure Slack tries an event again: almost at once, after a minute, after five. */
const RETRY_AFTER_MS = [0, 60_000, 300_000];

/** Something for the app: an event, a slash command, or what somebody did with a button or a form. */
export type Parcel = {
  type: 'events_api' | 'slash_commands' | 'interactive';
  payload: Json;
  /** Set when an event was not acknowledged before. */
  retry?: { attempt: number; reason: string };
};

/** What became of one try. `reason` is in Slack's words for a retry; `final` means that no retry is wanted. */
export type Answer = { acked: true; payload: unknown } | { acked: false; reason: string; final?: boolean };

/** Carries one parcel to the app and brings its answer, within three seconds or not at all. */
export type Transport = (parcel: Parcel) => Promise<Answer>;

/** In what order held events go out, and whether each goes twice. `shuffle` turns their order round. */
export type Release = { redeliver?: boolean; shuffle?: boolean };

/** Brings things to the app the way Slack does: events again until acknowledged, the rest once. */
export type Delivery = {
  /** Sends an event, with up to three retries. Never waits. */
  event(body: Json): void;
  /** Sends a command or an interaction, once. */
  ask(parcel: Parcel): Promise<Answer>;
  /** Keeps events back from here on. */
  hold(): void;
  release(how?: Release): void;
  /** Events that were given up after the last retry. */
  readonly lost: readonly Json[];
};

type DeliveryParts = { transport: Transport; after: After; changed: () => void };

/** Delivers over `transport`, waiting between retries with `after`; `changed` is told of every answer. */
export function createDelivery({ transport, after, changed }: DeliveryParts): Delivery {
  let held: Json[] | null = null;
  const lost: Json[] = [];
  const attempt = async (body: Json, retry?: { attempt: number; reason: string }): Promise<void> => {
    const answer = await transport({ type: 'events_api', payload: body, ...(retry ? { retry } : {}) });
    if (answer.acked) return changed();
    const tried = retry?.attempt ?? 0;
    const wait = RETRY_AFTER_MS[tried];
    if (wait === undefined || answer.final) {
      lost.push(body);
      changed();
      return;
    }
    const again = () => void attempt(body, { attempt: tried + 1, reason: answer.reason });
    if (wait === 0) again();
    else after(wait, again);
  };
  return {
    event: (body) => {
      if (held) held.push(body);
      else void attempt(body);
    },
    ask: (parcel) => transport(parcel),
    hold: () => {
      held ??= [];
    },
    release: ({ redeliver = false, shuffle = false } = {}) => {
      const waiting = shuffle ? (held ?? []).toReversed() : (held ?? []);
      held = null;
      for (const body of waiting) {
        void attempt(body);
        if (redeliver) void attempt(body);
      }
    },
    lost,
  };
}
