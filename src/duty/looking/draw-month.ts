import type { Clock } from '../../clock.ts';
import { addDays, dayIn, daysFrom } from '../days.ts';
import type { Holidays } from '../hours/holidays.ts';
import { monthPicture } from '../picture/pictures.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { rotationNames } from '../shift.ts';

/** What a month's picture is made of. `nameOf` tells what people call somebody. */
export type MonthParts = {
  schedule: Schedule;
  holidays: Holidays;
  clock: Clock;
  zone: string;
  nameOf(user: string): Promise<string>;
};

/** Days of which a picture shows something. Whoever asks for one of the year 9999 shall not have it planned. */
const REACH = { back: 3660, ahead: 400 };

/** The picture of a month (`YYYY-MM`), as PNG. What is ten years back, or more than 400 days ahead, is empty. */
export async function drawMonth(
  month: string,
  { schedule, holidays, clock, zone, nameOf }: MonthParts,
): Promise<Buffer> {
  const today = dayIn(clock.now(), zone);
  const days = daysFrom(`${month}-01`, addDays(`${month}-01`, 30)).filter((day) => day.startsWith(month));
  const near = days.filter((day) => day >= addDays(today, -REACH.back) && day <= addDays(today, REACH.ahead));
  const [from, to] = [near[0], near.at(-1)];
  const shifts = from === undefined || to === undefined ? [] : await schedule.shifts({ from, to });
  const members = (await Promise.all(rotationNames.map((rotation) => schedule.members(rotation)))).flat();
  const users = new Set([...members.map(({ user }) => user), ...shifts.flatMap(({ member }) => member ?? [])]);
  const names = await Promise.all([...users].map(async (user) => [user, await nameOf(user)] as const));
  const named = near.flatMap((day) => {
    const name = holidays.nameOf(day);
    return name === null ? [] : [[day, name] as const];
  });
  return monthPicture({ month, zone, today, shifts, names: new Map(names), holidays: new Map(named) });
}
