import type { DutyHours } from '../../src/config/hours.ts';
import { shiftsOf } from '../../src/duty/hours/shifts-of.ts';
import type { ListedShift, RotationName } from '../../src/duty/shift.ts';

/** The zone of these shifts. */
export const ZONE = 'Europe/Warsaw';

const usual: Readonly<Record<RotationName, string>> = { ic: '07:00-15:00', oncall: '15:00-22:00' };
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** A shift on a day in Warsaw, as planned, at its rotation's usual hours unless `hours` says others. */
export function someShift(
  rotation: RotationName,
  day: string,
  { member, hours = usual[rotation], ...more }: Partial<ListedShift> & { member: string | null; hours?: string },
): ListedShift {
  const [start = '', end = ''] = hours.split('-');
  const everyDay = ([1, 2, 3, 4, 5, 6, 7] as const).map(
    (weekday): DutyHours => ({ day: weekday, start: minutes(start), end: minutes(end) }),
  );
  const [time] = shiftsOf(everyDay, { from: day, to: day, zone: ZONE, isHoliday: () => false });
  if (!time) throw new Error(`${hours} has no length on ${day}`);
  return { id: 1, rotation, ...time, member, planned: member, override: false, shadows: [], changes: 0, ...more };
}
