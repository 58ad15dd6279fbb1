import { afterEach } from 'vitest';
import type { Ephemeral, MessageAt, View } from '../../../sandbox/slack/sandbox.ts';
import { startSlack } from '../../../sandbox/slack/sandbox.ts';
import { updateIncident } from '../../../src/incidents/incident-store.ts';
import { createMayOpen } from '../../../src/incidents/slack/may-open.ts';
import { onIncidents } from '../../../src/incidents/slack/slack.ts';
import { createClients } from '../../../src/slack/clients.ts';
import { createConnection } from '../../../src/slack/connection.ts';
import { createDirectory } from '../../../src/slack/directory.ts';
import { logLines } from '../../sources/log-lines.ts';
import type { House, HouseOptions, Open } from '../house.ts';

/** The action id of the button on the cards of alerts. */
export const ALERT_BUTTON = 'alert.open_incident';

/** `group` are the names of those who alone may open incidents, when not everybody may. */
export type StageOptions = HouseOptions & { group?: string[] };

export type Stage = Awaited<ReturnType<typeof raise>>;

/** Opens stages for the tests of a file, each with an empty workspace; they are closed after each test. */
export function stages(open: Open): (options?: StageOptions) => Promise<Stage> {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });
  return async (options = {}) => {
    const stage = await raise(await open(options), options);
    closing.push(stage.stop);
    return stage;
  };
}

/** A house whose incidents are led from a Slack workspace, with what people see and do there. */
async function raise(house: House, { group }: StageOptions) {
  const slack = await startSlack();
  const [eve, dan] = ['eve', 'dan'].map((name) => slack.user({ name })) as [string, string];
  const channels = new Map(['alerts', 'war', 'random'].map((name) => [name, slack.channel({ name })]));
  const { log } = logLines();
  const access = { botToken: slack.botToken, apiUrl: slack.apiUrl };
  const client = createClients(access, log).answers;
  const line = { ...access, appToken: slack.appToken, signingSecret: null };
  const connection = createConnection({ access, slack: line, client, db: house.db, log, onListening: () => {} });
  const { config } = house;
  const may_open = group ? [slack.createGroup({ handle: 'responders', users: group })] : config.incidents.may_open;
  const ground = { ...house.parts, config: { ...config, incidents: { ...config.incidents, may_open } }, client };
  const { channelId } = createDirectory(ground);
  const answering = { mayOpen: createMayOpen(ground), afterSending: async () => {} };
  const parts = { ...ground, ...answering, channelId, alertButton: ALERT_BUTTON };
  onIncidents(connection.app, parts);
  await connection.start();
  await connection.firstContact();
  await slack.until(() => slack.sockets() > 0, { what: 'the connection' });

  const top = (user: string): View | undefined => slack.views(user).at(-1);
  return {
    ...{ house, slack, eve, dan, parts, channels },
    /** Types `/incident`. @returns what its answer shows. */
    async type(text: string, { user = eve, channel = 'random' } = {}): Promise<Ephemeral> {
      const before = slack.ephemerals(user).length;
      const { error } = await slack.command(user, channel, '/incident', text);
      if (error) throw new Error(error);
      return slack.until(() => slack.ephemerals(user)[before], { what: `an answer to ${text}` });
    },
    /** Types `/incident` where a form is the answer. @returns the form once it shows something. */
    async form(text: string, shows: RegExp, user = eve): Promise<View> {
      const { error } = await slack.command(user, 'random', '/incident', text);
      if (error) throw new Error(error);
      return slack.until(() => [top(user)].find((view) => view && shows.test(slack.renderView(view))), {
        what: `a form ${shows}`,
      });
    },
    /** Waits until the form of somebody shows something. */
    formShows: (shows: RegExp, user = eve): Promise<View> =>
      slack.until(() => [top(user)].find((view) => view && shows.test(slack.renderView(view))), {
        what: `a form ${shows}`,
      }),
    shown: ({ message }: Ephemeral): string => slack.renderMessage(message),
    /** Makes a channel that is the room of an incident. @returns its id. */
    async roomOf(id: number): Promise<string> {
      await house.makeRoom({ id });
      const room = slack.channel({ name: `inc-${id}` });
      await house.outbox.commit((trx) => updateIncident(trx, id, { room }));
      return room;
    },
    /** Sends what was said in channels that are there. @returns where the first message of a channel stands. */
    async send(channel: string): Promise<MessageAt> {
      const rows = await house.db
        .selectFrom('outbox')
        .selectAll()
        .where('kind', '=', 'message')
        .orderBy('id')
        .execute();
      for (const row of rows) {
        const at = channels.get(row.channel);
        if (at === undefined) continue;
        const { ts } = await client.chat.postMessage({ channel: at, ...JSON.parse(row.payload) });
        const place = { channel_id: at, ts: ts as string };
        await house.db.updateTable('message').set(place).where('id', '=', row.message_id).execute();
      }
      await house.db.deleteFrom('outbox').execute();
      return { channel: channels.get(channel) as string, ts: slack.messages(channel)[0]?.ts as string };
    },
    async stop(): Promise<void> {
      await connection.stop();
      await slack.stop();
    },
  };
}
