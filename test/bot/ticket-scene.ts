import { stringify } from 'yaml';
import { startIncidentManager } from '../../sandbox/aws/incidents.ts';
import type { MessageAt, Submission } from '../../sandbox/slack/sandbox.ts';
import type { DetailedTicket, ListedTicket } from '../../src/support/looking/listed.ts';
import type { Filled } from './incident-scene.ts';
import { openScene } from './scene.ts';

/** `aws` keeps incidents in Incident Manager; `config` is laid over the whole configuration. */
export type TicketSceneOptions = { aws?: boolean; config?: object; url?: string };

export type TicketScene = Awaited<ReturnType<typeof openTicketScene>>;

/** A workspace in which ada is IC and bob on call, and eve works in support; the bot is not started yet. */
export async function openTicketScene({ aws: isInAws = false, config = {}, url }: TicketSceneOptions = {}) {
  const aws = await startIncidentManager();
  const plan = aws.plan({ name: 'web', title: 'Web is down', impact: 2 });
  const incidents = isInAws ? { backend: 'incident-manager', response_plans: { web: plan } } : {};
  const env = { ...aws.env, ...(url !== undefined && { DATABASE_URL: url }) };
  const scene = await openScene(stringify({ deployments: ['shop-eu', 'shop-us'], incidents, ...config }), env);
  const { slack, cli } = scene;
  const bugs = slack.channels().find(({ name }) => name === 'bugs')?.id as string;
  const eve = scene.newcomer('eve');
  slack.joinChannel(eve, bugs);
  async function json<Value>(...args: string[]): Promise<Value> {
    const { code, out, err } = await cli('tickets', '--json', ...args);
    if (code !== 0) throw new Error(`watchbill tickets ended with ${code}: ${err}`);
    return JSON.parse(out) as Value;
  }
  /** Waits for a message that says something, in a channel or in the direct messages of a person. */
  const sees = (channel: string, words: RegExp, patience = {}): Promise<MessageAt> =>
    slack.until(
      () => {
        const found = slack.messages(channel).find((message) => words.test(slack.renderMessage(message)));
        return found && { channel, ts: found.ts };
      },
      { what: `a message ${words} in ${channel}`, ...patience },
    );
  const form = (user: string, words: RegExp) =>
    slack.until(() => slack.views(user).findLast((view) => words.test(slack.renderView(view))), {
      what: `a form ${words}`,
    });
  return {
    ...scene,
    ...{ aws, bugs, eve, sees, form },
    /** `watchbill tickets --json`. */
    tickets: (...args: string[]) => json<ListedTicket[]>(...args),
    /** `watchbill tickets T-1 --json`. */
    ticket: (name: string) => json<DetailedTicket>(name),
    /** Types `/bug`. @returns what its answer shows. */
    async bug(user: string, text: string): Promise<string> {
      const before = slack.ephemerals(user).length;
      await slack.command(user, bugs, '/bug', text);
      const { message } = await slack.until(() => slack.ephemerals(user)[before], {
        what: `an answer to /bug ${text}`,
      });
      return slack.renderMessage(message);
    },
    /** Raises a ticket by the form. @returns its name, and where its card is. */
    async raise(user: string, filled: Filled): Promise<{ name: string; card: MessageAt }> {
      await slack.command(user, bugs, '/bug', '');
      const { id } = await form(user, /Raise an issue/);
      await submitted(() => slack.submit(user, id, filled));
      const shown = slack.renderView(await form(user, /is raised/));
      const name = /T-\d+/.exec(shown)?.[0] as string;
      await slack.close(slack.views(user).at(-1)?.id ?? '');
      return { name, card: { ...(await sees('bugs', new RegExp(`${name} `))), channel: bugs } };
    },
    async stop() {
      await scene.stop();
      await aws.stop();
    },
  };
}

/** A disk that dawdles lets Slack give up on a form. Whoever sent it sends it again, and it is taken once. */
async function submitted(submit: () => Promise<Submission>): Promise<void> {
  for (let tries = 1; (await submit()).error !== null && tries < 3; tries += 1);
}
