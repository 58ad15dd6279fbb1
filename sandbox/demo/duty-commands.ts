import { runCommand } from '../play/bot-process.ts';
import { named } from './named.ts';
import type { Stage } from './stage.ts';

/** How long the bot may take to make an App Home. */
const FOLLOWS_MS = 5000;

/** `as NAME`: somebody else is at the terminal from now on. @returns a hint when there is no such person. */
export async function beSomebody(name: string, { workspace, screen, hands }: Stage): Promise<string | null> {
  const { people, slack } = workspace;
  const [you] = [...people].find(([, each]) => each === name.replace(/^@/, '').toLowerCase()) ?? [];
  if (you === undefined) return `As whom? There are: ${[...people.values()].join(', ')}.`;
  hands.you = you;
  const newest = slack.directMessages(you).at(-1);
  screen.print(
    `You are @${people.get(you)} now. ${newest ? 'Your newest direct message:' : 'Nobody wrote to you yet.'}`,
  );
  if (newest) screen.print(slack.renderMessage(newest));
  return null;
}

/** `topics`: the topics that name the duties, and who is in the user groups. */
export async function topics(_rest: string, { workspace, screen }: Stage): Promise<null> {
  const { slack } = workspace;
  const told = (text: string) => named(workspace, text);
  for (const channel of ['bugs', 'war']) screen.print(`#${channel}: ${told(slack.topicOf(channel)) || '(no topic)'}`);
  for (const group of ['ic', 'oncall']) {
    screen.print(`@${group}: ${slack.groupMembers(group).map((id) => told(`<@${id}>`))}`);
  }
  return null;
}

/** `home`: opens the App Home. */
export async function home(_rest: string, { workspace, screen, hands: { you } }: Stage): Promise<null> {
  const { slack } = workspace;
  const published = () => slack.calls('views.publish').length;
  const before = published();
  slack.openHome(you);
  await slack.until(() => published() > before, { what: 'the App Home', timeoutMs: FOLLOWS_MS });
  const view = slack.homeOf(you);
  if (view) screen.print(slack.renderView(view));
  return null;
}

/** `duty`: what the command line shows of the weeks to come. */
export async function duty(_rest: string, { workspace, screen }: Stage): Promise<null> {
  screen.print((await runCommand(workspace.env, ['duty'])).trimEnd());
  return null;
}
