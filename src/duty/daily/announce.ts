import type { Config } from '../../config/schema.ts';
import type { Say } from '../../outbox/say.ts';
import type { Trx } from '../../store/tables.ts';
import type { ListedShift, RotationName } from '../shift.ts';
import { announceContent } from './announce-blocks.ts';
import { announcedShifts, announcementOf } from './announcement.ts';

/** Whose day is announced, and the shifts around it in order. */
type Day = { day: string; rotations: readonly RotationName[]; shifts: readonly ListedShift[] };

/** Tells #engineering the day's duties, and marks what it names as announced: that stays put from now on. */
export async function announce(
  trx: Trx,
  say: Say,
  { config, now, ...day }: Day & { config: Config; now: Date },
): Promise<void> {
  const announcement = announcementOf(day.shifts, day);
  const content = announceContent(announcement, { zone: config.timezone, admins: config.admins });
  say.post({ lane: 'housekeeping', channel: config.channels.engineering, content });
  const named = announcedShifts(announcement).map(({ id }) => id);
  if (named.length === 0) return;
  await trx.updateTable('shift').set({ announced_at: now.toISOString() }).where('id', 'in', named).execute();
}
