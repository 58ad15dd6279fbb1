import type { App } from '@slack/bolt';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import { calendarRoutes } from '../duty/calendar/calendar-http.ts';
import { runDuty } from '../duty/daily/daily.ts';
import { drawMonth } from '../duty/looking/draw-month.ts';
import { lookingAnswers, onLooking } from '../duty/looking/looking-slack.ts';
import { openSchedule } from '../duty/open-schedule.ts';
import { formButtons } from '../duty/overrides/forms.ts';
import { aroundToday, type Schedule } from '../duty/schedule/schedule.ts';
import { onDuty } from '../duty/slack.ts';
import { standings, whoIsOnDuty } from '../duty/standing.ts';
import type { Routes } from '../http/server.ts';
import { byTheClock } from '../jobs/by-the-clock.ts';
import type { Repeated } from '../jobs/repeat.ts';
import type { Log } from '../log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { answerStats } from '../reports/answer-stats.ts';
import { runHandovers } from '../reports/handover.ts';
import { onHome, onStats } from '../reports/slack.ts';
import type { SlackClients } from '../slack/clients.ts';
import type { Directory } from '../slack/directory.ts';
import type { Db } from '../store/tables.ts';

/** What duty stands on. `port` tells where the HTTP server listens, once it does. */
export type DutyGround = {
  config: Config;
  app: App;
  clients: SlackClients;
  directory: Directory;
  outbox: Outbox;
  db: Db;
  clock: Clock;
  log: Log;
  port(): number;
};

/** Duty, put together. */
export type DutyAtWork = {
  schedule: Schedule;
  /** Who has the duty now; null while nobody has. */
  onDuty(): Promise<string | null>;
  routes: Routes;
  /** Finds members in Slack whom the file gives by address, plans, and tells what is due from then on. */
  start(): Repeated[];
};

const EVERY_15_SECONDS = '*/15 * * * * *';

/** Puts duty and the reports on it together: commands, forms and buttons, calendars, and what is told by the clock. */
export async function putDutyTogether(ground: DutyGround): Promise<DutyAtWork> {
  const { config, app, clients, directory, outbox, db, clock, log } = ground;
  const { schedule, holidays, tell } = await openSchedule({ config, outbox, db, clock });
  const { timezone: zone, admins, duty, channels } = config;
  const { nameOf } = directory;
  const parts = { ...{ schedule, holidays, duty, zone, admins, outbox, db, clock, tell, nameOf }, log };
  const looking = { ...parts, publicUrl: config.public_url, port: ground.port };
  const slack = { ...parts, engineering: channels.engineering, client: clients.answers };
  onDuty(app, { ...slack, answers: { ...lookingAnswers(looking), stats: (asked) => answerStats(asked, parts) } });
  onLooking(app, looking);
  onHome(app, { ...slack, actions: formButtons });
  onStats(app, parts);

  const tellWhatIsDue = () => runDuty({ config, schedule, outbox, db, clock });

  const tellAtOnce = () => schedule.refresh().then(tellWhatIsDue);

  /** Learns who the members are, then tells what is due. Slack may take its time: the end of the bot does not wait for it. */
  function begin(): Repeated {
    let isEnding = false;
    let telling: Promise<void> = Promise.resolve();
    const begun = async () => {
      for (const { user } of [...duty.ic.members, ...duty.oncall.members]) {
        const id = isEnding ? null : await directory.userId(user);
        if (id !== null && !isEnding) await nameOf(id);
      }
      if (!isEnding) telling = tellAtOnce();
      await telling;
    };
    begun().catch((error: unknown) => log.error({ err: error }, 'duty could not be told at the start'));
    return {
      async stop() {
        isEnding = true;
        await telling.catch(() => {});
      },
    };
  }

  return {
    schedule,
    async onDuty() {
      const now = clock.now();
      return whoIsOnDuty(standings(await schedule.shifts(aroundToday(now, zone)), now));
    },
    routes: calendarRoutes({
      ...parts,
      shifts: (from, to) => schedule.shifts({ from, to }),
      monthPng: (month) => drawMonth(month, parts),
    }),
    start() {
      return [
        begin(),
        byTheClock('duty', EVERY_15_SECONDS, tellWhatIsDue, log),
        byTheClock('handovers', EVERY_15_SECONDS, () => runHandovers(parts), log),
      ];
    },
  };
}
