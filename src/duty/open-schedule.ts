import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Db } from '../store/tables.ts';
import { showDuty } from './daily/signs.ts';
import { type Holidays, loadHolidays } from './hours/holidays.ts';
import { createTell, type Tell } from './moves/tell-moved.ts';
import { createSchedule, type Schedule } from './schedule/schedule.ts';

/** What a schedule is opened over. Without a sender at the outbox a running bot tells of what changes. */
export type OpenScheduleParts = { config: Config; outbox: Outbox; db: Db; clock: Clock };

/** The schedule, the holidays that it counts with, and how people are told of shifts that change hands. */
export type OpenedSchedule = { schedule: Schedule; holidays: Holidays; tell: Tell };

/**
 * Opens the schedule of a configuration.
 * @throws {ConfigError} when the holidays of `duty.country` are not known.
 */
export async function openSchedule({ config, ...ground }: OpenScheduleParts): Promise<OpenedSchedule> {
  const { duty, timezone: zone, admins, channels } = config;
  const holidays = await loadHolidays(duty.country);
  const tell = createTell({
    clock: ground.clock,
    zone,
    admins,
    engineering: channels.engineering,
    show: (trx, say) => showDuty(trx, say, { config, now: ground.clock.now() }),
  });
  const schedule = createSchedule({
    ...{ duty, zone, holidays, ...ground },
    tell: (trx, say, changes) => tell(trx, say, { changes, by: null }),
  });
  return { schedule, holidays, tell };
}
