import { clip } from '../../clip.ts';
import type { Reply } from '../../slack/reply.ts';
import { button, buttons, saying } from '../../slack/said.ts';
import { plain } from '../../slack/text.ts';
import { typedBack } from '../../slack/typed-back.ts';
import type { Incident } from '../incident.ts';

/** The beginning of the action ids of buttons that say which incident is meant; the value is the whole command. */
export const CHOOSE = 'incident.choose.';

/** Slack's limit of a button's value: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const LONGEST = 2000;
const MOST_LABEL = 75;

/** Asks which incident a command is for, with a button for each; pressed, it is done. */
export function whichReply(typed: string, [first, ...rest]: readonly [Incident, ...Incident[]]): Reply {
  const naming = `name it: \`/incident ${first.name} …\``;
  const all = [first, ...rest].map(({ name, title }) => ({ label: `${name} ${title}`, value: `${name} ${typed}` }));
  if (all.some(({ value }) => value.length > LONGEST))
    return typedBack(`Several incidents could be meant. Please ${naming}.`, typed);
  const choices = all.map(({ label, value }, index) => ({
    ...button(`${CHOOSE}${index}`, '', value),
    text: plain(clip(label, MOST_LABEL), MOST_LABEL),
  }));
  return saying(`Which incident do you mean? Or ${naming}.`, buttons(...choices));
}
