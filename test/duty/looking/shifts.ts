import { addDays } from '../../../src/duty/days.ts';
import { instantOf } from '../../../src/duty/hours/wall-time.ts';
import type { ListedShift } from '../../../src/duty/shift.ts';

/** A shift in words: its hours are told as `15:00-22:00`, by the clocks of the zone. */
export type Told = Partial<Omit<ListedShift, 'start' | 'end'>> & { hours?: string; zone?: string };

const minuteOf = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};

/** A shift of the Incident Commander's on a Monday, or what is told otherwise; its member is whom the plan names. */
export function shift({ hours = '07:00-15:00', zone = 'Europe/Warsaw', ...told }: Told = {}): ListedShift {
  const { day = '2026-11-23', member = 'UADA' } = told;
  const [start, end] = hours.split('-').map(minuteOf) as [number, number];
  const times = {
    start: instantOf(day, start, zone),
    end: instantOf(end <= start ? addDays(day, 1) : day, end, zone),
  };
  const plain = { id: 1, rotation: 'ic', override: false, shadows: [], changes: 0 } as const;
  return { ...plain, planned: member, ...times, ...told, day, member, shadows: told.shadows ?? [] };
}

/** The hours of a team's evenings on call. */
export const oncall = (told: Told = {}): ListedShift => shift({ rotation: 'oncall', hours: '15:00-22:00', ...told });
