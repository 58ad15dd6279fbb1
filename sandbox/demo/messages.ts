import type { Message } from '../slack/sandbox.ts';
import { unescapeText } from '../slack/typed-text.ts';
import type { Stage } from './stage.ts';

/** The channel of alerts, in which people answer in threads. */
export const ALERTS = 'alerts';

/**
 * The newest alert when you are in #alerts, elsewhere the newest message; with a name, the newest that tells of it.
 * @returns undefined when there is none.
 */
export function findMessage({ workspace, hands: { channel } }: Stage, name: string): Message | undefined {
  const said = workspace.slack.messages(channel).filter(({ subtype }) => subtype === undefined);
  const messages = channel === ALERTS ? said.filter(({ bot_id: bot }) => bot !== undefined) : said;
  if (name === '') return messages.at(-1);
  const whole = new RegExp(`(?<![\\w-])${RegExp.escape(name)}(?![\\w-])`);
  const tells = (message: Message) => whole.test(unescapeText(message.text));
  return messages.findLast(tells);
}

/** What to say when there is no such message. */
export function noMessage({ hands: { channel } }: Stage, name: string): string {
  if (name !== '') return `No message in #${channel} tells of ${name}.`;
  return channel === ALERTS
    ? 'There is no alert yet. Try: alarm db-storage'
    : `Nobody has said anything in #${channel}.`;
}
