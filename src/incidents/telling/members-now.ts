import { isUserId } from '../../config/names.ts';
import { dayIn } from '../../duty/days.ts';
import { canTake } from '../../duty/plan/roster.ts';
import type { RotationName } from '../../duty/shift.ts';
import type { IncidentParts } from '../parts.ts';

/**
 * A rotation's people whom Slack knows, in its order, and those of them who cannot come today: away, not a member yet or
 * any more, or only shadowing.
 */
export async function membersNow(
  rotation: RotationName,
  { schedule, clock, config }: Pick<IncidentParts, 'schedule' | 'clock' | 'config'>,
): Promise<{ members: string[]; away: string[] }> {
  const today = dayIn(clock.now(), config.timezone);
  const known = (await schedule.members(rotation)).filter(({ user }) => isUserId(user));
  const away = known.filter((member) => !canTake(member, { day: today, lastDay: today }));
  return { members: known.map(({ user }) => user), away: away.map(({ user }) => user) };
}
