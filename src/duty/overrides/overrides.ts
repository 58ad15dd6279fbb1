import type { Clock } from '../../clock.ts';
import type { Config } from '../../config/schema.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import { mention } from '../../slack/text.ts';
import type { Db } from '../../store/tables.ts';
import type { Tell } from '../moves/tell-moved.ts';
import { knownPeople, membersOf } from '../schedule/people.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { listShifts } from '../schedule/shift-store.ts';
import type { TakeRules } from './may-take.ts';

/** What people's changes to the schedule need. `engineering` is the channel where they are announced. */
export type OverrideParts = {
  schedule: Schedule;
  duty: Config['duty'];
  zone: string;
  /** User ids of those who may change anyone's duty. */
  admins: readonly string[];
  engineering: string;
  outbox: Outbox;
  db: Db;
  clock: Clock;
  tell: Tell;
};

/** Something that was refused, and why: mrkdwn, escaped, for the one who asked. */
export type Refused = { problem: string };

/** What decides who may have shifts of some days, as it stands now; in a transaction, in it. */
export async function takeRules(db: Db, days: readonly string[], { duty, zone }: OverrideParts): Promise<TakeRules> {
  const naming = await knownPeople(db);
  const sorted = days.toSorted();
  const span = { from: sorted[0] as string, to: sorted.at(-1) as string };
  return {
    members: {
      ic: await membersOf(db, duty.ic.members, naming),
      oncall: await membersOf(db, duty.oncall.members, naming),
    },
    shifts: await listShifts(db, { ...span, shadows: () => [] }),
    neverBoth: duty.never_both,
    zone,
  };
}

/** Why somebody may not change another's duty: only admins may. Null for one's own, and for admins. */
export function notAllowed({ by, whose }: { by: string; whose: string }, { admins }: OverrideParts): Refused | null {
  if (by === whose || admins.includes(by)) return null;
  const ask = admins.length > 0 ? `Ask ${admins.map(mention).join(' or ')}` : 'The configuration names none';
  return { problem: `Only admins may change somebody else’s duty. ${ask}.` };
}
