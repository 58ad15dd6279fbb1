import { triageStates } from '../alerts/states.ts';
import type { EmojiTable } from './emoji.ts';

const meanings = {
  looking: 'somebody is looking',
  delegated: 'somebody else than the IC investigates',
  ticketed: 'a Jira issue waits',
  repeat: 'duplicate of an earlier alert',
  fixed: 'fixed, nothing more to do',
  ignored: 'test or false positive',
  untriaged: 'nobody has looked',
} as const;

/** What `/triage help` says: the command, and the emoji that are configured. Slack's mrkdwn. */
export function helpText(emoji: EmojiTable): string {
  const table = triageStates.flatMap((state) => {
    const names = [...emoji].filter(([, meant]) => meant === state).map(([name]) => `:${name}:`);
    return names.length > 0 ? [`${names.join(' ')} *${state}*: ${meanings[state]}`] : [];
  });
  return [
    '*/triage* shows the alerts of today by state, untriaged first.',
    'Put an emoji on an alert to say where it stands; taking it off takes it back. The newest one counts.',
    ...table,
  ].join('\n');
}
