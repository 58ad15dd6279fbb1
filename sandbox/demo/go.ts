import { named } from './named.ts';
import type { Stage } from './stage.ts';

/** So many messages are shown to whoever comes into a channel, and so many lines of each. */
const MOST_SHOWN = 12;
const MOST_LINES = 8;

/**
 * `go CHANNEL`: what is typed is typed there from now on. Its topic, people, pinned messages and newest messages are shown;
 * `go room` is the channel of the newest incident. @returns a hint when there is no such channel.
 */
export async function go(typed: string, { workspace, screen, hands }: Stage): Promise<string | null> {
  const { slack } = workspace;
  const channels = slack.channels();
  const room = channels.findLast(({ name }) => name.startsWith('inc-'));
  const wanted = typed.replace(/^#/, '');
  const found = wanted === 'room' ? room : channels.find(({ name }) => name === wanted);
  if (!found) {
    const names = channels.map(({ name }) => name).join(', ');
    return `Where to? There are: ${names}; and "go room" leads to the channel of the newest incident, once there is one.`;
  }
  hands.channel = found.name;
  const here = found.members.map((id) => named(workspace, `<@${id}>`)).join(', ');
  screen.print(`You are in #${found.name} now, with ${here}.`);
  if (found.topic !== '') screen.print(`Topic: ${named(workspace, found.topic)}`);
  for (const { text } of slack.pins(found.id)) screen.print(`Pinned: ${text}`);
  const shown = slack.messages(found.id).filter(({ subtype }) => subtype === undefined);
  for (const message of shown.slice(-MOST_SHOWN)) screen.print(`\n${cut(slack.renderMessage(message))}`);
  return null;
}

function cut(looks: string): string {
  const lines = looks.split('\n');
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'].join('\n') : looks;
}
