import { afterEach } from 'vitest';
import { type SlackOptions, startSlack } from '../../sandbox/slack/sandbox.ts';
import { manualTime } from '../../sandbox/slack/time.ts';
import { createErrands } from '../../src/errands/errands.ts';
import { INCIDENT_LOCK } from '../../src/incidents/open.ts';
import { roomHandlers } from '../../src/incidents/room-errands.ts';
import { createClients } from '../../src/slack/clients.ts';
import { logLines } from '../sources/log-lines.ts';
import { type HouseOptions, MONDAY, type Open } from './house.ts';

const hours = { 'mon-sun': '00:00-24:00' };

/** A day's name of the channel of `Checkout is down`, the incident that these tests open. */
export const FIRST_NAME = 'inc-20261123-checkout-is-down';

export type RoomsOptions = HouseOptions & { slack?: SlackOptions };
export type Rooms = Awaited<ReturnType<typeof openRooms>>;

/** Opens workspaces for the tests of a file, in which errands for rooms are run; they are closed after each test. */
export function workspaces(open: Open): (options?: RoomsOptions) => Promise<Rooms> {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });
  return async (options) => {
    const rooms = await openRooms(open, options);
    closing.push(rooms.stop);
    return rooms;
  };
}

/** Ada is IC, Bob on call, and Eve in no rotation. What is said stays in the outbox. Time passes only when told to. */
async function openRooms(open: Open, { slack: slackOptions, ...options }: RoomsOptions = {}) {
  const time = manualTime(MONDAY);
  const slack = await startSlack({ limits: false, clock: time, ...slackOptions });
  const [ada, bob, eve] = ['ada', 'bob', 'eve'].map((name) => slack.user({ name })) as [string, string, string];
  const duty = { ic: { members: [ada], hours }, oncall: { members: [bob], hours }, never_both: false };
  const house = await open({ duty, admins: [eve], ...options });
  const { store, outbox, clock, db } = house;
  const { log } = logLines();
  const client = createClients({ botToken: slack.botToken, apiUrl: slack.apiUrl }, log).outbox;
  const handlers = roomHandlers({ ...house.parts, client });
  const errands = createErrands({ store, outbox, clock, after: time.after, log, handlers, lock: INCIDENT_LOCK });
  await errands.start();
  const rooms = {
    ...{ house, slack, ada, bob, eve, handlers, errands },
    /** Opens the incident for Eve, and does what can be done for its room at once. */
    async begin() {
      const { id } = await house.open({ by: eve });
      await errands.settled();
      return house.incident(id);
    },
    /** Lets so many seconds pass, and at each what follows from it come to its end. */
    async pass(seconds: number) {
      for (let passed = 0; passed < seconds; passed += 1) {
        house.pass(1000);
        await time.advance(1000);
        await errands.settled();
      }
    },
    /** Errands that wait, and those that were given up. */
    waiting: () => db.selectFrom('errand').selectAll().orderBy('id').execute(),
    /** Channels made for incidents, by name. */
    made: () => slack.channels().filter(({ creator }) => creator === slack.botUserId),
    /** What was said since it was asked last, as texts. */
    said: async () => (await house.drain()).map(({ text }) => text),
    async stop(): Promise<void> {
      await errands.stop();
      await slack.stop();
    },
  };
  return rooms;
}
