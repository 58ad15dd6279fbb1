import { addDays, daysFrom } from '../../src/duty/days.ts';
import { loadHolidays } from '../../src/duty/hours/holidays.ts';
import { monthPicture } from '../../src/duty/picture/pictures.ts';
import { ZONE } from './calendar.ts';
import type { Evidence } from './evidence.ts';

/** The picture of one month (`YYYY-MM`) of a year, as PNG. */
export async function pictureOf(month: string, { shifts, names }: Evidence): Promise<Buffer> {
  const { nameOf } = await loadHolidays('PL');
  const holidays = daysFrom(`${month}-01`, addDays(`${month}-01`, 30)).flatMap((day) => {
    const name = nameOf(day);
    return name === null ? [] : [[day, name] as const];
  });
  const shown = shifts.map((shift) => ({ ...shift, override: shift.member !== shift.planned }));
  return monthPicture({ month, zone: ZONE, today: null, shifts: shown, names, holidays: new Map(holidays) });
}
