import type { Config } from '../../config/schema.ts';
import type { Say } from '../../outbox/say.ts';
import type { Trx } from '../../store/tables.ts';
import { aroundToday } from '../schedule/schedule.ts';
import { listShifts } from '../schedule/shift-store.ts';
import type { ListedShift } from '../shift.ts';
import { standings } from '../standing.ts';
import { groupMembers } from './groups.ts';
import { TOPIC_STARTS, topicWordings } from './topic-words.ts';

/** The duties of a configuration at an instant. */
export type SignParts = { config: Config; now: Date };

/**
 * Says the signs by which others see who has the duties, by shifts around the instant in order: the topics of #bugs and
 * #war, and the user groups.
 */
export function saySigns(say: Say, shifts: readonly ListedShift[], { config, now }: SignParts): void {
  const { channels, duty, admins, timezone: zone } = config;
  const standing = standings(shifts, now);
  const topic = { own: topicWordings(standing, { at: now, zone, admins }), starts: TOPIC_STARTS };
  for (const channel of [channels.bugs, channels.war]) say.setTopic(channel, topic);
  for (const [group, users] of groupMembers(duty, standing)) say.setGroup(group, users);
}

/**
 * Lets the signs follow at once when a shift changed hands of which they tell, in the transaction that has just written
 * that, under DUTY_LOCK. What Slack shows already is not set again.
 */
export async function showDuty(trx: Trx, say: Say, { config, now }: SignParts): Promise<void> {
  const shifts = await listShifts(trx, { ...aroundToday(now, config.timezone), shadows: () => [] });
  saySigns(say, shifts, { config, now });
}
