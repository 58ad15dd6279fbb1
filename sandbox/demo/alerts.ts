import type { Message } from '../slack/sandbox.ts';
import { unescapeText } from '../slack/typed-text.ts';
import type { Stage } from './stage.ts';

/** The newest message of the bot in #alerts; with a name, the newest that tells of that alarm. */
export function findAlert({ workspace }: Pick<Stage, 'workspace'>, name: string): Message | undefined {
  const alerts = workspace.slack.messages('alerts').filter(({ bot_id: bot }) => bot !== undefined);
  if (name === '') return alerts.at(-1);
  const whole = new RegExp(`(?<![\\w-])${RegExp.escape(name)}(?![\\w-])`);
  const tells = (message: Message) => whole.test(unescapeText(message.text));
  return alerts.findLast(tells);
}

/** What to say when there is no such alert. */
export function noAlert(name: string): string {
  return name === '' ? 'There is no alert yet. Try: alarm db-storage' : `No message in #alerts tells of ${name}.`;
}
