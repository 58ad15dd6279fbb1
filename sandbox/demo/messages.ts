import type { Message } from '../slack/sandbox.ts';
import { unescapeText } from '../slack/typed-text.ts';
import type { Stage } from './stage.ts';

/** Whether people answer in threads in a channel: where alerts and tickets are shown. */
export const isOfCards = (channel: string): boolean => channel === 'alerts' || channel === 'bugs';

/**
 * The newest alert or ticket when you are in #alerts or #bugs, elsewhere the newest message; with a name, the newest that tells of it.
 * @returns undefined when there is none.
 */
export function findMessage({ workspace, hands: { channel } }: Stage, name: string): Message | undefined {
  const said = workspace.slack.messages(channel).filter(({ subtype }) => subtype === undefined);
  const messages = isOfCards(channel) ? said.filter(({ bot_id: bot }) => bot !== undefined) : said;
  if (name === '') return messages.at(-1);
  const whole = new RegExp(`(?<![\\w-])${RegExp.escape(name)}(?![\\w-])`);
  const tells = (message: Message) => whole.test(unescapeText(message.text));
  return messages.findLast(tells);
}

/** What to say when there is no such message. */
export function noMessage({ hands: { channel } }: Stage, name: string): string {
  if (name !== '') return `No message in #${channel} tells of ${name}.`;
  if (channel === 'alerts') return 'There is no alert yet. Try: alarm db-storage';
  return channel === 'bugs' ? 'There is no ticket yet. Try: /bug' : `Nobody has said anything in #${channel}.`;
}
