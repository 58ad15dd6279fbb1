import type { Clock } from '../../clock.ts';
import type { Asked, Reply } from '../../slack/reply.ts';
import { aroundToday, type Schedule } from '../schedule/schedule.ts';
import { nowReply } from './now-blocks.ts';

/** What `/duty` needs. `admins` are to be asked while nobody has a duty. */
export type NowParts = { schedule: Schedule; clock: Clock; zone: string; admins: readonly string[] };

/** `/duty`: who is on duty now, and who is next. */
export async function answerNow(_asked: Asked, { schedule, clock, zone, admins }: NowParts): Promise<Reply> {
  const now = clock.now();
  return nowReply(await schedule.shifts(aroundToday(now, zone)), { now, zone, admins });
}
