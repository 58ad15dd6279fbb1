import { readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { startIncidentManager } from '../../sandbox/aws/incidents.ts';
import type { MessageAt, SlackSandbox, Submission, View } from '../../sandbox/slack/sandbox.ts';
import type { DetailedIncident, ListedIncident } from '../../src/incidents/looking/list-incidents.ts';
import { openScene } from './scene.ts';

/** What is looked at every few seconds shows within this, also on a busy machine. */
export const SOON = { timeoutMs: 30_000 };

/** `config` is laid over the key `incidents`; `url` is of another database than SQLite's file. */
export type IncidentSceneOptions = { aws?: boolean; config?: object; url?: string };

export type IncidentScene = Awaited<ReturnType<typeof openIncidentScene>>;

/** The values that somebody puts into the form, by the labels of its fields. */
export type Filled = Parameters<SlackSandbox['submit']>[2];

/**
 * A workspace in which ada is IC and bob on call, with a bot that is not started yet. The response plan `web` pages who
 * is on call and has the playbook for a busy instance; with `aws` it is one of Incident Manager, and the only one there.
 */
export async function openIncidentScene({ aws: isInAws = false, config = {}, url }: IncidentSceneOptions = {}) {
  const aws = await startIncidentManager();
  const plan = aws.plan({ name: 'web', title: 'Web is down', impact: 2 });
  const local = { impact: 2, engage: ['oncall'], playbook: 'ec2-cpu.md' };
  const incidents = isInAws
    ? { backend: 'incident-manager', response_plans: { web: plan } }
    : { response_plans: { web: local } };
  const env = { ...aws.env, ...(url !== undefined && { DATABASE_URL: url }) };
  const scene = await openScene(stringify({ incidents: { ...incidents, ...config } }), env);
  const eve = scene.newcomer('eve');
  return {
    ...scene,
    ...{ aws, plan, eve },
    ...createSeeing(scene),
    ...createActing(scene),
    /** Lays keys over `incidents` in the file that the next bot reads. */
    configure(over: object): void {
      const file = scene.env['WATCHBILL_CONFIG'] as string;
      const given = parse(readFileSync(file, 'utf8')) as { incidents: object };
      writeFileSync(file, stringify({ ...given, incidents: { ...given.incidents, ...over } }));
    },
    async stop() {
      await scene.stop();
      await aws.stop();
    },
  };
}

type Scene = Awaited<ReturnType<typeof openScene>>;

/** What people and scripts see of incidents. */
function createSeeing({ slack, cli }: Scene) {
  async function json<Value>(...args: string[]): Promise<Value> {
    const { code, out, err } = await cli('incidents', '--json', ...args);
    if (code !== 0) throw new Error(`watchbill incidents ended with ${code}: ${err}`);
    return JSON.parse(out) as Value;
  }
  const shown = (channel: string) => slack.messages(channel).map(slack.renderMessage);
  return {
    /** `watchbill incidents --json`. */
    incidents: () => json<ListedIncident[]>(),
    /** `watchbill incidents INC-7 --json`. */
    incident: (name: string) => json<DetailedIncident>(name),
    /** Waits until scripts see an incident as it should be, asking again as soon as they are answered. */
    async kept(name: string, isSo: (incident: DetailedIncident) => boolean): Promise<DetailedIncident> {
      const deadline = Date.now() + SOON.timeoutMs;
      for (;;) {
        const incident = await json<DetailedIncident>(name);
        if (isSo(incident)) return incident;
        if (Date.now() > deadline) throw new Error(`${name} stays as it is: ${JSON.stringify(incident)}`);
      }
    },
    shown,
    /** Waits for a message that says something, in a channel or in the direct messages of a person. */
    sees: (channel: string, words: RegExp, patience = {}): Promise<MessageAt> =>
      slack.until(
        () => {
          const found = slack.messages(channel).find((message) => words.test(slack.renderMessage(message)));
          return found && { channel, ts: found.ts };
        },
        { what: `a message ${words} in ${channel}`, ...patience },
      ),
    /** Waits for the channel of an incident, by how its name ends. */
    room: (slug: string, patience = {}) =>
      slack.until(() => slack.channels().find(({ name }) => name.startsWith('inc-') && name.endsWith(`-${slug}`)), {
        what: `the room ${slug}`,
        ...patience,
      }),
    /** Waits for a form that says something. */
    form: (user: string, words: RegExp): Promise<View> =>
      slack.until(() => slack.views(user).findLast((view) => words.test(slack.renderView(view))), {
        what: `a form ${words}`,
      }),
  };
}

/** What people do with incidents. */
function createActing({ slack, alerts }: Scene) {
  return {
    /** Types `/incident`. @returns what its answer shows. */
    async type(user: string, text: string, channel = alerts): Promise<string> {
      const before = slack.ephemerals(user).length;
      const { error } = await slack.command(user, channel, '/incident', text);
      if (error !== null) throw new Error(`/incident ${text} failed: ${error}`);
      const { message } = await slack.until(() => slack.ephemerals(user)[before], { what: `an answer to ${text}` });
      return slack.renderMessage(message);
    },
    /** Submits a form. @returns what stands in its place. */
    async submit(user: string, { id }: View, values: Filled): Promise<Submission & { shown: string }> {
      const submitted = await slack.submit(user, id, values);
      const view = slack.views(user).at(-1);
      return { ...submitted, shown: view ? slack.renderView(view) : '' };
    },
  };
}
