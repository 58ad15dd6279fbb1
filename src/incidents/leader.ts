import { aroundToday } from '../duty/schedule/schedule.ts';
import { standings, whoIsOnDuty } from '../duty/standing.ts';
import type { IncidentParts } from './parts.ts';

/** Who leads an incident that begins now: the Incident Commander on duty, else who is on call; null while nobody is. */
export async function leaderNow({ schedule, clock, config }: IncidentParts): Promise<string | null> {
  const now = clock.now();
  return whoIsOnDuty(standings(await schedule.shifts(aroundToday(now, config.timezone)), now));
}
