import { systemClock } from '../clock.ts';
import { isDay } from '../config/day.ts';
import { addDays, dayIn } from '../duty/days.ts';
import { listDuty } from '../duty/looking/list-duty.ts';
import { openSchedule } from '../duty/open-schedule.ts';
import { type RotationName, rotationNames } from '../duty/shift.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { knownNames } from '../slack/known-names.ts';
import { type Command, type Given, printJson, UsageError } from './command.ts';
import { dutyTable } from './duty-table.ts';
import { withStore } from './open.ts';

/** Ten years: so long a list at most, and so far ahead its first day. */
const MOST_DAYS = 3660;

/** `watchbill duty`. */
export const duty: Command = {
  help: `Usage: watchbill duty [--rotation ic|oncall] [--from YYYY-MM-DD] [--days 14] [--config FILE] [--json]

Lists the shifts that start on those days: who has which duty when. What is not planned yet is planned, and kept.

  --rotation  only this one: ${rotationNames.join(' or ')}
  --from      the first day, in the configured time zone (today unless told)
  --days      how many days, 1 to ${MOST_DAYS} (14 unless told)
`,
  options: { rotation: { type: 'string' }, from: { type: 'string' }, days: { type: 'string' } },
  takesFiles: false,
  async run(given, world) {
    const wish = readWish(given.values);
    await withStore(given, world, async ({ settings: { config }, store }) => {
      const { timezone: zone, admins } = config;
      const { from = dayIn(systemClock.now(), zone) } = wish;
      const to = addDays(from, wish.days - 1);
      const outbox = createOutbox({ store, clock: systemClock });
      const opened = await openSchedule({ config, outbox, db: store.db, clock: systemClock });
      const shifts = await opened.schedule.shifts({ from, to });
      const shown = shifts.filter(({ rotation }) => wish.rotation === undefined || rotation === wish.rotation);
      if (given.json) printJson(world.out, listDuty(shown, zone));
      else {
        const names = await knownNames(store.db);
        world.out.write(dutyTable(shown, { zone, admins, from, to, holidayOn: opened.holidays.nameOf, names }));
      }
    });
    return 0;
  },
};

/** @throws {UsageError} */
function readWish({ rotation, from, days = '14' }: Given['values']): {
  rotation?: RotationName;
  from?: string;
  days: number;
} {
  const named = rotationNames.find((name) => name === rotation);
  if (rotation !== undefined && named === undefined) {
    throw new UsageError(`--rotation: "${rotation}" is no rotation; one of ${rotationNames.join(', ')}.`);
  }
  if (from !== undefined && !isDay(from)) throw new UsageError(`--from: "${from}" is no day; such as 2026-12-24.`);
  if (from !== undefined && from > addDays(dayIn(systemClock.now(), 'UTC'), MOST_DAYS)) {
    throw new UsageError(`--from: ${from} is more than ten years ahead.`);
  }
  if (!/^\d{1,4}$/.test(days) || Number(days) < 1 || Number(days) > MOST_DAYS) {
    throw new UsageError(`--days: "${days}" is no number of days; 1 to ${MOST_DAYS}.`);
  }
  return { ...(named && { rotation: named }), ...(from !== undefined && { from }), days: Number(days) };
}
