import { cutText } from './cut.ts';
import { section } from './forms.ts';
import { plainText } from './plain-text.ts';
import type { Reply } from './reply.ts';
import { saying } from './said.ts';
import { plainly, spoken } from './spoken.ts';

/** What one section of Slack takes, less what stands before the text. */
const MOST = 2700;

/**
 * Why nothing came of a command, in mrkdwn, with what was typed after it, as Slack sends it: Slack has cleared it, and
 * it would have to be typed again.
 */
export function typedBack(problem: string, typed: string): Reply {
  if (typed.trim() === '') return saying(problem);
  const [first = '', ...rest] = cutText(spoken(plainText(plainly(typed)).trim()), MOST);
  return saying(`${problem} You typed: ${first}`, ...rest.map(section));
}
