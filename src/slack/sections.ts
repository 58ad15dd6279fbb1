import type { SectionBlock } from '@slack/types';

/** Slack's limit is 3,000: https://docs.slack.dev/reference/block-kit/blocks/section-block */
const ROOM = 2900;

/** Lines of mrkdwn, each of at most 2,900 characters, in as few sections as have room for them. */
export function sectionsOf(lines: readonly string[]): SectionBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length < ROOM) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text } }));
}
