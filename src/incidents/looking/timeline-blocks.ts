import { clip } from '../../clip.ts';
import type { Reply } from '../../slack/reply.ts';
import { sectionsOf } from '../../slack/sections.ts';
import { spoken } from '../../slack/spoken.ts';
import { escaped, mention, slackTime } from '../../slack/text.ts';
import type { Incident } from '../incident.ts';
import { newestLines } from '../rules/newest-lines.ts';
import { isSaid, type TimelineEvent } from '../timeline.ts';

/** So much of each line is shown, as it was written. */
const LONGEST_TEXT = 400;
/** Slack takes about 11,000 characters in blocks: https://github.com/slackapi/bolt-js/issues/2867 */
const MOST_CHARACTERS = 9000;

/** The answer to `/incident timeline`: what happened, in order; of a long one the newest. */
export function timelineReply({ name, title }: Incident, timeline: readonly TimelineEvent[], zone: string): Reply {
  const lines = timeline.map((event) => timelineLine(event, zone));
  const { shown, before: earlier } = newestLines(lines, MOST_CHARACTERS);
  const before = earlier === 0 ? [] : [`_${earlier} lines before: \`watchbill incidents ${name}\` has them all._`];
  const text = `${name} ${escaped(title)}`;
  return { text, blocks: sectionsOf([`*${text}*`, ...before, ...shown]) };
}

/** A line of the timeline in mrkdwn: when, who, what. Notes and updates are what somebody said. */
function timelineLine({ at, by, kind, text }: TimelineEvent, zone: string): string {
  const who = by === null ? '' : ` ${mention(by)}${isSaid(kind) ? ':' : ''}`;
  return `${slackTime(at, zone)}${who} ${spoken(clip(text, LONGEST_TEXT))}`;
}
