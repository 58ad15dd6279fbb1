import { isUserId } from '../../config/names.ts';
import type { Config } from '../../config/schema.ts';
import { type RotationName, rotationNames } from '../shift.ts';
import { nowOrNext, type Standing } from '../standing.ts';

/**
 * Whom the Slack user groups are to hold, by group: who has the duty now or, while nobody has it, who has it next. Slack
 * can not empty a group, nor take somebody of whom only an e-mail address is known: a group that nobody is left for is
 * not there.
 */
export function groupMembers(
  duty: Config['duty'],
  standing: Record<RotationName, Standing>,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const rotation of rotationNames) {
    const user = nowOrNext(standing[rotation]);
    if (user === null || !isUserId(user)) continue;
    for (const group of new Set([duty[rotation].user_group, duty.user_group])) {
      if (group !== null) groups.set(group, [...new Set([...(groups.get(group) ?? []), user])]);
    }
  }
  return groups;
}
