import type { Config } from '../config/schema.ts';
import { addDays, dayIn } from '../duty/days.ts';
import type { Holidays } from '../duty/hours/holidays.ts';
import { lookAhead } from '../duty/schedule/outlook.ts';
import type { Db } from '../store/tables.ts';
import { checkClocks } from './duty-clocks.ts';
import { checkGaps } from './duty-gaps.ts';
import { checkAbsences } from './duty-members.ts';
import { checkTeams } from './duty-teams.ts';
import { viewsOf } from './duty-view.ts';
import type { Finding } from './finding.ts';

/** How far ahead is looked: far enough for the next Christmas, and both changes of the clocks. */
const DAYS = 400;

/** Plans duty ahead, without keeping it, and tells where it cannot be covered or shared fairly. */
export async function checkDuty(
  { duty, timezone: zone, admins }: Config,
  { db, holidays, now }: { db: Db | null; holidays: Holidays; now: Date },
): Promise<Finding[]> {
  const to = addDays(dayIn(now, zone), DAYS);
  const outlook = await lookAhead({ duty, zone, holidays }, { db, now, to });
  const views = viewsOf(outlook, { now, to });
  return [
    ...checkGaps(views, admins),
    ...checkTeams(views, outlook.rules),
    ...checkAbsences(views),
    ...checkClocks(views, outlook.rules),
  ];
}
