import type { Clock } from '../../clock.ts';
import type { Config } from '../../config/schema.ts';
import type { Asked, Reply } from '../../slack/reply.ts';
import { addDays, dayIn } from '../days.ts';
import type { Holidays } from '../hours/holidays.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { type RotationName, rotationNames } from '../shift.ts';
import { scheduleReply } from './schedule-blocks.ts';

/** What `/duty schedule` needs. `admins` are to be asked while nobody has a duty. */
export type ShowScheduleParts = {
  schedule: Schedule;
  duty: Config['duty'];
  holidays: Holidays;
  clock: Clock;
  zone: string;
  admins: readonly string[];
};

const WEEKS = { usual: 4, most: 12 };

/** `/duty schedule [ic|oncall] [weeks]`: a calendar from today on. */
export async function answerSchedule({ user, text }: Asked, parts: ShowScheduleParts): Promise<Reply> {
  const { schedule, duty, holidays, clock, zone, admins } = parts;
  const wish = readWish(text);
  if (wish === null) {
    return {
      text: `Type \`/duty schedule\`; you may add \`ic\` or \`oncall\`, and 1 to ${WEEKS.most} weeks: \`/duty schedule oncall 8\`.`,
    };
  }
  const now = clock.now();
  const today = dayIn(now, zone);
  const to = addDays(today, wish.weeks * 7 - 1);
  // A night that began yesterday may not be over.
  const found = await schedule.shifts({ from: addDays(today, -1), to });
  const shifts = found.filter(({ day, end }) => day >= today || end > now);
  const hours = { ic: duty.ic.hours, oncall: duty.oncall.hours };
  const view = { ...wish, to, now, zone, reader: user, admins, hours, holidayOn: holidays.nameOf };
  return scheduleReply(shifts, view);
}

/** Words in any order; null when one of them is neither a duty nor a number of weeks. */
function readWish(text: string): { rotations: readonly RotationName[]; weeks: number } | null {
  const words = text
    .toLowerCase()
    .replace(/\bon[ -]call\b/, 'oncall')
    .split(/\s+/)
    .filter((word) => word !== '');
  const rotations = rotationNames.filter((name) => words.includes(name));
  const rest = words.filter((word) => !/^weeks?$/.test(word) && !rotations.some((name) => name === word));
  const weeks = rest.length === 0 ? WEEKS.usual : Number(rest[0]);
  const isRight = rest.length <= 1 && Number.isInteger(weeks) && weeks >= 1 && weeks <= WEEKS.most;
  return isRight ? { rotations: rotations.length > 0 ? rotations : rotationNames, weeks } : null;
}
