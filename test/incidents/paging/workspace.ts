import { afterEach } from 'vitest';
import { type Message, startSlack } from '../../../sandbox/slack/sandbox.ts';
import { machineClock } from '../../../sandbox/slack/time.ts';
import { onPaging } from '../../../src/incidents/paging/slack.ts';
import { createSender } from '../../../src/outbox/sender.ts';
import { createClients } from '../../../src/slack/clients.ts';
import { createConnection } from '../../../src/slack/connection.ts';
import { createDirectory } from '../../../src/slack/directory.ts';
import { logLines } from '../../sources/log-lines.ts';
import type { HouseOptions, Open } from '../house.ts';

const hours = { 'mon-sun': '00:00-24:00' };

export type Workspace = Awaited<ReturnType<typeof openWorkspace>>;

/** Opens workspaces for the tests of a file; they are closed after each test. */
export function workspaces(open: Open): (options?: Pick<HouseOptions, 'backend'>) => Promise<Workspace> {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });
  return async (options) => {
    const workspace = await openWorkspace(open, options);
    closing.push(workspace.stop);
    return workspace;
  };
}

/** A workspace in which Ada is IC, Bob on call and Eve an admin, with all incidents in #war, and what is said is sent. */
async function openWorkspace(open: Open, options: Pick<HouseOptions, 'backend'> = {}) {
  const slack = await startSlack({ limits: false });
  const [ada, bob, eve] = ['ada', 'bob', 'eve'].map((name) => slack.user({ name })) as [string, string, string];
  const war = slack.channel({ name: 'war' });
  const duty = { ic: { members: [ada], hours }, oncall: { members: [bob], hours }, never_both: false };
  const house = await open({ ...options, duty, admins: [eve], incidents: { room: 'war' } });
  const { log } = logLines();
  const access = { botToken: slack.botToken, apiUrl: slack.apiUrl };
  const clients = createClients(access, log);
  const { store, db, outbox, clock } = house;
  const { channelId, nameOf } = createDirectory({ client: clients.outbox, db, clock });
  const line = { ...access, appToken: slack.appToken, signingSecret: null };
  const connection = createConnection({ access, slack: line, client: clients.outbox, db, log, onListening: () => {} });
  onPaging(connection.app, { ...house.parts, client: clients.answers, nameOf });
  const sending = { store, outbox, client: clients.outbox, clock: machineClock, log };
  const sender = createSender({ ...sending, channelId, onError: () => {} });
  await Promise.all([connection.start(), sender.start()]);
  await slack.until(() => connection.problem() === null, { what: 'the connection' });
  const shows = (words: RegExp) => (message: Message) => words.test(slack.renderMessage(message));
  return {
    ...{ house, slack, ada, bob, eve, war },
    /** Waits until what came of calls to Slack is kept. */
    settled: sender.settled,
    /** Waits for the direct message of somebody that shows something. @returns where it stands. */
    letter: async (user: string, words: RegExp) => {
      const found = () => slack.directMessages(user).find(shows(words));
      return { channel: user, ts: (await slack.until(found, { what: `a message to ${user}: ${words}` })).ts };
    },
    /** Waits for the message in #war itself that shows something. @returns where it stands. */
    inWar: async (words: RegExp) => {
      const found = () => slack.messages(war).find(shows(words));
      return { channel: war, ts: (await slack.until(found, { what: `in #war: ${words}` })).ts };
    },
    /** Waits until the top form of somebody shows something. */
    form: (user: string, words: RegExp) =>
      slack.until(() => slack.views(user).findLast((view) => words.test(slack.renderView(view))), {
        what: `a form ${words}`,
      }),
    async stop(): Promise<void> {
      await connection.stop();
      await sender.stop();
      await slack.stop();
    },
  };
}
