import { WebClient } from '@slack/web-api';
import pino from 'pino';
import type { Config } from '../../src/config/schema.ts';
import { type DailyParts, runDuty } from '../../src/duty/daily/daily.ts';
import { openSchedule } from '../../src/duty/open-schedule.ts';
import type { OverrideParts } from '../../src/duty/overrides/overrides.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { createSender } from '../../src/outbox/sender.ts';
import { runHandovers } from '../../src/reports/handover.ts';
import { clientOptions } from '../../src/slack/clients.ts';
import { createDirectory } from '../../src/slack/directory.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import type { SlackSandbox } from '../slack/sandbox.ts';
import type { LeapingTime } from './leaping-time.ts';

const CALL_MS = 7000;

/** Where a bot works. `database` is a file of SQLite. */
export type Place = { database: string; slack: SlackSandbox; time: LeapingTime };

/** What the bot knows of duty, from one start to the next. */
export type YearBot = {
  store: Store;
  overrides: OverrideParts;
  /** What happens every few seconds: announcements, signs, notices and handovers, as far as they are due. */
  tick(): Promise<void>;
  /** Waits until Slack has been told everything; time passes where Slack's pace wants it. */
  settled(): Promise<void>;
  /** Ends as on SIGTERM. */
  stop(): Promise<void>;
  /** Ends without a word, in the middle of what is due: it is committed, and Slack is not told. */
  dieInTick(): Promise<void>;
};

/** Starts the bot's duties with a configuration, as `startBot` does. */
export async function startYearBot(config: Config, { database, slack, time }: Place): Promise<YearBot> {
  const store = await openStore({ engine: 'sqlite', path: database });
  await migrate(store, time.now());
  const { db } = store;
  const { timezone: zone, admins, duty } = config;
  const { engineering } = config.channels;
  const log = pino({ level: 'error' });
  const client = new WebClient(slack.botToken, clientOptions(slack.apiUrl, log, CALL_MS));
  const { channelId } = createDirectory({ client, db, clock: time });
  const outbox = createOutbox({ store, clock: time });
  let isDead = false;
  const after: LeapingTime['after'] = (ms, act) => time.after(ms, () => isDead || act());
  const sender = createSender({ store, outbox, client, clock: time, after, log, channelId, onError: () => {} });
  const ground = { outbox, db, clock: time };
  const { schedule, tell } = await openSchedule({ config, ...ground });
  const daily: DailyParts = { config, schedule, ...ground };
  const tick = async () => {
    await runDuty(daily);
    await runHandovers({ schedule, zone, admins, ...ground });
  };
  await sender.start();
  return {
    store,
    overrides: { schedule, duty, zone, admins, engineering, tell, ...ground },
    tick,
    async settled() {
      for (;;) {
        await sender.settled();
        const waiting = await db.selectFrom('outbox').select(['last_error', 'dead']).execute();
        if (waiting.length === 0) return;
        const dead = waiting.find((row) => row.dead === 1);
        const next = time.next();
        if (dead || next === null) throw new Error(`Slack does not take what the bot says: ${dead?.last_error}`);
        time.leap(next);
      }
    },
    async stop() {
      await sender.stop();
      await store.close();
    },
    async dieInTick() {
      outbox.attachSender(() => {});
      await tick();
      isDead = true;
      await sender.settled();
      await store.close();
    },
  };
}
