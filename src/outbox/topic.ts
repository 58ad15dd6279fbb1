import { clip } from '../clip.ts';
import type { OwnTopic } from './say.ts';

/** What Slack takes (https://docs.slack.dev/reference/methods/conversations.setTopic), in UTF-16 units of what is sent. */
export const MOST_TOPIC = 250;
/** Our part takes no more where people wrote more than there is room for: theirs is to be seen, at least in part. */
const MOST_OWN = 200;
/** How much stays of what people wrote after our part, where there is more before it than there is room for. */
const LEAST_AFTER = 10;
const BETWEEN = ' | ';

/**
 * What is remembered of a channel's topic: our part as it was last and the time before, newest first, and all of what
 * people wrote before and after it, where that had to be clipped.
 */
export type KeptTopic = { ours: readonly string[]; before: string | null; after: string | null };

/** What is remembered of a channel whose topic was never set. */
export const nothingKept: KeptTopic = { ours: [], before: null, after: null };

/**
 * The topic that `shown`, the one that Slack shows, is to become, at most MOST_TOPIC long. Our part takes the place that
 * it had; when it has none, it goes first. Around it stays what people wrote, clipped only where it must be.
 */
export function composeTopic(
  shown: string,
  { own, starts }: OwnTopic,
  kept: KeptTopic,
): { topic: string; kept: KeptTopic } {
  const around = withoutOurs(shown, starts, kept.ours);
  const before = restored(around.before, kept.before);
  const after = restored(around.after, kept.after);
  const fitting = own.find((wording) => before.length + wording.length + after.length <= MOST_TOPIC);
  const ours = fitting ?? clipped(own.at(-1) ?? starts, MOST_OWN);
  const room = MOST_TOPIC - ours.length;
  const end = clipped(after, Math.max(room - before.length, LEAST_AFTER));
  const start = clippedBefore(before, room - end.length);
  return {
    topic: `${start}${ours}${end}`,
    kept: {
      ours: [ours, ...kept.ours.filter((each) => each !== ours)].slice(0, 2),
      before: start === before ? null : before,
      after: end === after ? null : after,
    },
  };
}

type Around = { before: string; after: string };

/** What people wrote, with what separates it from our part. */
function withoutOurs(shown: string, starts: string, ours: readonly string[]): Around {
  for (const part of ours) {
    const at = shown.indexOf(part);
    if (at >= 0) return { before: shown.slice(0, at), after: shown.slice(at + part.length) };
  }
  let end = -1;
  for (const segment of shown.split('|')) {
    const start = end + 1;
    end = start + segment.length;
    if (!segment.trimStart().startsWith(starts)) continue;
    const begins = end - segment.trimStart().length;
    return { before: shown.slice(0, begins), after: shown.slice(start + segment.trimEnd().length) };
  }
  const people = shown
    .replace(/^\s*\|/, '')
    .replace(/\|\s*$/, '')
    .trim();
  return { before: '', after: people === '' ? '' : `${BETWEEN}${people}` };
}

/** All that people wrote, when what is seen of it is what we clipped. */
function restored(seen: string, full: string | null): string {
  const text = seen.replace(/\s*\|\s*$/, '');
  return full !== null && text.endsWith('…') && full.startsWith(text.slice(0, -1)) ? full : seen;
}

function clippedBefore(before: string, most: number): string {
  if (before.length <= most) return before;
  return `${clipped(before.replace(/\s*\|\s*$/, ''), most - BETWEEN.length)}${BETWEEN}`;
}

/** Ends in an ellipsis where something is missing, and never within a mention, which would show in pieces. */
function clipped(text: string, most: number): string {
  const kept = clip(text, most);
  const open = kept.lastIndexOf('<');
  const isCutOpen = kept !== text && open > kept.lastIndexOf('>') && /^<[@#!]/.test(kept.slice(open));
  return isCutOpen ? `${kept.slice(0, open).trimEnd()}…` : kept;
}
