import type { TriageState } from '../../alerts/states.ts';
import type { EmojiTable } from '../../triage/emoji.ts';
import { REOPEN_DAYS } from '../reopen.ts';

const meanings: readonly (readonly [TriageState, string])[] = [
  ['looking', 'somebody looks'],
  ['delegated', 'passed on'],
  ['ticketed', 'a task for the engineers'],
  ['fixed', 'fixed'],
  ['repeat', 'reported already'],
  ['ignored', 'nothing to do'],
];

/** What `/bug help` says, in mrkdwn, with the emoji that are configured. */
export function bugHelp(emoji: EmojiTable): string {
  const signs = meanings.flatMap(([state, meaning]) => {
    const names = [...emoji].filter(([, meant]) => meant === state).map(([name]) => `:${name}:`);
    return names.length === 0 ? [] : [`${names.join(' ')} ${meaning}`];
  });
  return [
    '*/bug* or */bug* `TITLE` raises a ticket: a form asks the rest. *Raise as critical issue*, in the menu of any message, raises one from it.',
    '*/bug list* shows those that are open, */bug list mine* what you raised or follow. With `all`, `@user` or the name of a deployment in place of `mine` it shows theirs: anybody may see any.',
    '*/bug show* `T-42` tells all of one, with what happened to it.',
    '*/bug stats* tells how soon somebody looked, against what is promised.',
    `On the card in #bugs an emoji says how it stands: ${signs.join(', ')}. Taken off, the one before it counts again.`,
    'What you write in the thread of the card, or as an answer to my direct messages, is kept with the ticket and reaches whoever is on it.',
    `It is not over? Whoever reported it opens it again with *Reopen* on the card or *It is not over* in my message, up to ${REOPEN_DAYS} days after it was closed. Everybody else takes the emoji off that closed it.`,
  ].join('\n');
}
